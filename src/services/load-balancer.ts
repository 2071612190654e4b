import { ServicePort } from './service-port';
import { Cidr, ClusterFacts, LoadBalancerName } from '../values';

/** What somebody wants of a load balancer. */
export interface LoadBalancerIntent {
  /** Never left to what provides it: what one keeps inside, another publishes. */
  readonly audience: 'internal' | 'internet';
  /** Who may connect; empty for everybody. */
  readonly sourceRanges: readonly Cidr[];
  /** Sets of addresses that the cloud keeps under a name. */
  readonly sourceTags: readonly string[];
  readonly addresses: readonly string[];
  readonly subnets: readonly string[];
  readonly addressPool?: string;
  readonly certificate?: string;
  readonly proxyProtocol: boolean;
  readonly healthCheckCidrs: readonly Cidr[];
  readonly loadBalancerClass?: string;
  readonly nodePorts: boolean;
}

/** What a provider needs to know to write a load balancer. */
export interface LoadBalancerRequest extends LoadBalancerIntent {
  readonly ports: readonly ServicePort[];
  readonly externalTrafficPolicy: 'Cluster' | 'Local';
  readonly facts: ClusterFacts;
}

/** Something that makes load balancers. To add one, add its file, a line to their index, and its name to `loadBalancerNames`. */
export interface LoadBalancerProvider {
  readonly title: string;
  /**
   * Why pods never see the addresses of clients, even where nodes keep them: `undefined` where they do with
   * `externalTrafficPolicy: Local`.
   */
  readonly hidesClients?: string;
  /** What it cannot do, or cannot do together. The first that applies is told. */
  readonly limits: readonly Limit[];
  write(request: LoadBalancerRequest): WrittenLoadBalancer;
  /** The rules that its cloud will have for the load balancer, in words, for whoever reviews the Service. */
  firewall(request: LoadBalancerRequest): string;
}

export type LoadBalancerProviders = Readonly<Record<LoadBalancerName, LoadBalancerProvider>>;

export interface Limit {
  readonly applies: (request: LoadBalancerRequest) => boolean;
  readonly what: string;
  readonly fix: string;
}

/** What the Service of a load balancer says. */
export interface WrittenLoadBalancer {
  readonly annotations: Readonly<Record<string, string>>;
  readonly loadBalancerClass?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  /** False where what it sends goes past the ports of nodes. */
  readonly allocateLoadBalancerNodePorts: boolean;
}

/** The source ranges as texts, sorted as they are in policies. */
export const rangeTexts = ({ sourceRanges }: Pick<LoadBalancerIntent, 'sourceRanges'>): string[] => [...new Set(sourceRanges.map(String))].sort();

/** The field for source ranges, where there are any. */
export const sourceRangesField = (intent: LoadBalancerIntent) => intent.sourceRanges.length > 0 && { loadBalancerSourceRanges: rangeTexts(intent) };

/** Such as `tcp 443, udp 53`. */
export const portsText = ({ ports }: Pick<LoadBalancerRequest, 'ports'>): string =>
  ports.map(({ protocol, port }) => `${protocol.toLowerCase()} ${port}`).join(', ');

/** Who may connect, such as `203.0.113.0/24` or `every address`. */
export const sourcesText = (intent: LoadBalancerIntent): string => [...rangeTexts(intent), ...intent.sourceTags].join(', ') || 'every address';
