import { readPeer } from './peers';
import { hasOnly } from './understood';
import { anyAction, perhaps } from '../admin/not-understood';
import { Cursor } from '../cursor';
import { PolicyPeer, PolicyPort } from '../policy';
import { readPorts } from '../read-policy-ports';
import { TieredRule } from '../tiered-policy';

const ACTIONS: Readonly<Record<string, TieredRule['action']>> = { Allow: 'allow', Drop: 'deny', Reject: 'deny' };

const PEERS_KEY = { ingress: 'from', egress: 'to' } as const;

/** Reads a rule. What is not understood of it may match anybody, or nobody. */
export function readRule(rule: Cursor, direction: 'ingress' | 'egress', isOfCluster: boolean): TieredRule[] {
  const { path } = rule;
  const isWhole = hasOnly(rule, ['name', 'action', PEERS_KEY[direction], 'ports', 'enableLogging', 'logLabel'], 'the rule may match or not');
  const action = readAction(rule.field('action'));
  const peers = readPeers(rule.field(PEERS_KEY[direction]), isOfCluster, action !== 'deny');
  const ports = readWholePorts(rule.field('ports'));
  const matches = { path, peers: peers?.all, ports: ports?.all };
  if (action === undefined) return anyAction(matches);
  return [isWhole && peers && ports ? { action, ...matches } : perhaps({ action, ...matches })];
}

/** To pass skips all other policies of Antrea, and not only those of the tier. */
function readAction(cursor: Cursor): TieredRule['action'] | undefined {
  const text = cursor.text();
  if (text !== undefined && Object.hasOwn(ACTIONS, text)) return ACTIONS[text];
  cursor.warn('POL403', `${cursor.path.join('.')} is understood for ${Object.keys(ACTIONS).join(', ')}; the rule may do anything`);
  return undefined;
}

/** Everything that a list names: `all` is absent where it names everybody. */
interface Named<T> {
  readonly all?: readonly T[];
}

/** `undefined` when one is not understood, or is a name that is denied, as nobody resolves those. An empty list is everybody. */
function readPeers(list: Cursor, isOfCluster: boolean, mayName: boolean): Named<PolicyPeer> | undefined {
  if (!list.isList()) return undefined;
  const items = list.items();
  const all = items.flatMap(item => readPeer(item, isOfCluster) ?? []);
  if (all.length < items.length || (!mayName && all.some(({ kind }) => kind === 'names'))) return undefined;
  return items.length === 0 ? {} : { all };
}

/** `undefined` when one is not understood. An empty list is every port. */
function readWholePorts(list: Cursor): Named<PolicyPort> | undefined {
  if (!list.isList()) return undefined;
  const items = list.items();
  const areWhole = items.map(item => hasOnly(item, ['protocol', 'port', 'endPort'], 'the rule may match any port')).every(Boolean);
  const all = readPorts(list);
  return areWhole && (all?.length ?? 0) === items.length ? { all } : undefined;
}
