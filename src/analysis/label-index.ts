import { Selector } from '../model';

/** How to see a label of something. */
export interface Labelled<T> {
  readonly valueOf: (item: T, key: string) => string | undefined;
  /** Whether nobody knows what the label is. */
  readonly isOpen: (item: T, key: string) => boolean;
}

interface ByValue<T> {
  readonly known: ReadonlyMap<string, T[]>;
  readonly open: readonly T[];
}

/** So few are sooner looked at than sorted. */
const FEW = 4;

/** Finds what may meet a selector by the value of one label that it asks for, so that not everything has to be looked at each time. */
export class LabelIndex<T> {
  private readonly byKey = new Map<string, ByValue<T>>();

  constructor(private readonly items: readonly T[], private readonly labels: Labelled<T>) {}

  /** Everything that meets a selector, and perhaps more. */
  public candidates(selector: Selector): Iterable<T> {
    const asked = this.items.length > FEW ? selector.find(({ operator }) => operator === 'In') : undefined;
    if (asked === undefined) return this.items;
    const { known, open } = this.by(asked.key);
    const { values: [value] } = asked;
    if (asked.values.length === 1 && open.length === 0) return known.get(value) ?? [];
    return [...open, ...[...new Set(asked.values)].flatMap(each => known.get(each) ?? [])];
  }

  private by(key: string): ByValue<T> {
    let index = this.byKey.get(key);
    if (index === undefined) {
      const known = new Map<string, T[]>();
      const open: T[] = [];
      for (const item of this.items) {
        const value = this.labels.valueOf(item, key);
        if (this.labels.isOpen(item, key)) open.push(item);
        else if (value !== undefined) (known.get(value) ?? known.set(value, []).get(value)!).push(item);
      }
      index = { known, open };
      this.byKey.set(key, index);
    }
    return index;
  }
}
