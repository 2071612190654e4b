import { AdminApi } from './api';
import { anyAction, perhaps } from './not-understood';
import { readPeers } from './peers';
import { readPorts, RulePorts } from './ports';
import { Cursor } from '../cursor';
import { PolicyPeer } from '../policy';
import { TieredRule } from '../tiered-policy';

type Action = TieredRule['action'];

const PEERS_KEY = { ingress: 'from', egress: 'to' } as const;

/** What a rule is taken to mean when one of its peers is not understood: the API says to err on the closed side. */
const OTHERWISE = {
  allow: 'so the rule matches nobody',
  deny: 'so the rule denies everybody',
  pass: 'so the rule denies everybody, as the API asks',
  unknown: 'so the rule may concern anybody',
};

/** Reads a rule: as one, or as several that together say how far it is understood. */
export function readAdminRule(rule: Cursor, direction: 'ingress' | 'egress', api: AdminApi): TieredRule[] {
  const { path } = rule;
  if (rule.isAbsent || !rule.isMap()) return anyAction({ path });
  const peersKey = PEERS_KEY[direction];
  const isWhole = rule.knows('name', 'action', peersKey, api.ports.key);
  checkSizes(rule, peersKey, api);
  const action = readAction(rule.field('action'), api);
  const peers = readPeers(rule.field(peersKey), api[peersKey], OTHERWISE[action ?? 'unknown']);
  const ports = readPorts(rule.field(api.ports.key), api.ports);
  const rules = action === undefined ? anyAction({ path, peers, ports: ports.hasUnknown ? undefined : ports.ports })
    : peers === undefined ? [closed(action, path)]
      : open(rule, action, { peers, ports }, api);
  return isWhole ? rules : rules.map(perhaps);
}

const closed = (action: Action, path: Cursor['path']): TieredRule =>
  action === 'allow' ? { action, peers: [], path } : { action: 'deny', path };

interface Matches {
  readonly peers: readonly PolicyPeer[];
  readonly ports: RulePorts;
}

/** A rule whose parts are known one by one, and have to go together. */
function open(rule: Cursor, action: Action, { peers, ports }: Matches, api: AdminApi): TieredRule[] {
  const { path } = rule;
  if (!mayName(rule, action, peers, api)) return anyAction({ path });
  // Ports that are not understood may be any: of those, the rule matches some or none.
  const rules = [{ action, peers, ports: ports.ports, path }, ...ports.hasUnknown ? [perhaps({ action, peers, path })] : []];
  return areNamesOfPods(rule.field(api.ports.key), peers, ports) ? rules : rules.map(perhaps);
}

function readAction(cursor: Cursor, { actions }: AdminApi): Action | undefined {
  const text = cursor.text();
  if (text !== undefined && Object.hasOwn(actions, text)) return actions[text];
  cursor.error('POL104', `${cursor.path.join('.')} should be ${Object.keys(actions).join(' or ')}; the rule may do anything`);
  return undefined;
}

function checkSizes(rule: Cursor, peersKey: string, { limit, ports }: AdminApi): void {
  if ((rule.field('name').text() ?? '').length > 100) rule.field('name').error('POL105', 'the name of a rule has at most 100 characters');
  for (const list of [rule.field(peersKey), rule.field(ports.key)]) checkSize(list, limit);
}

/** A list that is too long is read all the same. */
export function checkSize(list: Cursor, limit: number): void {
  const size = Array.isArray(list.value) ? list.value.length : 0;
  if (size > limit) list.error('POL105', `${list.path.join('.')} has ${size} items, but the API allows ${limit}; all of them are read`);
}

/** Nobody resolves the names of what to deny: the API knows names only in rules that let something through. */
function mayName(rule: Cursor, action: Action, peers: readonly PolicyPeer[], { actionsOnNames }: AdminApi): boolean {
  if (actionsOnNames.includes(action) || !peers.some(({ kind }) => kind === 'names')) return true;
  rule.field('action').error('POL108', 'a rule with this action cannot have domainNames; it may do anything, to anybody');
  return false;
}

function areNamesOfPods(list: Cursor, peers: readonly PolicyPeer[], { ports = [] }: RulePorts): boolean {
  if (peers.every(({ kind }) => kind === 'pods') || !ports.some(({ kind }) => kind === 'name')) return true;
  list.error('POL109', `only pods have names for their ports, so the API refuses one in ${list.path.join('.')} of this rule; it may match or not`);
  return false;
}
