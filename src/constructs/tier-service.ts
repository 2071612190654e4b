import { LoadBalancer } from './load-balancer';
import { HeadlessServiceOptions, LoadBalancerServiceOptions, NodePortServiceOptions, RoutedServiceOptions } from './tier-service-options';
import { ServiceIntent } from '../services';

/**
 * How others find a tier: the Service in front of it.
 *
 * @example
 * const store = new TieredApp(chart, 'Store', { namespace: shop });
 * store.addTier('edge', {
 *   image: 'registry.example.com/shop/edge:1.0',
 *   ports: [Ports.tcp(8443)],
 *   service: TierService.loadBalancer(LoadBalancer.internal({ sourceRanges: [Cidr.of('10.20.0.0/16')] })),
 * });
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class TierService {
  /** An address inside the cluster. */
  public static clusterIp(options: RoutedServiceOptions = {}): TierService {
    return TierService.of('ClusterIP', options);
  }

  /** A name that stands for the pods themselves. Publishing a port under another number throws a UsageError. */
  public static headless(options: HeadlessServiceOptions = {}): TierService {
    return TierService.of('Headless', options);
  }

  /** A load balancer, and an address inside the cluster. The policy of the tier lets in whom the load balancer takes. */
  public static loadBalancer(loadBalancer: LoadBalancer, options: LoadBalancerServiceOptions = {}): TierService {
    return TierService.of('LoadBalancer', { ...options, loadBalancer: loadBalancer?._intent });
  }

  /** A port of every node, and an address inside the cluster. The policy of the tier lets in the clients that are named. */
  public static nodePort(options: NodePortServiceOptions): TierService {
    return TierService.of('NodePort', options);
  }

  /** No Service: nobody finds the tier by a name. */
  public static none(): TierService {
    return new TierService();
  }

  private static of(type: ServiceIntent['type'], options: object): TierService {
    return new TierService({ ...options, type });
  }

  private constructor(
    /** @internal */
    public readonly _intent?: ServiceIntent,
  ) {}
}
