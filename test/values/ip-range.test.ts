import * as fc from 'fast-check';
import {
  cidrsOf, containsRange, everyAddress, formatAddress, intersectRanges, IpFamily, IpRange, mergeRanges, overlaps, parseAddress, parseCidr,
  PRIVATE_ADDRESSES, publicAddresses, rangesText, subtractRanges,
} from '../../src/values';

const SPACE = 24;
const ipv4 = (first: number, last: number): IpRange => ({ family: 'IPv4', first: BigInt(first), last: BigInt(last) });
const small = fc.tuple(fc.nat(SPACE - 1), fc.nat(SPACE - 1)).map(([a, b]) => ipv4(Math.min(a, b), Math.max(a, b)));

/** Which of the first addresses are in some of the ranges. */
const members = (ranges: readonly IpRange[]): boolean[] =>
  Array.from({ length: SPACE }, (_, index) => ranges.some(({ first, last }) => first <= index && index <= last));

describe('subtractRanges', () => {
  test('keeps exactly the addresses that are in none of the removed ranges', () => {
    fc.assert(fc.property(fc.array(small, { maxLength: 4 }), fc.array(small, { maxLength: 4 }), (ranges, removed) => {
      const cut = members(removed);
      expect(members(subtractRanges(ranges, removed))).toEqual(members(ranges).map((kept, index) => kept && !cut[index]));
    }));
  });
  test('leaves no empty range behind', () => {
    fc.assert(fc.property(fc.array(small), fc.array(small), (ranges, removed) =>
      subtractRanges(ranges, removed).every(({ first, last }) => first <= last)));
  });
  test('gives a list of its own, even where nothing is removed', () => {
    const ranges = [ipv4(1, 2)];
    expect(subtractRanges(ranges, [])).not.toBe(ranges);
    expect(subtractRanges(ranges, [])).toEqual(ranges);
  });
  test('removes nothing of the other family', () => {
    expect(subtractRanges([everyAddress('IPv6')], [everyAddress('IPv4')])).toEqual([everyAddress('IPv6')]);
  });
});

describe('two ranges', () => {
  test('overlap exactly when they share an address', () => {
    fc.assert(fc.property(small, small, (one, other) => {
      const [mine, theirs] = [members([one]), members([other])];
      expect(overlaps(one, other)).toBe(mine.some((kept, index) => kept && theirs[index]));
    }));
  });
  test('contain one another exactly when nothing is left', () => {
    fc.assert(fc.property(small, small, (outer, inner) => containsRange(outer, inner) === (subtractRanges([inner], [outer]).length === 0)));
  });
});

describe('an address', () => {
  test.each<[IpFamily, bigint]>([['IPv4', 2n ** 32n - 1n], ['IPv6', 2n ** 128n - 1n]])('of %s is read as it is written', (family, max) => {
    fc.assert(fc.property(fc.bigInt(0n, max).filter(value => family === 'IPv4' || value / 2n ** 32n !== 0xffffn), value => {
      expect(parseAddress(formatAddress(family, value))).toEqual({ family, value });
    }));
  });
  test.each(['010.0.0.1', '10.1', '2001', '::ffff:10.0.0.1', 'example.com', ''])('is not %p', text => {
    expect(parseAddress(text)).toBeUndefined();
  });
});

describe('a CIDR as others write it', () => {
  test('is read with its host bits, which are reported', () => {
    expect(parseCidr('10.1.2.3/8')).toEqual({
      range: ipv4(10 * 2 ** 24, 11 * 2 ** 24 - 1), canonical: '10.0.0.0/8', hasHostBits: true, hasLeadingZeros: false,
    });
  });
  test.each([['010.0.0.0/8', '10.0.0.0/8'], ['10.0.000.0/8', '10.0.0.0/8'], ['10.0.0.0/08', '10.0.0.0/8'], ['2001:db8::/032', '2001:db8::/32']])(
    'is read without the leading zeros of %s, which are reported', (text, canonical) => {
      expect(parseCidr(text)).toEqual({ ...parseCidr(canonical), hasLeadingZeros: true });
    });
  test.each(['0.0.0.0/0', '10.0.0.100/32', '::/0', '::/100', '2001:0db8::/32'])('has no leading zeros in %s', text => {
    expect(parseCidr(text)?.hasLeadingZeros).toBe(false);
  });
  test('is every address when its prefix is 0', () => {
    expect([parseCidr('0.0.0.0/0')?.range, parseCidr('::/0')?.range]).toEqual([everyAddress('IPv4'), everyAddress('IPv6')]);
  });
});

describe('the addresses of the internet', () => {
  const isPublic = (text: string): boolean => {
    const { range } = parseCidr(text)!;
    return publicAddresses(range.family).some(each => containsRange(each, range));
  };
  test.each(['8.8.8.8/32', '172.15.255.255/32', '172.32.0.0/32', '223.255.255.255/32', '2001:4860:4860::8888/128'])('include %s', text => {
    expect(isPublic(text)).toBe(true);
  });
  test.each([
    '0.0.0.0/32', '10.0.0.0/32', '10.255.255.255/32', '100.64.0.1/32', '127.0.0.1/32', '169.254.169.254/32', '172.16.0.0/32', '172.31.255.255/32',
    '192.168.1.1/32', '224.0.0.1/32', '255.255.255.255/32', '::/128', '::1/128', 'fd00::1/128', 'fe80::1/128', 'ff02::1/128',
  ])('leave out %s', text => {
    expect(isPublic(text)).toBe(false);
  });
});

const several = fc.array(fc.oneof(small, small.map(range => ({ ...range, family: 'IPv6' as const }))), { maxLength: 6 });
const ofFamily = (ranges: readonly IpRange[], family: IpFamily) => members(ranges.filter(range => range.family === family));
const FAMILIES = ['IPv4', 'IPv6'] as const;

describe('mergeRanges', () => {
  test('keeps exactly the addresses, in ranges that are sorted and do not touch', () => {
    fc.assert(fc.property(several, ranges => {
      const merged = mergeRanges(ranges);
      for (const family of FAMILIES) {
        expect(ofFamily(merged, family)).toEqual(ofFamily(ranges, family));
        const own = merged.filter(range => range.family === family);
        own.slice(1).forEach(({ first }, index) => expect(first).toBeGreaterThan(own[index].last + 1n));
      }
    }));
  });
});

describe('intersectRanges', () => {
  test('keeps exactly the addresses that are in both', () => {
    fc.assert(fc.property(several, several, (one, other) => {
      const shared = intersectRanges(mergeRanges(one), mergeRanges(other));
      for (const family of FAMILIES) {
        const inOther = ofFamily(other, family);
        expect(ofFamily(shared, family)).toEqual(ofFamily(one, family).map((isIn, index) => isIn && inOther[index]));
      }
    }));
  });
});

describe('the blocks that make up a range', () => {
  test('have exactly its addresses', () => {
    fc.assert(fc.property(small, range => {
      expect(members(cidrsOf(range).map(cidr => parseCidr(cidr)!.range))).toEqual(members([range]));
    }));
  });

  test('are as few as possible', () => {
    fc.assert(fc.property(small, range => {
      const blocks = cidrsOf(range).map(text => parseCidr(text)!);
      for (const [index, { range: next }] of blocks.slice(1).entries()) {
        const { range: block, canonical } = blocks[index];
        const twice = parseCidr(canonical.replace(/\d+$/, length => `${Number(length) - 1}`))!.range;
        expect(twice).not.toEqual({ ...block, last: next.last });
      }
    }));
    expect(cidrsOf(everyAddress('IPv4'))).toEqual(['0.0.0.0/0']);
    expect(cidrsOf(everyAddress('IPv6'))).toEqual(['::/0']);
    expect(cidrsOf(ipv4(1, 8))).toEqual(['0.0.0.1/32', '0.0.0.2/31', '0.0.0.4/30', '0.0.0.8/32']);
  });
});

test('ranges are written by their first and last addresses', () => {
  expect(rangesText([ipv4(0, 255), parseCidr('fd00::/126')!.range])).toBe('0.0.0.0-0.0.0.255,fd00::-fd00::3');
});

test('ranges that share nothing have an empty list in common', () => {
  expect(intersectRanges([ipv4(0, 1), ipv4(4, 5)], [ipv4(2, 3), ipv4(6, 7)])).toEqual([]);
});

test.each(['10.1.2.3/32', '100.64.0.1/32', '172.31.0.1/32', '192.168.0.1/32', 'fd00::1/128'])('%s is a private address', text => {
  const { range } = parseCidr(text)!;
  expect(PRIVATE_ADDRESSES.some(each => containsRange(each, range))).toBe(true);
});

test('private addresses are none of the internet', () => {
  for (const range of PRIVATE_ADDRESSES) expect(publicAddresses(range.family).some(each => overlaps(each, range))).toBe(false);
});
