import { Environment } from './environment';
import { PortRange } from './port-space';
import { rulesOf } from './rules-of';
import { Cluster, PolicyPort, PolicyRule } from '../model';
import { IpRange, Protocol } from '../values';

/** Every block that a policy mentions, and every address that a node has where that matters: no address differs from its neighbour but there. */
export function* blocksOf(cluster: Cluster, { facts }: Environment): Iterable<IpRange> {
  let asksForNodes = facts.assumptions['node-to-pod'] === 'all-nodes';
  for (const rule of rulesOf(cluster)) {
    yield* blocksOfRule(rule);
    asksForNodes ||= rule.peers?.some(({ kind }) => kind === 'nodes') ?? false;
  }
  if (!asksForNodes) return;
  for (const { addresses } of cluster.nodes) yield* addresses;
  yield* facts.nodeCidrs.map(({ _range }) => _range);
}

/** Every number that a policy, a pod, a Service or the profile mentions: between those, no port differs from its neighbour. */
export function* portRangesOf(cluster: Cluster, { facts }: Environment): Iterable<PortRange> {
  for (const rule of rulesOf(cluster)) yield* portRangesOfRule(rule);
  for (const { ports } of cluster.workloads) for (const { protocol, port } of ports) yield single(protocol, port);
  yield* servicePortRangesOf(cluster);
  for (const { ports } of facts.dns) yield* ports;
}

function* servicePortRangesOf({ services, endpoints }: Cluster): Iterable<PortRange> {
  for (const { protocol, port, targetPort } of services.flatMap(({ ports }) => ports)) {
    yield single(protocol, port);
    if (typeof targetPort === 'number') yield single(protocol, targetPort);
  }
  for (const { protocol, port } of endpoints.flatMap(({ ports }) => ports)) yield single(protocol, port);
}

/** The first port of a range counts on its own, as it is all that a CNI without endPort sees. */
export const portRangesOfRule = ({ ports = [] }: PolicyRule): PortRange[] => ports.flatMap(rangesOf);

/** The blocks that a rule names. */
export const blocksOfRule = ({ peers = [] }: PolicyRule): IpRange[] =>
  peers.flatMap(peer => peer.kind === 'addresses' ? [peer.block, ...peer.except] : []);

const rangesOf = (port: PolicyPort): PortRange[] =>
  port.kind === 'numbers' ? [port, single(port.protocol, port.first)] : [];

const single = (protocol: Protocol, port: number): PortRange => ({ protocol, first: port, last: port });
