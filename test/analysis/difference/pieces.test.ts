import { append, piecesOf, Statement } from '../../../src/analysis/difference/address-pieces';
import { IpRange } from '../../../src/values';

const range = (first: number, last: number, family: IpRange['family'] = 'IPv4'): IpRange => ({ family, first: BigInt(first), last: BigInt(last) });
const saying = (says: string, ...ranges: IpRange[]): Statement<string> => ({ says, ranges });
const pieces = (...statements: Statement<string>[]) => piecesOf(statements).map(({ range: { family, first, last }, said }) => `${family} ${first}-${last} ${said.join('+')}`);

describe('addresses of which something is said', () => {
  test('are cut where a statement begins or ends', () => {
    expect(pieces(saying('a', range(0, 9)), saying('b', range(5, 14)))).toEqual(['IPv4 0-4 a', 'IPv4 5-9 a+b', 'IPv4 10-14 b']);
    expect(pieces(saying('a', range(0, 9)), saying('b', range(3, 5)))).toEqual(['IPv4 0-2 a', 'IPv4 3-5 a+b', 'IPv4 6-9 a']);
  });

  test('are no pieces where nothing is said', () => {
    expect(pieces(saying('a', range(1, 2)), saying('b', range(5, 6)))).toEqual(['IPv4 1-2 a', 'IPv4 5-6 b']);
    expect(pieces()).toEqual([]);
  });

  test('of one statement may be several ranges, also such as touch, in any order', () => {
    expect(pieces(saying('a', range(5, 9), range(0, 4)))).toEqual(['IPv4 0-4 a', 'IPv4 5-9 a']);
  });

  test('of one family have nothing to do with those of the other', () => {
    expect(pieces(saying('a', range(0, 9)), saying('b', range(5, 14, 'IPv6')))).toEqual(['IPv4 0-9 a', 'IPv6 5-14 b']);
  });
});

test('ranges that touch become one, and others do not', () => {
  const ranges: IpRange[] = [];
  for (const each of [range(0, 4), range(5, 9), range(11, 12), range(13, 14, 'IPv6')]) append(ranges, each);
  expect(ranges).toEqual([range(0, 9), range(11, 12), range(13, 14, 'IPv6')]);
});
