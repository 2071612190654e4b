import { GroupedConnection, MapPeer } from './connection';
import { Network } from './network';
import { OutsideRows } from './outside-rows';
import { formatAddress, IpRange } from '../values';

/** Every workload, and of the rest those that have a row. */
export function mapPeers(network: Network, rows: readonly GroupedConnection[], { ranges, names }: OutsideRows): MapPeer[] {
  const ends = new Set([...new Set(rows.flatMap(({ sources, destinations }) => [sources, destinations]))].flat());
  const peers = new Map<string, MapPeer>();
  for (const { id, role, workload: { namespace, name, kind, labels } } of network.universe.classes.flatMap(({ members }) => members)) {
    if (role === undefined || ends.has(id)) peers.set(id, { id, namespace, name, kind, labels });
  }
  for (const [id, itsRanges] of ranges) peers.set(id, { id, cidrs: itsRanges.flatMap(cidrsOf) });
  for (const name of names) peers.set(name, { id: name, domainName: name });
  return [...peers.values()].sort((a, b) => a.id < b.id ? -1 : 1);
}

/** The fewest blocks that make up a range. */
function cidrsOf({ family, first, last }: IpRange): string[] {
  const bits = family === 'IPv4' ? 32 : 128;
  const cidrs: string[] = [];
  for (let next = first; next <= last;) {
    let hostBits = 0;
    while (hostBits < bits && (next & ((1n << BigInt(hostBits + 1)) - 1n)) === 0n && next + (1n << BigInt(hostBits + 1)) - 1n <= last) hostBits++;
    cidrs.push(`${formatAddress(family, next)}/${bits - hostBits}`);
    next += 1n << BigInt(hostBits);
  }
  return cidrs;
}
