import { FlowEnd } from './flow-end';
import { Ports } from './ports';

/** A flow that the user declared: this end may open connections to that end, on these ports. */
export interface DeclaredFlow {
  readonly source: FlowEnd;
  readonly destination: FlowEnd;
  readonly ports: readonly Ports[];
  /** Whether only some requests over these connections are allowed, as their contents decide. */
  readonly perRequest?: boolean;
  /** Path of the construct that declared it. */
  readonly declaredBy: string;
}
