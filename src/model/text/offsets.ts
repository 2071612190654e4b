import { Path } from '../cursor';

/** A value that is written in a text. */
export interface Place {
  /** Where to point at, counted in characters: for the value of a key, where the key is. */
  readonly offset: number;
  /** What the format knows the value by. */
  readonly at: number;
}

export type Children = ReadonlyMap<string | number, Place>;

/** How a format finds values in its text. */
export interface Layout {
  /** The outermost value that begins at a character of the text, of which there is but one in most texts. */
  rootAt(start: number): Place;
  /** What stands in a map, by its keys, or in a list, by its indexes. */
  childrenOf(at: number): Children;
}

/** Finds where values begin. Each map and list is looked through once, however many findings there are in it. */
export class Offsets {
  private readonly children = new Map<number, Children>();

  constructor(private readonly layout: Layout) {}

  /** The place of a value within the one at `start`, or of the nearest one around it that is written. */
  public of(path: Path, start: number): number {
    let place = this.layout.rootAt(start);
    for (const key of path) {
      const next = this.childrenOf(place.at).get(key);
      if (next === undefined) break;
      place = next;
    }
    return place.offset;
  }

  private childrenOf(at: number): Children {
    const known = this.children.get(at);
    if (known !== undefined) return known;
    const children = this.layout.childrenOf(at);
    this.children.set(at, children);
    return children;
  }
}
