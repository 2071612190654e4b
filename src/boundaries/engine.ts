import { Denial } from './denial';
import { ClusterFacts } from '../values';

/** What enforces a boundary: which objects it takes, and how they say what is denied. */
export interface BoundaryEngine {
  /** Objects that all denials need, such as a tier. */
  readonly shared: readonly ObjectTemplate<SharedContext>[];
  /** Objects that each denial needs. */
  readonly perDenial: readonly ObjectTemplate<Denial & SharedContext>[];
  /** The highest priority that it knows, if not all up to 1000. */
  readonly highestPriority?: number;
  /** Why it cannot enforce boundaries in a cluster, and what to do then; nothing if it can. */
  readonly limit?: (facts: ClusterFacts, denied: { readonly addresses: boolean }) => Limit | undefined;
}

/** What is known of the cluster and of the boundary as a whole. */
export interface SharedContext {
  /** Namespaces of the platform, with whose pods everybody may talk who is allowed to. */
  readonly platform: readonly string[];
  /** Names of the namespaces that the boundary protects. */
  readonly protects: readonly string[];
}

export interface ObjectTemplate<Context> {
  readonly apiVersion: string;
  readonly kind: string;
  /** The name of the object, by that of the denial or of the boundary. */
  readonly name: (of: string) => string;
  /** Its spec. Asked late, when all namespaces are known. */
  readonly spec: (context: Context, name: string) => unknown;
}

/** Something an engine cannot do. */
export interface Limit {
  readonly what: string;
  readonly fix: string;
}
