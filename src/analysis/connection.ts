import { PortRange } from './port-space';
import { Question, IpRange } from '../values';

/**
 * A flow that is possible: `source` may open connections to `destination` on `ports`.
 *
 * Ends are peers by id; an end outside the cluster is a list of address ranges.
 */
export interface Connection {
  readonly source: string;
  readonly destination: string;
  readonly ports: readonly PortRange[] | 'all';
  readonly verdict: 'allowed' | 'depends';
  /** The open questions that decide, when the verdict is `depends`. */
  readonly depends: readonly Question[];
  /** Whether this is traffic between the pods of one workload. */
  readonly replicas: boolean;
}

/** An end of a connection. */
export type MapPeer =
  | {
    readonly id: string;
    readonly namespace: string;
    readonly name: string;
    readonly kind: string;
    readonly labels: Readonly<Record<string, string>>;
  }
  | { readonly id: string; readonly cidrs: readonly string[] }
  | { readonly id: string; readonly domainName: string };

/** Who may connect to whom. */
export interface ConnectivityMap {
  /** The answer to every open question that was asked on the way. */
  readonly assumptions: Readonly<Record<string, string>>;
  readonly peers: readonly MapPeer[];
  /** The addresses of every end outside the cluster, by its id. */
  readonly outside: ReadonlyMap<string, readonly IpRange[]>;
  readonly connections: readonly Connection[];
}
