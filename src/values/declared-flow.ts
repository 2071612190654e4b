import { PodLocation } from './pod-location';
import { Ports } from './ports';

/** A flow that the user declared: these pods may open connections to those pods, on these ports. */
export interface DeclaredFlow {
  readonly source: PodLocation;
  readonly destination: PodLocation;
  readonly ports: readonly Ports[];
  /** Path of the construct that declared it. */
  readonly declaredBy: string;
}
