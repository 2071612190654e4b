import { Condition } from './condition';
import { IpSpace } from './ip-space';
import { PodClass } from './pod-classes';

/** Numbers of columns, ascending. Equal selections are mostly one array, so that they can be compared by identity. */
export type Selection = readonly number[];

/** Columns that a rule names if a condition holds. */
export interface Peers {
  readonly peers: Selection;
  readonly when: Condition;
}

/** Whom rules can name: the classes of pods, then the atoms of addresses outside, then domain names. */
export interface Columns {
  readonly classes: readonly PodClass[];
  readonly addresses: IpSpace;
  /** Numbers of the columns of domain names. */
  readonly names: ReadonlyMap<string, number>;
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
