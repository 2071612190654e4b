import { LabelSet, NO_LABEL } from './label-key';

/**
 * Pods and their namespaces by their labels: for each label, by its number in the `LabelSpace`, the values that it may have.
 *
 * A label that is not listed may have any value or be absent. Numbers ascend, and no set is empty or full.
 */
export type LabelBox = ReadonlyMap<number, LabelSet>;

/** Pods with any labels in namespaces with any labels. */
export const ANY_LABELS: LabelBox = new Map();

/** Whether a box has everything that another has. */
export function containsBox(outer: LabelBox, inner: LabelBox): boolean {
  for (const [key, set] of outer) {
    const labels = inner.get(key);
    if (labels === undefined || (labels & ~set) !== NO_LABEL) return false;
  }
  return true;
}

/** A box in which one label has these values instead, of all that it can have. */
export function withLabels(box: LabelBox, key: number, labels: LabelSet, all: LabelSet): LabelBox {
  const entries = [...box].filter(([each]) => each !== key);
  if (labels !== all) entries.push([key, labels]);
  return new Map(entries.sort(([one], [other]) => one - other));
}

/** Text that is equal for equal boxes. */
export const boxKey = (box: LabelBox): string => [...box].map(([key, set]) => `${key}:${set.toString(36)}`).join();
