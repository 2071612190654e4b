import { containsRange, everyAddress, IpFamily, IpRange } from '../values';

/**
 * All addresses of both families, cut where a block of the input begins or ends: between two cuts, no policy makes a difference.
 */
export class IpSpace {
  public readonly atoms: readonly IpRange[];

  constructor(blocks: readonly IpRange[]) {
    this.atoms = (['IPv4', 'IPv6'] as const).flatMap(family => cut(family, blocks.filter(block => block.family === family)));
  }

  /** Numbers of the atoms in `block` but not in `except`. */
  public atomsIn(block: IpRange, except: readonly IpRange[]): number[] {
    return this.atoms.flatMap((atom, index) =>
      containsRange(block, atom) && !except.some(each => containsRange(each, atom)) ? [index] : []);
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
