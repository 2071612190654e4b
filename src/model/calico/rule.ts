import { RuleContext, Surroundings } from './context';
import { Doubts } from './doubts';
import { PEER_FIELDS, readPeers } from './entity';
import { readPorts } from './ports';
import { isStated } from './selectors';
import { readServices } from './services';
import { IpFamily, Protocol } from '../../values';
import { Cursor } from '../cursor';
import { PolicyPeer, PolicyPort } from '../policy';
import { TieredRule } from '../tiered-policy';

const ACTIONS: Readonly<Record<string, TieredRule['action']>> = { Allow: 'allow', Deny: 'deny', Pass: 'pass' };

export type Where = Surroundings & Pick<RuleContext, 'direction' | 'namespace'>;

/** What a rule decides about connections: none when it only logs, or speaks of protocols without ports. */
export function readRule(rule: Cursor, where: Where): TieredRule[] {
  const context: RuleContext = { ...where, doubts: new Doubts() };
  if (!rule.isMap()) context.doubts.about('not-understood');
  rule.knows('action', 'ipVersion', 'protocol', 'icmp', 'notProtocol', 'notICMP', 'source', 'destination', 'http', 'metadata');
  const action = readAction(rule.field('action'), context.doubts);
  const ports = readConnections(rule, context.doubts);
  if (action === 'log' || ports?.length === 0) return [];
  readSubject(rule, context);
  const entity = rule.field(where.direction === 'ingress' ? 'source' : 'destination');
  const match = isStated(entity.field('services')) ? readServices(entity, ports, context) : { peers: readPeers(entity, context), ports };
  const peers = ofVersion(rule.field('ipVersion'), match.peers, context.doubts);
  return [{ action, peers, ports: match.ports, path: rule.path, hangsOn: context.doubts.hangsOn }];
}

/** An action that does not exist decides nothing, or denies. */
function readAction(cursor: Cursor, doubts: Doubts): TieredRule['action'] | 'log' {
  const action = cursor.text() ?? '';
  if (action === 'Log') return 'log';
  if (Object.hasOwn(ACTIONS, action)) return ACTIONS[action];
  doubts.error(cursor, 'POL309', `"${action}" is no action; use Allow, Deny, Pass or Log`);
  return 'deny';
}

function readConnections(rule: Cursor, doubts: Doubts): PolicyPort[] | undefined {
  const ports = readPorts(rule, doubts);
  if (ports?.length === 0) return ports;
  if (rule.has('icmp') || rule.has('notICMP')) doubts.error(rule, 'POL318', 'icmp and notICMP need the protocol ICMP or ICMPv6');
  if (!rule.has('http')) return ports;
  doubts.about('layer-7');
  return ports ?? [{ kind: 'all', protocol: Protocol.TCP }];
}

/** The selector of the policy says whom its rules are about. Calico lets a rule say it once more, which is rare. */
function readSubject(rule: Cursor, { direction, doubts }: RuleContext): void {
  const [source, destination] = [rule.field('source'), rule.field('destination')];
  for (const entity of [source, destination]) {
    if (!entity.isMap()) doubts.about('not-understood');
    entity.knows(...PEER_FIELDS, 'ports', 'notPorts');
  }
  const subject = direction === 'ingress' ? destination : source;
  const narrowing = [
    ...PEER_FIELDS.map(field => subject.field(field)),
    source.field('ports'), source.field('notPorts'),
  ].find(isStated);
  if (narrowing) doubts.warn(narrowing, 'POL303', `${narrowing.path.join('.')} narrows the rule in a way that is not read`);
}

/** Of pods nobody knows which versions of IP they speak. */
function ofVersion(cursor: Cursor, peers: readonly PolicyPeer[] | undefined, doubts: Doubts): readonly PolicyPeer[] | undefined {
  if (cursor.isAbsent) return peers;
  const family = ({ 4: 'IPv4', 6: 'IPv6' } as const)[cursor.number() ?? 0] as IpFamily | undefined;
  if (family === undefined || peers === undefined || peers.some(({ kind }) => kind !== 'addresses')) {
    doubts.warn(cursor, 'POL317', 'ipVersion is understood only where addresses say who is meant');
  }
  return family && peers?.filter(peer => peer.kind !== 'addresses' || peer.block.family === family);
}
