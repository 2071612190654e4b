import { containsRange, everyAddress, IpFamily, IpRange } from '../values';

/** An atom, and the address at which the upper part of it begins. */
export interface Cut {
  readonly atom: number;
  readonly address: bigint;
}

/** The atoms by their addresses, and where in that order each stands. */
interface Layout {
  readonly sorted: Int32Array;
  readonly places: Int32Array;
}

/**
 * All addresses of both families, cut where a block of the input begins or ends: between two cuts, no policy makes a difference.
 */
export class IpSpace {
  /** By their numbers, which they keep when others are cut. */
  public readonly atoms: readonly IpRange[];

  private readonly parts: IpRange[];
  /** Numbers of the atoms of a family, by their addresses. */
  private readonly order: Readonly<Record<IpFamily, number[]>>;
  /** Of atoms that came later, which one they were a part of. */
  private readonly wholes: number[] = [];
  private layout?: Layout;

  /** `families` is the one family that the network has, or `both`. */
  constructor(blocks: readonly IpRange[], families = 'both') {
    const [ipv4, ipv6] = (['IPv4', 'IPv6'] as const).map(family =>
      families === family || families === 'both' ? cut(family, blocks.filter(block => block.family === family)) : []);
    this.parts = [...ipv4, ...ipv6];
    this.atoms = this.parts;
    this.order = { IPv4: [...ipv4.keys()], IPv6: [...ipv6.keys()].map(index => ipv4.length + index) };
  }

  /** Numbers of the atoms in `block` but not in `except`. */
  public atomsIn(block: IpRange, except: readonly IpRange[]): number[] {
    const numbers: number[] = [];
    const order = this.order[block.family];
    for (let place = this.placeOf(block.family, block.first); place < order.length && containsRange(block, this.atoms[order[place]]); place++) {
      if (!except.some(each => containsRange(each, this.atoms[order[place]]))) numbers.push(order[place]);
    }
    return numbers;
  }

  /** Whether the network has addresses of a family. */
  public has(family: IpFamily): boolean {
    return this.order[family].length > 0;
  }

  /** Number of the atom that an address is in. */
  public atomAt(family: IpFamily, address: bigint): number {
    return this.order[family][this.placeOf(family, address)];
  }

  /** Merges atoms, given by their numbers, into as few ranges as possible. */
  public rangesOf(atoms: readonly number[]): IpRange[] {
    const { sorted, places } = this.layout ??= this.layOut();
    const wanted = Int32Array.from(atoms, atom => places[atom]).sort();
    const ranges: IpRange[] = [];
    for (let begin = 0, end = 1; begin < wanted.length; begin = end++) {
      const { family, first } = this.atoms[sorted[wanted[begin]]];
      // The next in order begins where this one ends: within a family nothing is left out.
      while (wanted[end] === wanted[end - 1] + 1 && this.atoms[sorted[wanted[end]]].family === family) end++;
      ranges.push({ family, first, last: this.atoms[sorted[wanted[end - 1]]].last });
    }
    return ranges;
  }

  /** Where blocks would cut which atoms. */
  public cutsBy(blocks: readonly IpRange[]): Cut[] {
    return edgesOf(blocks).filter(({ family }) => this.has(family)).map(({ family, address }) => ({ atom: this.atomAt(family, address), address }))
      .filter(({ atom, address }) => this.atoms[atom].first !== address);
  }

  /** Cuts atoms further where blocks begin and end. One part of each gets a new number: the upper one, unless `keepsUpper`. */
  public refine(blocks: readonly IpRange[], keepsUpper: (cut: Cut) => boolean): void {
    for (const edge of edgesOf(blocks)) {
      const [next] = this.cutsBy([{ ...edge, first: edge.address, last: everyAddress(edge.family).last }]);
      if (next !== undefined) this.cutAt(next, keepsUpper(next));
    }
  }

  /** The atom that had these addresses when there were no more than `count`. */
  public atomAmong(count: number, atom: number): number {
    return atom < count ? atom : this.atomAmong(count, this.wholes[atom]);
  }

  private cutAt({ atom, address }: Cut, keepsUpper: boolean): void {
    this.layout = undefined;
    const whole = this.atoms[atom];
    const [lower, upper] = [{ ...whole, last: address - 1n }, { ...whole, first: address }];
    const part = this.parts.push(keepsUpper ? lower : upper) - 1;
    this.parts[atom] = keepsUpper ? upper : lower;
    this.wholes[part] = atom;
    const order = this.order[whole.family];
    order.splice(order.indexOf(atom) + (keepsUpper ? 0 : 1), 0, part);
  }

  private layOut(): Layout {
    const sorted = Int32Array.from([...this.order.IPv4, ...this.order.IPv6]);
    const places = new Int32Array(sorted.length);
    sorted.forEach((atom, place) => places[atom] = place);
    return { sorted, places };
  }

  private placeOf(family: IpFamily, address: bigint): number {
    const order = this.order[family];
    let [low, high] = [0, order.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.atoms[order[middle]].first <= address) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function cut(family: IpFamily, blocks: readonly IpRange[]): IpRange[] {
  const points = new Set<bigint>();
  for (const { first, last } of [everyAddress(family), ...blocks]) points.add(first).add(last + 1n);
  const sorted = [...points].sort((a, b) => a < b ? -1 : Number(a > b));
  return sorted.slice(0, -1).map((first, index) => ({ family, first, last: sorted[index + 1] - 1n }));
}

/** Where blocks begin, and where what follows them does, if anything does. */
const edgesOf = (blocks: readonly IpRange[]) => blocks.flatMap(({ family, first, last }) =>
  [first, last + 1n].filter(address => address <= everyAddress(family).last).map(address => ({ family, address })));
