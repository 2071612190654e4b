import { IngressIntent, IngressObject, Refusal } from './intent';
import { PodLocation } from '../values';

/** How one ingress controller spells an intent. To support another, add its file under `targets` and a line to its index. */
export interface IngressTarget {
  /** Such as `traefik`. */
  readonly name: string;
  /** Name of the IngressClass, unless the profile says otherwise. */
  readonly className: string;
  /** Where its pods run, unless the profile says otherwise. */
  readonly pods: PodLocation;
  /** What of the intent it cannot do. Nothing is dropped: one refusal fails the synth. */
  refusals(intent: IngressIntent): readonly Refusal[];
  /** The objects that make it do the rest; those that others refer to come first. */
  objects(intent: IngressIntent, className: string): readonly IngressObject[];
}
