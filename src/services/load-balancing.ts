import { LoadBalancerIntent, LoadBalancerProvider, LoadBalancerRequest, WrittenLoadBalancer } from './load-balancer';
import { loadBalancerProviders } from './load-balancers';
import { ServiceIntent, TrafficPolicy } from './service-intent';
import { ServicePort } from './service-port';
import { UsageError } from '../errors';
import { ClusterFacts, LoadBalancerName } from '../values';

/** A load balancer, with who makes it. */
export interface Balanced {
  readonly request: LoadBalancerRequest;
  readonly provider: LoadBalancerProvider;
}

/** Who makes load balancers where the profile does not say. */
const USUAL: Partial<Readonly<Record<ClusterFacts['cloud'], LoadBalancerName>>> = { aws: 'aws', azure: 'azure', gcp: 'gcp', openstack: 'openstack' };

/** Checks a load balancer, and finds out who makes it. */
export function balanced(where: string, intent: ServiceIntent, ports: readonly ServicePort[], facts: ClusterFacts): Balanced {
  const loadBalancer = checkedIntent(where, intent.loadBalancer);
  const provider = providerOf(where, facts);
  const externalTrafficPolicy = intent.externalTrafficPolicy ?? usualPolicy(provider);
  const request = { ...loadBalancer, ports, facts, externalTrafficPolicy };
  const limit = [...LIMITS, ...provider.limits].find(({ applies }) => applies(request));
  if (limit === undefined) return { request, provider };
  throw new UsageError(where, `${provider.title}: ${limit.what}`, limit.fix);
}

/** What the Service says of its load balancer, and the rules that follow from it. */
export function written({ provider, request }: Balanced): WrittenLoadBalancer {
  const said = provider.write(request);
  const annotations = { ...said.annotations, 'cdk8s-palisade/firewall': `${provider.firewall(request)}${besides(request)}` };
  return { ...said, annotations, ...request.loadBalancerClass !== undefined && { loadBalancerClass: request.loadBalancerClass } };
}

/** Sources hold nobody who connects to a node, and pods cannot tell those from the load balancer. */
const besides = ({ externalTrafficPolicy, nodePorts }: LoadBalancerRequest): string =>
  externalTrafficPolicy === 'Cluster' && nodePorts ? '; ports of nodes let everybody in who reaches them' : '';

/** Only so do pods see the addresses of clients, which their policies can then name. */
const usualPolicy = ({ hidesClients }: LoadBalancerProvider): TrafficPolicy => hidesClients === undefined ? 'Local' : 'Cluster';

function providerOf(where: string, { loadBalancers, cloud }: ClusterFacts): LoadBalancerProvider {
  const name = loadBalancers ?? USUAL[cloud];
  if (name !== undefined) return loadBalancerProviders[name];
  throw new UsageError(where, 'nothing is known of what makes load balancers in this cluster, and each has other words for "internal"',
    'state it in the profile: loadBalancers: LoadBalancers.METALLB');
}

function checkedIntent(where: string, intent: LoadBalancerIntent | undefined): LoadBalancerIntent {
  if (intent === undefined) {
    throw new UsageError(where, 'the load balancer has no audience: some are public unless told otherwise, and others are not',
      'say LoadBalancer.internal({ sourceRanges: […] }) or LoadBalancer.internetFacing()');
  }
  if (intent.audience === 'internal' && intent.sourceRanges.length === 0) {
    throw new UsageError(where, 'nobody may connect to the internal load balancer: no manifest tells which network it is in',
      "name the blocks of clients: LoadBalancer.internal({ sourceRanges: [Cidr.of('10.20.0.0/16')] })");
  }
  const everything = intent.sourceRanges.find(range => `${range}`.endsWith('/0'));
  if (everything === undefined) return intent;
  throw new UsageError(where, `the source range "${everything}" is every address`,
    'use LoadBalancer.internetFacing() without sourceRanges for everybody, or name the blocks of clients');
}

/** What contradicts itself, whoever makes the load balancer. */
const LIMITS: LoadBalancerProvider['limits'] = [{
  applies: ({ loadBalancerClass }) => loadBalancerClass !== undefined && !/^([a-z0-9.-]+\/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(loadBalancerClass),
  what: 'its class is no name of one',
  fix: 'use a name such as "service.k8s.aws/nlb"',
}];
