import { PortRange } from './port-space';

/** A way by which something outside the cluster gets in, or would if the policies let it. */
export interface EntryPoint {
  /** The object that opens it, such as `shop/edge[Ingress]`. */
  readonly via: string;
  readonly through: Through;
  /** Absent when every host, or none, is meant. */
  readonly host?: string;
  readonly path?: string;
  readonly pathType?: string;
  /** The port that clients connect to, where the input tells it. */
  readonly port?: number;
  /** Whether clients connect with TLS; `undefined` when the input does not tell. Behind a port of its own, TLS is up to the pods. */
  readonly tls?: boolean;
  /** What clients are asked for, where it is certain. */
  readonly authentication?: string;
  /** Blocks of the clients that it is open to. */
  readonly sources: readonly string[];
  /** A peer by id: a workload, or a range of addresses. */
  readonly destination: string;
  /** Ports of the destination. */
  readonly ports: readonly PortRange[];
  readonly verdict: 'allowed' | 'depends' | 'denied';
  /** The open questions that decide, when the verdict is `depends`. */
  readonly depends: readonly string[];
}

/**
 * What clients outside connect to.
 *
 * Those of a port of a node are given as everybody: who reaches a node is up to the network around the cluster.
 */
export type Through = 'route' | 'load-balancer' | 'internal-load-balancer' | 'external-ip' | 'node-port' | 'host-port' | 'host-network';
