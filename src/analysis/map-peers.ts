import { GroupedConnection, MapPeer } from './connection';
import { Network } from './network';
import { OutsideRows } from './outside-rows';
import { cidrsOf } from '../values';

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
