import { LabelSet } from './label-key';
import { Allowed } from '../allowed';

/** What is allowed to pods, by their labels. Of equal diagrams there is one, with one number. */
export type Diagram = Leaf | Fork;

/** One answer for all that come here. */
export interface Leaf {
  readonly number: number;
  readonly allowed: Allowed;
}

/** A label that makes a difference. Every value of it is in one of the branches, and further labels have higher numbers. */
export interface Fork {
  readonly number: number;
  readonly key: number;
  readonly branches: readonly Branch[];
}

export interface Branch {
  readonly labels: LabelSet;
  readonly next: Diagram;
}

export const isLeaf = (diagram: Diagram): diagram is Leaf => 'allowed' in diagram;
