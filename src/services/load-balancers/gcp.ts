import { LoadBalancerProvider, portsText, sourceRangesField, sourcesText } from '../load-balancer';

/**
 * The passthrough load balancers of GKE.
 *
 * It makes a firewall rule of the VPC that allows the sources to connect to the address of the load balancer, on the ports of the
 * Service, and another for its health checks, which nodes answer. Without sources, the rule is for every address.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
 */
export const gcp: LoadBalancerProvider = {
  title: 'A load balancer of GKE',
  limits: [
    { applies: ({ certificate }) => certificate !== undefined, what: 'it passes packets on, and cannot end TLS', fix: 'end it in the pods, or use a SecureIngress' },
    {
      applies: ({ proxyProtocol }) => proxyProtocol,
      what: 'it passes packets on, and does not speak the proxy protocol',
      fix: 'leave proxyProtocol out; pods see the addresses of clients with externalTrafficPolicy Local',
    },
    { applies: ({ sourceTags }) => sourceTags.length > 0, what: 'it knows no named sets of addresses', fix: 'name the blocks as sourceRanges' },
    {
      applies: ({ audience, subnets }) => subnets.length > (audience === 'internal' ? 1 : 0),
      what: 'an internal one is in one subnet, and one that faces the internet in none',
      fix: 'name one subnet, and only with LoadBalancer.internal(…)',
    },
    {
      applies: ({ nodePorts }) => !nodePorts,
      what: 'whether it does without ports of the nodes hangs on how the cluster was made',
      fix: 'leave nodePorts out',
    },
  ],
  write: request => ({
    annotations: {
      ...request.audience === 'internal' ? { 'networking.gke.io/load-balancer-type': 'Internal' } : { 'cloud.google.com/l4-rbs': 'enabled' },
      ...request.subnets.length > 0 && { 'networking.gke.io/internal-load-balancer-subnet': request.subnets[0] },
      ...request.addresses.length > 0 && { 'networking.gke.io/load-balancer-ip-addresses': request.addresses.join(',') },
    },
    ...sourceRangesField(request),
    allocateLoadBalancerNodePorts: true,
  }),
  firewall: request => `a firewall rule of the VPC allows ${sourcesText(request)} on ${portsText(request)}`,
};
