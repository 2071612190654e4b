import { Match } from './naive-answers';

/* Blocks of addresses, as they are written: what is in one, and what may be. */

/** A block, and the smaller ones in it that do not count. */
export interface Block {
  readonly cidr: string;
  readonly except?: readonly string[] | null;
}

export function isInside({ cidr, except }: Block, address: string): boolean {
  return contains(cidr, address) && !(except ?? []).some(each => contains(each, address));
}

/** Whether an address of which only the possible ranges are known is in a block; without ranges it may be any. */
export const whetherInside = (block: Block, possible: readonly string[]): Match =>
  possible.length === 0 ? whetherEverything(block) : whetherWithin(block, possible);

/** Whether an address that is somewhere in `possible` is in the block. A pod has an address of every family that is listed. */
function whetherWithin({ cidr, except }: Block, possible: readonly string[]): Match {
  const exceptions = except ?? [];
  const family = possible.filter(each => isIpv6(each) === isIpv6(cidr));
  const outside = (range: string) => !nests(cidr, range) && !nests(range, cidr);
  if (family.every(range => outside(range) || exceptions.some(each => nests(each, range)))) return 'no';
  const inside = (range: string) => nests(cidr, range) && exceptions.every(each => !nests(each, range) && !nests(range, each));
  return family.every(inside) ? 'yes' : 'perhaps';
}

/** An address of which nothing is known is certainly in a block of all addresses, and perhaps in any other. */
const whetherEverything = ({ cidr, except }: Block): Match =>
  /\/0$/.test(cidr) && (except ?? []).length === 0 ? 'yes' : 'perhaps';

/** Two blocks are apart, or one is within the other. */
const nests = (outer: string, inner: string): boolean =>
  prefixOf(outer) <= prefixOf(inner) && contains(outer, inner.split('/')[0]);

function contains(cidr: string, address: string): boolean {
  const [first] = cidr.split('/');
  return isIpv6(first) === isIpv6(address) && bitsOf(address).startsWith(bitsOf(first).slice(0, prefixOf(cidr)));
}

/** Whether bits are set that the prefix leaves to the hosts. */
export const hasHostBits = (cidr: string): boolean => bitsOf(cidr.split('/')[0]).slice(prefixOf(cidr)).includes('1');

const prefixOf = (cidr: string): number => Number(cidr.split('/')[1]);
const isIpv6 = (text: string): boolean => text.includes(':');

const known = new Map<string, string>();

/** The bits of an address, one character each. */
function bitsOf(address: string): string {
  let bits = known.get(address);
  if (bits === undefined) {
    bits = isIpv6(address) ? binary(groupsOf(address), 16, 16) : binary(address.split('.'), 10, 8);
    known.set(address, bits);
  }
  return bits;
}

/** The eight groups of an IPv6 address, of which `::` leaves out some that are zero. */
function groupsOf(address: string): string[] {
  const [head, tail] = address.split('::').map(half => half.split(':').filter(group => group !== ''));
  if (tail === undefined) return head;
  return [...head, ...new Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}

const binary = (parts: readonly string[], base: number, width: number): string =>
  parts.map(part => parseInt(part, base).toString(2).padStart(width, '0')).join('');
