import { LoadBalancerIntent } from './load-balancer';
import { Cidr, IpFamily, Ports } from '../values';

/** How a Service publishes one port of its pods. */
export interface PortIntent {
  /** The port of the pods. */
  readonly targetPort: Ports;
  readonly port?: number;
  readonly name?: string;
  readonly appProtocol?: string;
  readonly nodePort?: number;
}

/** How the addresses of a Service, and what comes to them, are treated, whatever its type. */
export interface TrafficIntent {
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  readonly ipFamilies?: readonly IpFamily[];
  readonly sessionAffinitySeconds?: number;
  readonly internalTrafficPolicy?: TrafficPolicy;
  readonly trafficDistribution?: 'PreferSameZone' | 'PreferSameNode';
}

export type TrafficPolicy = 'Cluster' | 'Local';

/** What somebody wants of a Service. */
export interface ServiceIntent extends TrafficIntent {
  readonly type: ServiceType;
  /** Without it, every port of the pods under its own number. */
  readonly ports?: readonly PortIntent[];
  readonly exported?: boolean;
  readonly publishNotReadyAddresses?: boolean;
  readonly externalTrafficPolicy?: TrafficPolicy;
  /** Who may connect to the ports of the nodes. */
  readonly clients?: readonly Cidr[];
  readonly loadBalancer?: LoadBalancerIntent;
  /** Of no Service: they belong to its load balancer. Languages without types may state them all the same. */
  readonly sourceRanges?: readonly Cidr[];
}

export type ServiceType = 'ClusterIP' | 'Headless' | 'NodePort' | 'LoadBalancer';
