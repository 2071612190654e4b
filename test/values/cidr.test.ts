import * as fc from 'fast-check';
import { expectUsageError, refusalOf, refuses } from './expect-usage-error';
import { Cidr } from '../../src/values';

/** A block as the first bits that its addresses share: slow, but nobody can get it wrong. */
interface Block { readonly width: 32 | 128; readonly bits: string }

const block = (width: 32 | 128): fc.Arbitrary<Block> =>
  fc.string({ unit: fc.constantFrom('0', '1'), maxLength: width }).map(bits => ({ width, bits }));
const anyBlock = fc.oneof(block(32), block(128).filter(({ bits }) => !isMapped(bits)));
const isMapped = (bits: string): boolean => bits.length >= 96 && bits.startsWith('0'.repeat(80) + '1'.repeat(16));

function written({ width, bits }: Block): string {
  const size = width === 32 ? 8 : 16;
  const all = bits.padEnd(width, '0');
  const parts = Array.from({ length: width / size }, (_, index) => parseInt(all.slice(index * size, (index + 1) * size), 2));
  const address = width === 32 ? parts.join('.') : parts.map(part => part.toString(16)).join(':');
  return `${address}/${bits.length}`;
}

/** The browser's opinion of how an IPv6 address is written, which is that of RFC 5952. */
function canonical(text: string): string {
  const [address, prefix] = text.split('/');
  return address.includes(':') ? `${new URL(`http://[${address}]`).hostname.slice(1, -1)}/${prefix}` : text;
}

describe('Cidr.of', () => {
  test('prints every block in its canonical form', () => {
    fc.assert(fc.property(anyBlock, each => {
      expect(`${Cidr.of(written(each))}`).toBe(canonical(written(each)));
    }));
  });
  test('reads what it prints', () => {
    fc.assert(fc.property(anyBlock, each => {
      const cidr = Cidr.of(written(each));
      expect(Cidr.of(`${cidr}`)).toEqual(cidr);
    }));
  });
  test('knows IPv6 from IPv4', () => {
    fc.assert(fc.property(anyBlock, each => Cidr.of(written(each)).isIpv6 === (each.width === 128)));
  });
  test('refuses every block with bits set after its prefix', () => {
    fc.assert(fc.property(anyBlock.filter(({ bits, width }) => bits.length < width), ({ bits, width }) => {
      const last = written({ width, bits: bits.padEnd(width - 1, '0') + '1' }).split('/')[0];
      return refuses(() => Cidr.of(`${last}/${bits.length}`));
    }));
  });
  test('offers both readings of a block with bits set after its prefix', () => {
    expectUsageError(() => Cidr.of('10.0.0.1/8'), {
      where: 'Cidr.of',
      what: '"10.0.0.1/8" has bits set after its prefix',
      fix: 'write "10.0.0.0/8" for the block, or "10.0.0.1/32" for the one address',
    });
    expectUsageError(() => Cidr.of('2001:db8::1/32'), {
      where: 'Cidr.of',
      what: '"2001:db8::1/32" has bits set after its prefix',
      fix: 'write "2001:db8::/32" for the block, or "2001:db8::1/128" for the one address',
    });
  });
  test.each([['10.0.0.1', '10.0.0.1/32'], ['2001:db8::1', '2001:db8::1/128']])('asks for the prefix length of %s', (address, whole) => {
    expectUsageError(() => Cidr.of(address), {
      where: 'Cidr.of',
      what: `"${address}" is not a block of addresses`,
      fix: `add the prefix length: "${whole}" for the one address`,
    });
  });
  test.each([
    ['numbers that are no bytes', '999.1.1.1/99'],
    ['leading zeros, which some readers take for octal', '010.0.0.0/8'],
    ['three bytes', '10.0.0/8'],
    ['hexadecimal bytes', '0x0a.0.0.0/8'],
    ['spaces around', ' 10.0.0.0/8'],
    ['a line end within', '10.0.0.0\n/8'],
    ['a host name', 'example.com/24'],
    ['nothing', ''],
  ])('refuses %s and shows both forms', (_, text) => {
    expectUsageError(() => Cidr.of(text), {
      where: 'Cidr.of',
      what: `${JSON.stringify(text)} is not a block of addresses`,
      fix: 'write an address and a prefix length, such as "10.0.0.0/8" or "2001:db8::/32"',
    });
  });
  test.each([
    ['longer than an IPv4 address', '10.0.0.0/33', 'IPv4 is a number from 0 to 32, without a leading zero'],
    ['longer than an IPv6 address', '2001:db8::/129', 'IPv6 is a number from 0 to 128, without a leading zero'],
    ['missing after the slash', '10.0.0.0/', 'IPv4 is a number from 0 to 32, without a leading zero'],
    ['negative', '10.0.0.0/-1', 'IPv4 is a number from 0 to 32, without a leading zero'],
    ['followed by a line end', '10.0.0.0/8\n', 'IPv4 is a number from 0 to 32, without a leading zero'],
    ['written with a leading zero, which strict readers refuse', '10.0.0.0/08', 'IPv4 is a number from 0 to 32, without a leading zero'],
    ['there twice', '::/8/8', 'IPv6 is a number from 0 to 128, without a leading zero'],
  ])('refuses a prefix length that is %s', (_, text, length) => {
    expectUsageError(() => Cidr.of(text), {
      where: 'Cidr.of', what: `${JSON.stringify(text)} is not a block of addresses`, fix: `the prefix length of ${length}`,
    });
  });
  test('refuses every block with a leading zero in its prefix length', () => {
    fc.assert(fc.property(anyBlock, each => refuses(() => Cidr.of(written(each).replace('/', '/0')))));
  });
  test('refuses a zone, which means something on one node only', () => {
    expect(['fe80::%eth0/64', 'fe80::1%eth0'].filter(text => !refuses(() => Cidr.of(text)))).toEqual([]);
  });
  test.each(['::ffff:10.0.0.0/104', '::ffff:a00:0/104', '::FFFF:10.0.0.0'])('refuses %s, an IPv4 address within IPv6', text => {
    expectUsageError(() => Cidr.of(text), {
      where: 'Cidr.of',
      what: `"${text}" is not a block of addresses`,
      fix: 'write the IPv4 block itself; an IPv4 address within IPv6 means different things to different CNIs',
    });
  });
  test('accepts the block that it offers for an address', () => {
    fc.assert(fc.property(anyBlock, each => {
      const [address] = written(each).split('/');
      const offered = /^add the prefix length: "(.*)" for the one address$/.exec(refusalOf(() => Cidr.of(address))!.fix)![1];
      return Cidr.of(offered).toString() === canonical(offered);
    }));
  });
});

describe('contains', () => {
  test('is true exactly when the other block begins with the same bits', () => {
    const pair = anyBlock.chain(outer => fc.tuple(
      fc.constant(outer),
      fc.oneof(anyBlock, fc.string({ unit: fc.constantFrom('0', '1'), maxLength: outer.width - outer.bits.length })
        .map(more => ({ width: outer.width, bits: outer.bits + more }))
        .filter(({ width, bits }) => width === 32 || !isMapped(bits))),
    ));
    fc.assert(fc.property(pair, ([outer, inner]) =>
      Cidr.of(written(outer)).contains(Cidr.of(written(inner))) === (outer.width === inner.width && inner.bits.startsWith(outer.bits))));
  });
  test('is true of itself', () => {
    expect(Cidr.of('10.0.0.0/8').contains(Cidr.of('10.0.0.0/8'))).toBe(true);
  });
  test('never holds between IPv4 and IPv6, not even for every address', () => {
    expect(Cidr.of('::/0').contains(Cidr.of('0.0.0.0/0'))).toBe(false);
  });
});

test.each(['fe80::1%eth0', 'fe80::%eth0/64'])('Cidr.of refuses the zone of %s as such: it neither blames the prefix nor keeps the zone', text => {
  expect(refusalOf(() => Cidr.of(text))?.fix).toBe('leave out the zone, which means something on one machine only');
});
