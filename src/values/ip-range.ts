import * as ipaddr from 'ipaddr.js';

/** Version of the Internet Protocol. */
export type IpFamily = 'IPv4' | 'IPv6';

/** Addresses `first` to `last` of one family, both included. Numbers, so that any set of addresses is exact. */
export interface IpRange {
  readonly family: IpFamily;
  readonly first: bigint;
  readonly last: bigint;
}

/** What a CIDR says, and whether it says it in the one canonical way. */
export interface ParsedCidr {
  readonly range: IpRange;
  /** The same block, written canonically. */
  readonly canonical: string;
  /** Whether bits after the prefix are set, as in `10.0.0.1/8`. */
  readonly hasHostBits: boolean;
  /** Whether numbers are written with leading zeros, which some programs read as octal. */
  readonly hasLeadingZeros: boolean;
}

const BITS = { IPv4: 32, IPv6: 128 } as const;

/** Every address of a family. */
export const everyAddress = (family: IpFamily): IpRange => ({ family, first: 0n, last: (1n << BigInt(BITS[family])) - 1n });

/** Reads a CIDR as sloppily as the API server does, which ignores host bits and leading zeros; `undefined` when it is none. */
export function parseCidr(text: string): ParsedCidr | undefined {
  const decimal = text.includes(':') ? text : text.replace(/(^|\.)0+(?=\d)/g, '$1');
  const [, address, prefix] = /^([0-9a-fA-F.:]+)\/(\d{1,3})$/.exec(decimal) ?? [];
  const parsed = address === undefined ? undefined : parseAddress(address);
  if (parsed === undefined || Number(prefix) > BITS[parsed.family]) return undefined;

  const hostBits = BigInt(BITS[parsed.family] - Number(prefix));
  const first = parsed.value >> hostBits << hostBits;
  const last = first + (1n << hostBits) - 1n;
  return {
    range: { family: parsed.family, first, last },
    canonical: `${formatAddress(parsed.family, first)}/${Number(prefix)}`,
    hasHostBits: first !== parsed.value,
    hasLeadingZeros: decimal !== text || /^0\d/.test(prefix),
  };
}

/** Reads one address; `undefined` when it is none. An IPv4 address within IPv6 is none, as it is ambiguous. */
export function parseAddress(text: string): { readonly family: IpFamily; readonly value: bigint } | undefined {
  const value = parseIpv4(text);
  if (value !== undefined) return { family: 'IPv4', value: BigInt(value) };
  // A zone (`%eth0`) names an interface of one machine.
  if (!text.includes(':') || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? undefined : { family: 'IPv6', value: toNumber(address.toByteArray()) };
}

/** Plainly, as there may be one for each of a hundred thousand pods. */
function parseIpv4(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null || /(^|\.)0\d/.test(text)) return undefined;
  let value = 0;
  for (let part = 1; part <= 4; part++) {
    const byte = Number(match[part]);
    if (byte > 255) return undefined;
    value = value * 256 + byte;
  }
  return value;
}

/** Writes an address the canonical way (RFC 5952 for IPv6). */
export function formatAddress(family: IpFamily, value: bigint): string {
  const length = BITS[family] / 8;
  const bytes = Array.from({ length }, (_, index) => Number(value >> BigInt(8 * (length - 1 - index)) & 0xffn));
  return ipaddr.fromByteArray(bytes).toString();
}

/** Whether `outer` has every address of `inner`. */
export const containsRange = (outer: IpRange, inner: IpRange): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;

/** Whether two ranges share an address. */
export const overlaps = (one: IpRange, other: IpRange): boolean =>
  one.family === other.family && one.first <= other.last && other.first <= one.last;

/** The addresses of `ranges` that are in none of `removed`. */
export function subtractRanges(ranges: readonly IpRange[], removed: readonly IpRange[]): IpRange[] {
  return removed.reduce<readonly IpRange[]>((left, cut) => left.flatMap(range => {
    if (!overlaps(range, cut)) return [range];
    return [
      ...range.first < cut.first ? [{ ...range, last: cut.first - 1n }] : [],
      ...cut.last < range.last ? [{ ...range, first: cut.last + 1n }] : [],
    ];
  }), ranges).slice();
}

/** Such as `10.0.0.0-10.0.255.255,10.2.0.0-10.2.0.0`: the same for the same ranges. */
export const rangesText = (ranges: readonly IpRange[]): string =>
  ranges.map(({ family, first, last }) => `${formatAddress(family, first)}-${formatAddress(family, last)}`).join(',');

/** The same addresses in as few ranges as possible, in their order. */
export function mergeRanges(ranges: readonly IpRange[]): IpRange[] {
  const merged: IpRange[] = [];
  for (const range of [...ranges].sort(compareRanges)) {
    const previous = merged.at(-1);
    const touches = previous?.family === range.family && range.first <= previous.last + 1n;
    if (!touches) merged.push(range);
    else if (range.last > previous.last) merged[merged.length - 1] = { ...previous, last: range.last };
  }
  return merged;
}

/** The addresses that are in both; each list has to be merged. */
export function intersectRanges(one: readonly IpRange[], other: readonly IpRange[]): IpRange[] {
  const shared: IpRange[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const [a, b] = [one[i], other[j]];
    if (overlaps(a, b)) shared.push({ family: a.family, first: a.first > b.first ? a.first : b.first, last: a.last < b.last ? a.last : b.last });
    if (compareEnds(a, b) < 0) i++;
    else j++;
  }
  return shared;
}

/** The fewest blocks that make up a range. */
export function cidrsOf({ family, first, last }: IpRange): string[] {
  const cidrs: string[] = [];
  for (let next = first; next <= last;) {
    let hostBits = 0;
    while (hostBits < BITS[family] && fits(next, hostBits + 1, last)) hostBits++;
    cidrs.push(`${formatAddress(family, next)}/${BITS[family] - hostBits}`);
    next += 1n << BigInt(hostBits);
  }
  return cidrs;
}

/** Whether a block of that size can begin at `first` and ends no later than `last`. */
function fits(first: bigint, hostBits: number, last: bigint): boolean {
  const others = (1n << BigInt(hostBits)) - 1n;
  return (first & others) === 0n && first + others <= last;
}

const compareFamilies = (one: IpRange, other: IpRange): number => one.family < other.family ? -1 : Number(one.family > other.family);
const compareRanges = (one: IpRange, other: IpRange): number =>
  compareFamilies(one, other) || (one.first < other.first ? -1 : Number(one.first > other.first));
const compareEnds = (one: IpRange, other: IpRange): number =>
  compareFamilies(one, other) || (one.last < other.last ? -1 : Number(one.last > other.last));

const toNumber = (bytes: readonly number[]): bigint => bytes.reduce((value, byte) => value << 8n | BigInt(byte), 0n);
