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
