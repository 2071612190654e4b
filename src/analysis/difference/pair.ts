import { Connection, ConnectivityMap } from '../connection';

/** Two maps that are compared. */
export interface Sides<T> {
  readonly before: T;
  readonly after: T;
}

/** The rows between two ends on each side. All addresses outside the cluster are one end here, as each side cuts them its own way. */
export interface Pair extends Sides<readonly Connection[]> {
  /** Which end is outside, if any. */
  readonly outside?: 'source' | 'destination';
}

export function pairsOf(maps: Sides<ConnectivityMap>): Iterable<Pair> {
  const pairs = new Map<string, Pair & Sides<Connection[]>>();
  for (const side of ['before', 'after'] as const) {
    const { connections, outside: addresses } = maps[side];
    for (const row of connections) {
      const outside = (['source', 'destination'] as const).find(end => addresses.has(row[end]));
      const key = `${outside === 'source' ? '' : row.source}\n${outside === 'destination' ? '' : row.destination}`;
      const pair = pairs.get(key) ?? { before: [], after: [], outside };
      pair[side].push(row);
      pairs.set(key, pair);
    }
  }
  return pairs.values();
}
