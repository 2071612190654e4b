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

/** The order of grouped rows, which has no ties. */
export function byEnds(one: GroupedConnection, other: GroupedConnection): number {
  const keysOf = ({ sources, destinations, verdict, depends, replicas }: GroupedConnection) =>
    [sources[0], destinations[0], verdict, depends.join(), `${replicas}`, `${destinations.length}`];
  return compareLists(keysOf(one), keysOf(other)) || compareLists(one.sources, other.sources) || compareLists(one.destinations, other.destinations);
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

function compareLists(one: readonly string[], other: readonly string[]): number {
  const place = one.findIndex((text, index) => text !== other[index]);
  if (place === -1) return one.length - other.length;
  return other[place] === undefined || one[place] > other[place] ? 1 : -1;
}
