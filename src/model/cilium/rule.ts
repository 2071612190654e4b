import { certainly, EVERYTHING, hanging, joined, Part } from './part';
import { readPeers } from './peers';
import { readPorts } from './ports';
import { Question } from '../../values';
import { Cursor } from '../cursor';
import { PolicyPeer } from '../policy';
import { TieredRule } from '../tiered-policy';

/** A list of rules, which direction it is for and what it does. */
export interface Section {
  readonly field: 'ingress' | 'ingressDeny' | 'egress' | 'egressDeny';
  readonly direction: 'ingress' | 'egress';
  readonly action: 'allow' | 'deny';
}

const COMMON_PEERS = ['Endpoints', 'CIDR', 'CIDRSet', 'Entities', 'Nodes', 'Groups'];

/** The fields for peers that the rules of a section have. */
function peerFields({ direction, action }: Section): string[] {
  if (direction === 'ingress') return COMMON_PEERS.map(kind => `from${kind}`);
  return [...COMMON_PEERS, 'Services', ...action === 'allow' ? ['FQDNs'] : []].map(kind => `to${kind}`);
}

/**
 * Reads one rule: as several, if some of what it names hangs on a question and the rest does not.
 *
 * A rule without peers is for everybody if it names ports, and for nobody if it does not: `{}` isolates and matches nothing.
 */
export function readRule(rule: Cursor, section: Section, namespace: string): TieredRule[] {
  const { action, direction } = section;
  const path = rule.path;
  if (!rule.isMap()) return [{ action, path, hangsOn: ['not-understood'] }];
  const fields = peerFields(section);
  const requires = direction === 'ingress' ? 'fromRequires' : 'toRequires';
  rule.knows(...fields, requires, 'toPorts', 'icmps', ...action === 'allow' ? ['authentication'] : []);
  const ports = readPorts(rule, action);
  const peers = authenticated(rule, readPeers(rule, fields, namespace) ?? [ports === undefined ? certainly() : EVERYTHING]);
  const questions = readRequirements(rule.field(requires));
  return hanging(joined(peers), questions).flatMap(({ items: named, hangsOn }) => joined(ports ?? [EVERYTHING]).map(part => ({
    action,
    path,
    ...named !== undefined && { peers: named },
    ...part.items !== undefined && { ports: part.items },
    ...hangsOn.length + part.hangsOn.length > 0 && { hangsOn: [...new Set([...hangsOn, ...part.hangsOn])] },
  })));
}

/** Old versions of Cilium held these against every rule for the same pods, new ones refuse them. */
function readRequirements(list: Cursor): Question[] {
  if (list.isList() && list.items().length === 0) return [];
  list.warn('POL209', 'what is required of peers is not understood; it may narrow this rule, and all others for the same pods');
  return ['not-understood'];
}

/** Which peers can prove who they are is not in the input. */
function authenticated(rule: Cursor, peers: readonly Part<PolicyPeer>[]): readonly Part<PolicyPeer>[] {
  const authentication = rule.field('authentication');
  const mode = authentication.isMap() ? authentication.field('mode') : authentication;
  if (authentication.isAbsent || mode.value === 'disabled') return peers;
  if (mode.value === 'test-always-fail') return [certainly()];
  authentication.warn('POL212', 'which peers can authenticate is not in the input; whether they get through is left open');
  return hanging(peers, ['not-understood']);
}
