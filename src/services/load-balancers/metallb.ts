import { Limit, LoadBalancerProvider, LoadBalancerRequest, portsText, sourceRangesField, sourcesText } from '../load-balancer';

const lacks = (what: string, fix: string, applies: (request: LoadBalancerRequest) => boolean): Limit => ({ applies, what, fix });

/**
 * The load balancers of MetalLB: addresses that nodes announce.
 *
 * There is no firewall. kube-proxy holds the address itself to the sources, but not the ports of the nodes.
 *
 * @see https://metallb.universe.tf/usage/
 */
export const metallb: LoadBalancerProvider = {
  title: 'A load balancer of MetalLB',
  limits: [
    lacks('its pool of addresses decides whether it is inside', 'name one as addressPool', ({ addressPool, addresses }) => addressPool === undefined && addresses.length === 0),
    lacks('it passes packets on, and cannot end TLS', 'end it in the pods, or use a SecureIngress', ({ certificate }) => certificate !== undefined),
    lacks('it passes packets on, and does not speak the proxy protocol', 'leave proxyProtocol out', ({ proxyProtocol }) => proxyProtocol),
    lacks('it knows no named sets of addresses', 'name the blocks as sourceRanges', ({ sourceTags }) => sourceTags.length > 0),
    lacks('it knows pools of addresses, but no subnets', 'name the pool as addressPool', ({ subnets }) => subnets.length > 0),
  ],
  write: request => ({
    annotations: {
      ...request.addressPool !== undefined && { 'metallb.io/address-pool': request.addressPool },
      ...request.addresses.length > 0 && { 'metallb.io/loadBalancerIPs': request.addresses.join(',') },
    },
    ...sourceRangesField(request),
    allocateLoadBalancerNodePorts: request.nodePorts,
  }),
  firewall: request => `no firewall; kube-proxy lets ${sourcesText(request)} in on ${portsText(request)}`,
};
