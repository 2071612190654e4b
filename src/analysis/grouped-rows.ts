import { Connection, GroupedConnection } from './connection';
import { groupBy } from '../values';

/** Every connection of grouped rows, sorted by source and destination; one at a time, as there may be millions. */
export function* connectionsOf(rows: readonly GroupedConnection[]): Iterable<Connection> {
  const bySource = groupBy(rows.flatMap(row => row.sources.map(source => ({ source, row }))), ({ source }) => source);
  for (const source of [...bySource.keys()].sort()) {
    const connections = bySource.get(source)!.flatMap(({ row }) => connectionsFrom(source, row));
    yield* connections.sort(inOrder);
  }
}

/** How many connections a grouped row stands for. */
export function connectionCount({ sources, destinations, replicas }: GroupedConnection): number {
  if (replicas) return sources.length;
  const among = new Set(sources);
  return sources.length * destinations.length - destinations.filter(id => among.has(id)).length;
}

function connectionsFrom(source: string, { sources, destinations, replicas, ...outcome }: GroupedConnection): Connection[] {
  const reached = replicas ? [source] : destinations.filter(destination => destination !== source);
  return reached.map(destination => ({ source, destination, ...outcome, replicas }));
}

function inOrder(one: Connection, other: Connection): number {
  if (one.destination !== other.destination) return one.destination < other.destination ? -1 : 1;
  if (one.verdict !== other.verdict) return one.verdict < other.verdict ? -1 : 1;
  return one.depends.join() < other.depends.join() ? -1 : 1;
}
