import { containsBox, LabelBox, withLabels } from './label-box';
import { LabelSet, NO_LABEL } from './label-key';
import { LabelSpace } from './label-space';
import { KnownNamespace } from './landscape';

/**
 * The namespaces that a box really has: of the input, those with their labels, and besides those any that have another name.
 *
 * The label with the name and the other labels are not independent, as a namespace of the input has the labels that it has.
 */
export class Places {
  constructor(private readonly space: LabelSpace, public readonly known: readonly KnownNamespace[]) {}

  /** Names in a box that no namespace of the input has; of all names, if `key` is the label with the name. */
  public namesElsewhere(box: LabelBox, key?: number): LabelSet {
    const { nameKey, unknownNames } = this.space;
    return key === nameKey ? unknownNames : (box.get(nameKey) ?? unknownNames) & unknownNames;
  }

  /** Whether a namespace of the input can be in a box, whatever values of the label `key` the box has. */
  public isTouched(namespace: KnownNamespace, box: LabelBox, key?: number): boolean {
    for (const [each, set] of box) {
      if (each !== key && ((namespace.labels.get(each) ?? set) & set) === NO_LABEL) return false;
    }
    return true;
  }

  /** Whether all pods of a box are in another. */
  public contains(outer: LabelBox, inner: LabelBox): boolean {
    return containsBox(outer, inner) || this.containsElsewhere(outer, inner) && this.known.every(namespace =>
      !this.isTouched(namespace, inner) || containsBox(outer, this.at(namespace, inner)));
  }

  private containsElsewhere(outer: LabelBox, inner: LabelBox): boolean {
    const { nameKey, keys } = this.space;
    const names = this.namesElsewhere(inner);
    return names === NO_LABEL || containsBox(outer, withLabels(inner, nameKey, names, keys[nameKey].all));
  }

  private at({ labels }: KnownNamespace, box: LabelBox): LabelBox {
    return new Map([...box, ...labels]);
  }
}
