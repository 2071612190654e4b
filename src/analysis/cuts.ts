import { Environment } from './environment';
import { PortRange } from './port-space';
import { rulesOf } from './rules-of';
import { Cluster, PolicyPort } from '../model';
import { IpRange, Protocol } from '../values';

/** Every block that a policy mentions, and every address that a node has where that matters: no address differs from its neighbour but there. */
export function* blocksOf(cluster: Cluster, { facts }: Environment): Iterable<IpRange> {
  let asksForNodes = facts.assumptions['node-to-pod'] === 'all-nodes';
  for (const { peers = [] } of rulesOf(cluster)) {
    for (const peer of peers) {
      if (peer.kind === 'addresses') yield* [peer.block, ...peer.except];
      else if (peer.kind === 'nodes') asksForNodes = true;
    }
  }
  if (!asksForNodes) return;
  for (const { addresses } of cluster.nodes) yield* addresses;
  yield* facts.nodeCidrs.map(({ _range }) => _range);
}

/** Every number that a policy, a pod, a Service or the profile mentions: between those, no port differs from its neighbour. */
export function* portRangesOf(cluster: Cluster, { facts }: Environment): Iterable<PortRange> {
  for (const { ports = [] } of rulesOf(cluster)) for (const port of ports) yield* rangesOf(port);
  for (const { ports } of cluster.workloads) for (const { protocol, port } of ports) yield single(protocol, port);
  yield* servicePortRangesOf(cluster);
  yield* facts.dns.ports;
}

function* servicePortRangesOf({ services, endpoints }: Cluster): Iterable<PortRange> {
  for (const { protocol, port, targetPort } of services.flatMap(({ ports }) => ports)) {
    yield single(protocol, port);
    if (typeof targetPort === 'number') yield single(protocol, targetPort);
  }
  for (const { protocol, port } of endpoints.flatMap(({ ports }) => ports)) yield single(protocol, port);
}

/** The first port of a range counts on its own, as it is all that a CNI without endPort sees. */
const rangesOf = (port: PolicyPort): PortRange[] =>
  port.kind === 'numbers' ? [port, single(port.protocol, port.first)] : [];

const single = (protocol: Protocol, port: number): PortRange => ({ protocol, first: port, last: port });
