import { PortRange } from './port-space';
import { IpRange, Question } from '../values';

/** What is possible between two ends: connections on `ports`. */
export interface Outcome {
  readonly ports: readonly PortRange[] | 'all';
  readonly verdict: 'allowed' | 'depends';
  /** The open questions that decide, when the verdict is `depends`. */
  readonly depends: readonly Question[];
}

/**
 * A flow that is possible: `source` may open connections to `destination` on `ports`.
 *
 * Ends are peers by id; an end outside the cluster is a list of address ranges.
 */
export interface Connection extends Outcome {
  readonly source: string;
  readonly destination: string;
  /** Whether this is traffic between the pods of one workload. */
  readonly replicas: boolean;
}

/**
 * Flows of one outcome: each of `sources` may open connections to each of `destinations`, but none to itself.
 *
 * With `replicas` it is the other way about: each to itself, that is, between its pods. Ids are sorted, and equal lists of sources are
 * mostly one array.
 */
export interface GroupedConnection extends Outcome {
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly replicas: boolean;
}

/** An end of a connection that is pods: a workload, or a stand-in such as `{cluster-dns}`, which has neither name nor kind. */
interface PodsEnd {
  readonly id: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An end of a connection. */
export type MapPeer =
  | PodsEnd
  | { readonly id: string; readonly cidrs: readonly string[] }
  | { readonly id: string; readonly domainName: string };

/** Whether an end is a workload of the input. */
export const isWorkload = (peer: MapPeer): peer is PodsEnd => 'kind' in peer && peer.kind !== '';

interface MapFacts {
  /** The answer to every open question that was asked on the way. */
  readonly assumptions: Readonly<Record<string, string>>;
  /** Every workload, and of the rest those that have a row; sorted. */
  readonly peers: readonly MapPeer[];
  /** The addresses of every end outside the cluster, by its id. */
  readonly outside: ReadonlyMap<string, readonly IpRange[]>;
}

/** Who may connect to whom. */
export interface ConnectivityMap extends MapFacts {
  readonly connections: readonly Connection[];
}

/** Who may connect to whom, with the ends together that are treated alike. No pair has two rows of one verdict and questions. */
export interface GroupedMap extends MapFacts {
  readonly rows: readonly GroupedConnection[];
}
