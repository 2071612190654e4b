import { IpRange } from '../../values';

/** Addresses that have something said about them. */
export interface Statement<T> {
  readonly ranges: readonly IpRange[];
  readonly says: T;
}

/** Addresses of which all the same is said. */
export interface Piece<T> {
  readonly range: IpRange;
  readonly said: readonly T[];
}

/** Cuts addresses wherever one of the ranges begins or ends, in one sweep over the cuts of each family, in ascending order. */
export function piecesOf<T>(statements: readonly Statement<T>[]): Piece<T>[] {
  return (['IPv4', 'IPv6'] as const).flatMap(family => {
    const said = new Set<T>();
    const pieces: Piece<T>[] = [];
    let first = 0n;
    for (const { at, says, begins } of cutsOf(statements, family)) {
      if (at > first && said.size > 0) pieces.push({ range: { family, first, last: at - 1n }, said: [...said] });
      if (begins) said.add(says);
      else said.delete(says);
      first = at;
    }
    return pieces;
  });
}

/** Appends a range that comes after all others, as few as possible. */
export function append(ranges: IpRange[], range: IpRange): void {
  const previous = ranges.at(-1);
  const touches = previous?.family === range.family && previous.last + 1n === range.first;
  if (touches) ranges[ranges.length - 1] = { ...previous, last: range.last };
  else ranges.push(range);
}

interface Cut<T> {
  readonly at: bigint;
  readonly says: T;
  readonly begins: boolean;
}

/** Ends come before beginnings, so that one statement may continue where it ended. */
function cutsOf<T>(statements: readonly Statement<T>[], family: IpRange['family']): Cut<T>[] {
  return statements.flatMap(({ ranges, says }) => ranges.filter(range => range.family === family).flatMap(({ first, last }): Cut<T>[] => [
    { at: first, says, begins: true },
    { at: last + 1n, says, begins: false },
  ])).sort((a, b) => a.at === b.at ? Number(a.begins) - Number(b.begins) : a.at < b.at ? -1 : 1);
}
