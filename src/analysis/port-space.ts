import { Protocol } from '../values';

/** Ports `first` to `last` of one protocol, between which no policy of the input makes a difference. */
export interface PortAtom {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/** A set of port atoms, by its number in the `PortSpace`: equal sets have equal numbers. */
export type PortSet = number;

/** No port at all. */
export const NO_PORTS: PortSet = 0;

export interface PortRange {
  readonly protocol: Protocol;
  readonly first: number;
  readonly last: number;
}

/**
 * All ports of all protocols, cut into as few pieces as the policies need.
 *
 * Sets of pieces are kept once each and known by a number, so that uniting and intersecting them is a look-up: there are few
 * distinct ones, however many pairs of pods ask.
 */
export class PortSpace {
  /** Every port of every protocol. */
  public readonly all: PortSet;

  public readonly atoms: PortAtom[];
  /** Numbers of the atoms, by protocol and number of the port. */
  private readonly order: number[];
  private readonly bits: bigint[] = [0n];
  /** By the number of a set: many rows of a map have the same ports. */
  private readonly ranges: (readonly PortRange[])[] = [];
  private readonly numbers = new Map<bigint, PortSet>([[0n, NO_PORTS]]);
  private readonly sets = new Map<string, PortSet>();
  private readonly unions = new Map<number, PortSet>();
  private readonly intersections = new Map<number, PortSet>();
  private readonly differences = new Map<number, PortSet>();

  constructor(ranges: Iterable<PortRange>) {
    this.atoms = atomsOf(ranges);
    this.order = [...this.atoms.keys()];
    this.all = this.intern((1n << BigInt(this.atoms.length)) - 1n);
  }

  /** Cuts the pieces further, where ranges begin and end. Every set keeps its number and its ports. */
  public refine(ranges: Iterable<PortRange>): void {
    for (const { protocol, first, last } of ranges) {
      this.cutAt(protocol, first);
      this.cutAt(protocol, last + 1);
    }
  }

  /** The pieces that lie in a range. Ranges at which nothing was cut may get more than they should. */
  public setOf(range: PortRange): PortSet {
    const key = `${range.protocol}${range.first}-${range.last}`;
    let set = this.sets.get(key);
    if (set === undefined) {
      set = this.piecesIn(range);
      this.sets.set(key, set);
    }
    return set;
  }

  public union(one: PortSet, other: PortSet): PortSet {
    if (one === other || other === NO_PORTS) return one;
    if (one === NO_PORTS) return other;
    return this.combine(this.unions, Math.min(one, other), Math.max(one, other), (a, b) => a | b);
  }

  public intersection(one: PortSet, other: PortSet): PortSet {
    if (one === other || other === this.all) return one;
    if (one === this.all) return other;
    return this.combine(this.intersections, Math.min(one, other), Math.max(one, other), (a, b) => a & b);
  }

  /** What `one` has and `other` has not. */
  public difference(one: PortSet, other: PortSet): PortSet {
    if (one === other || one === NO_PORTS) return NO_PORTS;
    if (other === NO_PORTS) return one;
    return this.combine(this.differences, one, other, (a, b) => a & ~b);
  }

  /** The ports of a set: merged, sorted by protocol and number. */
  public rangesOf(set: PortSet): readonly PortRange[] {
    return this.ranges[set] ??= this.merged(set);
  }

  private merged(set: PortSet): PortRange[] {
    const ranges: PortRange[] = [];
    // The lowest bit is the last digit.
    const digits = this.bits[set].toString(2);
    for (const number of this.order) {
      if (digits.at(-1 - number) !== '1') continue;
      const atom = this.atoms[number];
      const previous = ranges.at(-1);
      const touches = previous?.protocol === atom.protocol && previous.last + 1 === atom.first;
      if (touches) ranges[ranges.length - 1] = { ...previous, last: atom.last };
      else ranges.push(atom);
    }
    return ranges;
  }

  /** What a piece was in, both of its parts are in. */
  private cutAt(protocol: Protocol, port: number): void {
    const number = this.atoms.findIndex(atom => atom.protocol === protocol && atom.first < port && port <= atom.last);
    if (number === -1) return;
    const part = this.atoms.push({ ...this.atoms[number], first: port }) - 1;
    this.atoms[number] = { ...this.atoms[number], last: port - 1 };
    this.order.splice(this.order.indexOf(number) + 1, 0, part);
    this.numbers.clear();
    this.bits.forEach((bits, set) => {
      this.bits[set] = bits >> BigInt(number) & 1n ? bits | 1n << BigInt(part) : bits;
      this.numbers.set(this.bits[set], set);
    });
  }

  private combine(memo: Map<number, PortSet>, one: PortSet, other: PortSet, operation: (a: bigint, b: bigint) => bigint): PortSet {
    const key = one * 0x4000000 + other;
    let result = memo.get(key);
    if (result === undefined) {
      result = this.intern(operation(this.bits[one], this.bits[other]));
      memo.set(key, result);
    }
    return result;
  }

  private piecesIn({ protocol, first, last }: PortRange): PortSet {
    let bits = 0n;
    this.atoms.forEach((atom, index) => {
      if (atom.protocol === protocol && atom.last >= first && atom.first <= last) bits |= 1n << BigInt(index);
    });
    return this.intern(bits);
  }

  private intern(bits: bigint): PortSet {
    let number = this.numbers.get(bits);
    if (number === undefined) {
      number = this.bits.push(bits) - 1;
      this.numbers.set(bits, number);
    }
    return number;
  }
}

function atomsOf(ranges: Iterable<PortRange>): PortAtom[] {
  const cuts = new Map(Object.values(Protocol).map(protocol => [protocol, new Set([1, 65536])]));
  for (const { protocol, first, last } of ranges) cuts.get(protocol)!.add(first).add(last + 1);
  return [...cuts].flatMap(([protocol, points]) => {
    const sorted = [...points].sort((a, b) => a - b);
    return sorted.slice(0, -1).map((first, index) => ({ protocol, first, last: sorted[index + 1] - 1 }));
  });
}
