import { Named } from './named';
import { Selector } from './selector';
import { IpRange, Protocol } from '../values';

/** A name for a set of pods, and the addresses that lead to them. */
export interface Service extends Named {
  readonly type: ServiceType;
  /** `undefined` when the Service selects no pods. */
  readonly selects?: Selector;
  readonly ports: readonly ServicePort[];
  /** Addresses of its own inside the cluster, as far as the input tells them. */
  readonly clusterIps: readonly IpRange[];
  /** Whether it has none, and its name stands for the pods themselves. */
  readonly headless: boolean;
  /** Addresses outside that nodes take traffic for. */
  readonly externalIps: readonly IpRange[];
  /** Set when the type is LoadBalancer. */
  readonly loadBalancer?: LoadBalancer;
  /** Whether pods see the address of a client outside: `externalTrafficPolicy: Local`. */
  readonly keepsClientAddress: boolean;
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';

export interface LoadBalancer {
  /** Whether an annotation keeps it inside the network that the cluster is in. */
  readonly internal: boolean;
  /** The clients that it takes; `undefined` is all. */
  readonly sourceRanges?: readonly IpRange[];
  /** Whether nodes take the traffic too, on ports of their own. */
  readonly hasNodePorts: boolean;
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Number or name of the port on the pods. */
  readonly targetPort: number | string;
  /** Port on every node, when the manifest fixes it. */
  readonly nodePort?: number;
}

/** Addresses behind a Service that somebody wrote down: an EndpointSlice, or the Endpoints of old. */
export interface Endpoints extends Named {
  /** Name of the Service, in the same namespace. */
  readonly service: string;
  /** Whether a controller derives them from the selector of the Service, so that they tell nothing new. */
  readonly derived: boolean;
  readonly addresses: readonly IpRange[];
  readonly ports: readonly EndpointPort[];
}

/** A port at the addresses; it belongs to the port of the Service with the same name. */
export interface EndpointPort {
  /** Empty for the only port of a Service. */
  readonly name: string;
  readonly port: number;
  readonly protocol: Protocol;
}
