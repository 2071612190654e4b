import { Connection, ConnectivityMap, Difference, Passage } from '../../../src/analysis';
import { containsRange, groupBy, IpRange, parseAddress, Protocol } from '../../../src/values';

/** `denied`, `allowed`, or `depends` with the questions. */
export type State = string;

/** One port of one protocol between two ends: ids of peers, or single addresses outside. */
export interface Cell {
  readonly source: string;
  readonly destination: string;
  readonly protocol: Protocol;
  readonly port: number;
}

export interface StateChange {
  readonly before: State;
  readonly after: State;
}

/** Looks cells up in a map. */
export function statesOf({ connections, outside }: ConnectivityMap): (cell: Cell) => State {
  const rowsAt = finder(connections, outside);
  return cell => onlyOf(rowsAt(cell).map(row => stateIn(row, cell)));
}

/** Looks cells up in a difference: what they were and are, according to the rows that speak of them. */
export function changesOf({ added, removed, changed, outside }: Difference): (cell: Cell) => StateChange | undefined {
  const [addedAt, removedAt, changedAt] = [finder(added, outside), finder(removed, outside), finder(changed, outside)];
  return cell => {
    const changes = [
      ...addedAt(cell).map(row => ({ before: 'denied', after: stateIn(row, cell) })),
      ...removedAt(cell).map(row => ({ before: stateIn(row, cell), after: 'denied' })),
      ...changedAt(cell).map(row => ({ before: stateIn(row.before, cell), after: stateIn(row.after, cell) })),
    ].filter(({ before, after }) => before !== after);
    if (changes.length > 1) throw new Error(`several rows speak of ${JSON.stringify(cell)}`);
    return changes[0];
  };
}

type Ends = Pick<Connection, 'source' | 'destination'>;

function finder<T extends Ends>(rows: readonly T[], outside: ReadonlyMap<string, readonly IpRange[]>): (cell: Cell) => readonly T[] {
  const byEnds = groupBy(rows, ({ source, destination }) => `${source} ${destination}`);
  const ids = new Map<string, readonly string[]>();
  const idsOf = (end: string): readonly string[] => {
    const known = ids.get(end) ?? idsAt(end, outside);
    ids.set(end, known);
    return known;
  };
  return ({ source, destination }) => idsOf(source).flatMap(from => idsOf(destination).flatMap(to => byEnds.get(`${from} ${to}`) ?? []));
}

function idsAt(end: string, outside: ReadonlyMap<string, readonly IpRange[]>): string[] {
  const address = parseAddress(end);
  if (address === undefined) return [end];
  const point = { family: address.family, first: address.value, last: address.value };
  return [...outside].filter(([, ranges]) => ranges.some(range => containsRange(range, point))).map(([id]) => id);
}

function stateIn({ ports, verdict, depends }: Passage, { protocol, port }: Cell): State {
  const has = ports === 'all' || ports.some(range => range.protocol === protocol && range.first <= port && port <= range.last);
  return has ? [verdict, ...depends].join(' ') : 'denied';
}

function onlyOf(states: readonly State[]): State {
  const possible = states.filter(state => state !== 'denied');
  if (possible.length > 1) throw new Error('several rows speak of one cell');
  return possible[0] ?? 'denied';
}
