import { GroupedConnection, GroupedMap, isWorkload } from './connection';
import { byEnds, connectionCount } from './grouped-rows';
import { groupBy } from '../values';

/** The part of a map that has one of some ends. */
export function focusedOn({ rows, peers, outside, assumptions }: GroupedMap, ids: ReadonlySet<string>): GroupedMap {
  const parts = rows.flatMap(row => row.replicas ? replicasOf(row, ids) : partsWith(row, ids)).filter(row => connectionCount(row) > 0);
  const workloads = new Set(peers.filter(isWorkload).map(({ id }) => id));
  const merged = ['destinations', 'sources'].reduce((all, side) => mergedBy(side as Side, all, workloads), parts).sort(byEnds);
  const ends = new Set(merged.flatMap(({ sources, destinations }) => [sources, destinations]).flat());
  return {
    assumptions,
    rows: merged,
    peers: peers.filter(peer => isWorkload(peer) || ends.has(peer.id)),
    outside: new Map([...outside].filter(([id]) => ends.has(id))),
  };
}

function replicasOf(row: GroupedConnection, ids: ReadonlySet<string>): GroupedConnection[] {
  const sources = row.sources.filter(id => ids.has(id));
  return [{ ...row, sources, destinations: sources }];
}

/** What they may connect to, and what else may connect to them. */
function partsWith(row: GroupedConnection, ids: ReadonlySet<string>): GroupedConnection[] {
  const [sources, destinations] = [row.sources, row.destinations].map(ends => ends.filter(id => ids.has(id)));
  // Nobody is connected to itself: what is left out of the sources for that needs no mention.
  const isOne = sources.length === 1 && destinations.length === 1 && sources[0] === destinations[0];
  const others = sources.length === 0 || isOne ? row.sources : row.sources.filter(id => !ids.has(id));
  return [{ ...row, sources }, { ...row, sources: others, destinations }];
}

type Side = 'sources' | 'destinations';

/** Puts rows together that differ in the workloads of one side only, and so differ no more once the rest of the map is left out. */
function mergedBy(side: Side, rows: readonly GroupedConnection[], workloads: ReadonlySet<string>): GroupedConnection[] {
  const other = side === 'sources' ? 'destinations' : 'sources';
  const alike = groupBy(rows, ({ verdict, depends, ports, replicas, [side]: [end], [other]: others }) =>
    JSON.stringify([verdict, depends, ports, replicas, workloads.has(end) || end, others]));
  return [...alike.values()].map(group => group.length === 1 ? group[0]
    : { ...group[0], [side]: group.flatMap(row => row[side]).sort() });
}
