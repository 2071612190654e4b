import { Connection, GroupedConnection } from './connection';
import { groupBy } from '../values';

/** Every connection of grouped rows, sorted by source and destination; one at a time, as there may be millions. */
export function* connectionsOf(rows: readonly GroupedConnection[]): Iterable<Connection> {
  const bySources = groupBy(rows, ({ sources }) => sources);
  const listsWith = new Map<string, (readonly string[])[]>();
  for (const sources of bySources.keys()) {
    for (const source of sources) {
      const lists = listsWith.get(source);
      if (lists) lists.push(sources);
      else listsWith.set(source, [sources]);
    }
  }
  for (const source of [...listsWith.keys()].sort()) {
    const rowsFrom = listsWith.get(source)!.flatMap(sources => bySources.get(sources)!);
    yield* rowsFrom.flatMap(row => connectionsFrom(source, row)).sort(inOrder);
  }
}

/** How many connections a grouped row stands for. */
export function connectionCount({ sources, destinations, replicas }: GroupedConnection): number {
  if (replicas) return sources.length;
  const [fewer, more] = [sources, destinations].sort((a, b) => a.length - b.length);
  return fewer.length * more.length - fewer.filter(id => isAmong(more, id)).length;
}

/** The order of grouped rows, which has no ties. */
export function byEnds(one: GroupedConnection, other: GroupedConnection): number {
  const keysOf = ({ sources, destinations, verdict, depends, replicas }: GroupedConnection) =>
    [sources[0], destinations[0], verdict, depends.join(), `${replicas}`, `${destinations.length}`];
  return compareLists(keysOf(one), keysOf(other)) || compareLists(one.sources, other.sources) || compareLists(one.destinations, other.destinations);
}

function connectionsFrom(source: string, { destinations, ports, verdict, depends, replicas }: GroupedConnection): Connection[] {
  const reached = replicas ? [source] : destinations.filter(destination => destination !== source);
  return reached.map(destination => ({ source, destination, ports, verdict, depends, replicas }));
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

/** Whether an id is among sorted ones. */
function isAmong(ids: readonly string[], wanted: string): boolean {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return ids[low] === wanted;
}
