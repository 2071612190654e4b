import { Condition } from './condition';
import { IpSpace } from './ip-space';
import { PodClass } from './pod-classes';

/** Numbers of columns, ascending. Equal selections are mostly one array, so that they can be compared by identity. */
export type Selection = readonly number[];

/** Columns that a rule names if a condition holds. */
export interface Peers {
  readonly peers: Selection;
  readonly when: Condition;
  /** Whether these are domain names that the rule names, rather than whatever stands for some address. */
  readonly byName?: boolean;
}

/** The number of the first domain name: beyond whatever number an address may get. */
export const FIRST_NAME = 2 ** 30;

/** Whom rules can name: the classes of pods, then the atoms of addresses outside, and domain names. */
export interface Columns {
  readonly classes: readonly PodClass[];
  readonly addresses: IpSpace;
  /** Numbers of the columns of domain names. */
  readonly names: ReadonlyMap<string, number>;
}

/** Selections of everybody, kept as long as no address is cut further. */
export class Everybody {
  private count = -1;
  private all: { readonly named: Selection; readonly addressed: Selection } = { named: [], addressed: [] };

  constructor(private readonly columns: Columns) {}

  /** All pods and all addresses. */
  public get addressed(): Selection {
    return this.current.addressed;
  }

  /** With the domain names, which stand for addresses, too. */
  public get named(): Selection {
    return this.current.named;
  }

  private get current() {
    const { classes, addresses: { atoms }, names } = this.columns;
    if (this.count !== atoms.length) {
      this.count = atoms.length;
      const addressed = Array.from({ length: classes.length + atoms.length }, (_, index) => index);
      this.all = { addressed, named: [...addressed, ...names.values()] };
    }
    return this.all;
  }
}

/** Whether a selection has a column. */
export const has = (selection: Selection, column: number): boolean => selection[placeOf(selection, column)] === column;

/** The columns of a selection from one number up to, but without, another. */
export const between = (selection: Selection, first: number, end: number): Selection =>
  selection.slice(placeOf(selection, first), placeOf(selection, end));

/** How many columns of a selection come before one. */
function placeOf(selection: Selection, column: number): number {
  let [low, high] = [0, selection.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (selection[middle] < column) low = middle + 1;
    else high = middle;
  }
  return low;
}
