import { FlowEnd, Labels, Ports } from '../values';

/** What one workload may do: connect to a peer (`egress`) or accept connections from it (`ingress`). */
export interface Allowance {
  readonly direction: 'ingress' | 'egress';
  readonly peer: FlowEnd;
  readonly ports: readonly Ports[];
  /** The HTTP requests that are allowed, where not all are. */
  readonly requests?: readonly HttpRequests[];
}

/** HTTP requests by their method and path. */
export interface HttpRequests {
  /** Such as `GET`; any if left out. */
  readonly method?: string;
  /** A path, which stands for itself alone unless it ends in `*`; any if left out. */
  readonly path?: string;
}

/** The pods that a policy is for. */
export interface PolicySubject {
  readonly namespace: string;
  readonly labels: Labels;
  /** Whether these pods may look up any name in the cluster DNS, by another policy. */
  readonly mayLookUpAnyName: boolean;
}

/** Whether NetworkPolicy has words for an allowance. */
export const isPlain = ({ peer, requests }: Allowance): boolean =>
  requests === undefined && !('kind' in peer && ['names', 'api-server', 'own-node'].includes(peer.kind));
