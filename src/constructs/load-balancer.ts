import { LoadBalancerIntent } from '../services';
import { Cidr } from '../values';

/** Options for every `LoadBalancer`. What makes load balancers in the cluster refuses, with a UsageError, those that it does not know. */
export interface LoadBalancerOptions {
  /**
   * Static addresses: by themselves in AKS and MetalLB, by their names in GKE, by allocation ids (internet-facing) or by themselves
   * (internal) in AWS, where there is one for each subnet.
   *
   * @default - any
   */
  readonly addresses?: string[];

  /**
   * Subnets for the load balancer: one by its name in AKS and GKE, one by its id in OpenStack, ids in AWS.
   *
   * @default - as the cloud chooses
   */
  readonly subnets?: string[];

  /**
   * Pool that MetalLB takes the address from.
   *
   * @default - none; MetalLB needs it, or an address
   */
  readonly addressPool?: string;

  /**
   * The certificate with which it ends TLS: an ARN in AWS, a reference to a container in OpenStack.
   *
   * @default - TLS ends in the pods
   */
  readonly certificate?: string;

  /**
   * Whether it tells pods about clients by the proxy protocol, version 2. The pods have to understand it.
   *
   * @default false
   */
  readonly proxyProtocol?: boolean;

  /**
   * Whether it goes by ports of the nodes, which are open beside it.
   *
   * @default true
   */
  readonly nodePorts?: boolean;

  /**
   * Blocks from which it asks pods whether they are healthy, where it asks pods rather than nodes: in AWS without ports of the nodes.
   *
   * @default - none
   */
  readonly healthCheckCidrs?: Cidr[];

  /**
   * Its class, where something else than usual is to make it.
   *
   * @default - that of AWS, and none elsewhere
   */
  readonly loadBalancerClass?: string;
}

/** Options for `LoadBalancer.internal`. */
export interface InternalLoadBalancerOptions extends LoadBalancerOptions {
  /** Who may connect: blocks of the private network. */
  readonly sourceRanges: Cidr[];
}

/** Options for `LoadBalancer.internetFacing`. */
export interface InternetFacingLoadBalancerOptions extends LoadBalancerOptions {
  /**
   * Who may connect.
   *
   * @default - everybody
   */
  readonly sourceRanges?: Cidr[];

  /**
   * Named sets of addresses that may connect: service tags of Azure, such as `AzureFrontDoor.Backend`, or prefix lists of AWS, such as
   * `pl-3b927c52`. Only the cloud knows what they stand for, so that it alone holds clients to them.
   *
   * @default - none
   */
  readonly sourceTags?: string[];
}

/**
 * A load balancer in front of a tier. Whether it is internal or faces the internet is always said, as clouds differ in what they take for
 * granted. What its cloud will let in is written into the annotation `cdk8s-palisade/firewall` of the Service.
 *
 * @example LoadBalancer.internal({ sourceRanges: [Cidr.of('10.20.0.0/16')] })
 */
export class LoadBalancer {
  /** One that only the private network reaches. */
  public static internal(options: InternalLoadBalancerOptions): LoadBalancer {
    return new LoadBalancer(intentOf('internal', options));
  }

  /** One that the internet reaches. */
  public static internetFacing(options: InternetFacingLoadBalancerOptions = {}): LoadBalancer {
    return new LoadBalancer(intentOf('internet', options));
  }

  private constructor(
    /** @internal */
    public readonly _intent: LoadBalancerIntent,
  ) {}
}

/** The options, of which lists that are left out are empty. */
const intentOf = (audience: LoadBalancerIntent['audience'], options: Partial<InternetFacingLoadBalancerOptions> | undefined): LoadBalancerIntent => ({
  sourceRanges: [], sourceTags: [], addresses: [], subnets: [], healthCheckCidrs: [], proxyProtocol: false, nodePorts: true, ...options, audience,
});
