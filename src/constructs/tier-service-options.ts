import { IpFamily, IpFamilyPolicy, TrafficDistribution, TrafficPolicy } from './service-traffic';
import { Cidr, Ports } from '../values';

/** How a Service publishes one port of its tier. */
export interface PublishedPort {
  /** The port that the tier listens on. */
  readonly targetPort: Ports;

  /**
   * Number of the port of the Service.
   *
   * @default - the same as that of the tier
   */
  readonly port?: number;

  /**
   * Name of the port, at most 15 characters.
   *
   * @default - such as `tcp-80`
   */
  readonly name?: string;

  /**
   * What is spoken on it, such as `https`, `kubernetes.io/h2c` or `example.com/own`.
   *
   * @default - not said
   */
  readonly appProtocol?: string;

  /**
   * Its number on every node, where the Service is open there.
   *
   * @default - the cluster chooses one
   */
  readonly nodePort?: number;
}

/** Options for every kind of `TierService`. */
export interface TierServiceOptions {
  /**
   * The ports of the Service.
   *
   * @default - every port of the tier, under its own number
   */
  readonly ports?: PublishedPort[];

  /**
   * How many families of addresses it gets.
   *
   * @default - one
   */
  readonly ipFamilyPolicy?: IpFamilyPolicy;

  /**
   * Which families of addresses, the preferred one first.
   *
   * @default - as the cluster prefers
   */
  readonly ipFamilies?: IpFamily[];

  /**
   * Whether the other clusters of a set can use it, by a ServiceExport. Something has to implement multi-cluster Services.
   *
   * @default false
   */
  readonly exported?: boolean;
}

/** Options for a `TierService` that has an address. */
export interface RoutedServiceOptions extends TierServiceOptions {
  /**
   * For how many seconds a client stays with the same pod, 1 to 86400.
   *
   * @default - each connection may end at another
   */
  readonly sessionAffinitySeconds?: number;

  /**
   * Where connections from inside the cluster may end.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly internalTrafficPolicy?: TrafficPolicy;

  /**
   * Which of the pods are better than others.
   *
   * @default - none
   */
  readonly trafficDistribution?: TrafficDistribution;
}

/** Options for `TierService.headless`. */
export interface HeadlessServiceOptions extends TierServiceOptions {
  /**
   * Whether DNS answers with pods that are not ready, as those of a cluster have to find that before they can be.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}

/** Options for `TierService.nodePort`. */
export interface NodePortServiceOptions extends RoutedServiceOptions {
  /** Who may connect. Nodes let everybody in; it is the policy of the tier that holds them to these blocks. */
  readonly clients: Cidr[];

  /**
   * Where connections from outside may end. `CLUSTER` throws a UsageError, as it hides the addresses of clients from policies.
   *
   * @default TrafficPolicy.LOCAL
   */
  readonly externalTrafficPolicy?: TrafficPolicy;
}

/** Options for `TierService.loadBalancer`. */
export interface LoadBalancerServiceOptions extends RoutedServiceOptions {
  /**
   * Where connections from outside may end. With `CLUSTER`, pods see nodes in place of clients, and the profile has to state `nodeCidrs`;
   * then whoever reaches a node is let in by its port, whatever the load balancer is held to.
   *
   * @default - `LOCAL`, unless what makes the load balancer hides clients anyway
   */
  readonly externalTrafficPolicy?: TrafficPolicy;
}
