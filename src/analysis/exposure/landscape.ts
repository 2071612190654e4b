import { Diagram } from './diagram';
import { LabelBox } from './label-box';
import { LabelSet } from './label-key';

/** What one class of pods may do with pods that are not in the input, in one direction. */
export interface Landscape {
  /** With those in namespaces of the input. */
  readonly known: readonly KnownPlace[];
  /** With those in namespaces that are not in the input either. */
  readonly elsewhere: Diagram;
}

export interface KnownPlace {
  readonly namespace: KnownNamespace;
  readonly diagram: Diagram;
}

/** A namespace of the input. */
export interface KnownNamespace {
  readonly name: string;
  /** The labels that it certainly has. */
  readonly labels: LabelBox;
  /** The values that one of its labels can have. */
  canHave(key: number): LabelSet;
}
