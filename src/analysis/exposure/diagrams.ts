import { Branch, Diagram, isLeaf, Leaf } from './diagram';
import { LabelSet, NO_LABEL } from './label-key';
import { Allowed, AllowedPorts, NOTHING } from '../allowed';

/** Makes diagrams, each once, in no more steps at a time than a limit. */
export class Diagrams {
  public readonly nothing: Leaf;
  public readonly everything: Leaf;

  private readonly known = new Map<string, Diagram>();
  private readonly memo = new Map<string, Diagram>();
  private budget: number;

  constructor(private readonly allowedPorts: AllowedPorts, private readonly limit: number) {
    this.budget = limit;
    this.nothing = this.leaf(NOTHING);
    this.everything = this.leaf(allowedPorts.everything);
  }

  /** From now on, as many steps may be made as the limit says. */
  public begin(): void {
    this.budget = this.limit;
  }

  /** Makes a step. */
  public step(): void {
    if (this.budget-- === 0) throw new TooManyCombinations();
  }

  public leaf(allowed: Allowed): Leaf {
    const perhaps = allowed.perhaps.map(({ ports, when }) => `${ports}:${when}`).sort();
    return this.once(`${allowed.certainly} ${perhaps.join()}`, number => ({ number, allowed })) as Leaf;
  }

  /** Asks for a label, unless all values of it lead to the same. */
  public fork(key: number, branches: readonly Branch[]): Diagram {
    const merged = new Map<Diagram, LabelSet>();
    for (const { labels, next } of branches) merged.set(next, (merged.get(next) ?? NO_LABEL) | labels);
    if (merged.size === 1) return branches[0].next;
    const sorted = [...merged].map(([next, labels]) => ({ labels, next })).sort((one, other) => one.next.number - other.next.number);
    const name = `${key}? ${sorted.map(({ labels, next }) => `${labels.toString(36)}:${next.number}`).join()}`;
    return this.once(name, number => ({ number, key, branches: sorted }));
  }

  /** What both allow. */
  public both(one: Diagram, other: Diagram): Diagram {
    if (one === this.nothing || other === this.everything || one === other) return one;
    if (other === this.nothing || one === this.everything) return other;
    const name = one.number < other.number ? `${one.number} ${other.number}` : `${other.number} ${one.number}`;
    let result = this.memo.get(name);
    if (result === undefined) {
      this.step();
      result = this.meet(one, other);
      this.memo.set(name, result);
    }
    return result;
  }

  private meet(one: Diagram, other: Diagram): Diagram {
    if (isLeaf(one)) return isLeaf(other) ? this.leaf(this.allowedPorts.both(one.allowed, other.allowed)) : this.meet(other, one);
    if (isLeaf(other) || one.key < other.key) {
      return this.fork(one.key, one.branches.map(({ labels, next }) => ({ labels, next: this.both(next, other) })));
    }
    if (other.key < one.key) return this.meet(other, one);
    const pairs = one.branches.flatMap(mine => other.branches.map(theirs => ({ labels: mine.labels & theirs.labels, mine, theirs })));
    return this.fork(one.key, pairs.filter(({ labels }) => labels !== NO_LABEL)
      .map(({ labels, mine, theirs }) => ({ labels, next: this.both(mine.next, theirs.next) })));
  }

  private once(name: string, make: (number: number) => Diagram): Diagram {
    let diagram = this.known.get(name);
    if (diagram === undefined) {
      diagram = make(this.known.size);
      this.known.set(name, diagram);
    }
    return diagram;
  }
}

/** Policies tell more combinations of labels apart than the limit. */
export class TooManyCombinations extends Error {}
