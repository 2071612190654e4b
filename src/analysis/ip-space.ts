import { containsRange, everyAddress, IpFamily, IpRange } from '../values';

/**
 * All addresses of both families, cut where a block of the input begins or ends: between two cuts, no policy makes a difference.
 */
export class IpSpace {
  public readonly atoms: readonly IpRange[];
  private readonly ipv4Count: number;

  /** `families` is the one family that the network has, or `both`. */
  constructor(blocks: readonly IpRange[], families = 'both') {
    const [ipv4, ipv6] = (['IPv4', 'IPv6'] as const).map(family =>
      families === family || families === 'both' ? cut(family, blocks.filter(block => block.family === family)) : []);
    this.atoms = [...ipv4, ...ipv6];
    this.ipv4Count = ipv4.length;
  }

  /** Numbers of the atoms in `block` but not in `except`. */
  public atomsIn(block: IpRange, except: readonly IpRange[]): number[] {
    const numbers: number[] = [];
    if (!this.has(block.family)) return numbers;
    for (let index = this.atomAt(block.family, block.first); index < this.atoms.length && containsRange(block, this.atoms[index]); index++) {
      if (!except.some(each => containsRange(each, this.atoms[index]))) numbers.push(index);
    }
    return numbers;
  }

  /** Whether the network has addresses of a family. */
  public has(family: IpFamily): boolean {
    return family === 'IPv4' ? this.ipv4Count > 0 : this.atoms.length > this.ipv4Count;
  }

  /** Number of the atom that an address is in. */
  public atomAt(family: IpFamily, address: bigint): number {
    let [low, high] = family === 'IPv4' ? [0, this.ipv4Count - 1] : [this.ipv4Count, this.atoms.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.atoms[middle].first <= address) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Merges atoms, given by their numbers in ascending order, into as few ranges as possible. */
  public rangesOf(atoms: readonly number[]): IpRange[] {
    const ranges: IpRange[] = [];
    for (const atom of atoms.map(index => this.atoms[index])) {
      const previous = ranges.at(-1);
      const touches = previous?.family === atom.family && previous.last + 1n === atom.first;
      if (touches) ranges[ranges.length - 1] = { ...previous, last: atom.last };
      else ranges.push(atom);
    }
    return ranges;
  }
}

function cut(family: IpFamily, blocks: readonly IpRange[]): IpRange[] {
  const points = new Set<bigint>();
  for (const { first, last } of [everyAddress(family), ...blocks]) points.add(first).add(last + 1n);
  const sorted = [...points].sort((a, b) => a < b ? -1 : Number(a > b));
  return sorted.slice(0, -1).map((first, index) => ({ family, first, last: sorted[index + 1] - 1n }));
}
