import { Diagram, isLeaf, Leaf } from './diagram';
import { LabelBox, withLabels } from './label-box';
import { LabelSet, NO_LABEL } from './label-key';
import { LabelSpace } from './label-space';
import { KnownNamespace, Landscape } from './landscape';
import { Places } from './places';

/** Widens boxes as far as all pods in them are still fine, so that conditions are said in as few words as possible. */
export class BoxSearch {
  private readonly order: readonly number[];

  constructor(private readonly space: LabelSpace, private readonly places: Places, private readonly landscape: Landscape) {
    const others = space.keys.map((_, key) => key).filter(key => key !== space.nameKey);
    // Names of namespaces go first, so that labels are left to tell who is meant, and last, to list those that have nothing in common.
    this.order = [space.nameKey, ...others, space.nameKey];
  }

  /** A box of which nothing can be added to the values of any one label. */
  public widened(box: LabelBox, isFine: (leaf: Leaf) => boolean): LabelBox {
    return this.order.reduce((wider, key) => wider.has(key) ? this.widenedBy(wider, key, isFine) : wider, box);
  }

  private widenedBy(box: LabelBox, key: number, isFine: (leaf: Leaf) => boolean): LabelBox {
    const { all, others } = this.space.keys[key];
    const fine = all & ~this.spoilt(box, key, isFine);
    if (fine === all) return withLabels(box, key, all, all);
    // Values that nothing has spoil nothing. In a list of those to leave out they may be missing; in one of those to let in, too.
    const isOpen = (fine & others) !== NO_LABEL;
    return withLabels(box, key, isOpen ? fine : fine & this.occurring(box, key), all);
  }

  /** Values of a label with which something in the box would not be fine. */
  private spoilt(box: LabelBox, key: number, isFine: (leaf: Leaf) => boolean): LabelSet {
    const walk = new Walk(box, key, isFine);
    let set = walk.spoilt(this.landscape.elsewhere) & this.elsewhere(box, key);
    for (const { namespace, diagram } of this.landscape.known) {
      if (this.places.isTouched(namespace, box, key)) set |= walk.spoilt(diagram) & this.possible(namespace, key);
    }
    return set;
  }

  /** Values of a label that something in the box can have. */
  private occurring(box: LabelBox, key: number): LabelSet {
    return this.places.known.filter(namespace => this.places.isTouched(namespace, box, key))
      .reduce((set, namespace) => set | this.possible(namespace, key), this.elsewhere(box, key));
  }

  private possible(namespace: KnownNamespace, key: number): LabelSet {
    const { scope, all } = this.space.keys[key];
    return scope === 'namespace' ? namespace.canHave(key) : all;
  }

  /** Values that a label can have beside the namespaces of the input: none, if the box has nothing there. */
  private elsewhere(box: LabelBox, key: number): LabelSet {
    const names = this.places.namesElsewhere(box, key);
    return key === this.space.nameKey || names === NO_LABEL ? names : this.space.keys[key].all;
  }
}

class Walk {
  private readonly memo = new Map<Diagram, LabelSet>();

  constructor(private readonly box: LabelBox, private readonly key: number, private readonly isFine: (leaf: Leaf) => boolean) {}

  /** Values of the label with which something is not fine; all, where that does not hang on the label. */
  public spoilt(diagram: Diagram): LabelSet {
    if (isLeaf(diagram)) return this.isFine(diagram) ? NO_LABEL : EVERY_BIT;
    let set = this.memo.get(diagram);
    if (set === undefined) {
      const { key, branches } = diagram;
      const isAsked = key === this.key;
      const inBox = isAsked ? branches : branches.filter(({ labels }) => (labels & (this.box.get(key) ?? EVERY_BIT)) !== NO_LABEL);
      set = inBox.reduce((all, { labels, next }) => all | this.spoilt(next) & (isAsked ? labels : EVERY_BIT), NO_LABEL);
      this.memo.set(diagram, set);
    }
    return set;
  }
}

const EVERY_BIT: LabelSet = -1n;
