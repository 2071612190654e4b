import { LoadBalancerProvider, portsText, sourceRangesField, sourcesText } from '../load-balancer';

const PREFIX = 'loadbalancer.openstack.org/';

/**
 * The load balancers of OpenStack, by Octavia.
 *
 * The sources become the `allowed_cidrs` of each listener where Octavia and what it runs on know them, or else rules of the security
 * group of the nodes if the cloud provider manages it. Otherwise they are ignored, with the event LoadBalancerSourceRangesIgnored.
 *
 * @see https://github.com/kubernetes/cloud-provider-openstack/blob/master/docs/openstack-cloud-controller-manager/expose-applications-using-loadbalancer-type-service.md
 */
export const openstack: LoadBalancerProvider = {
  title: 'A load balancer of OpenStack',
  hidesClients: 'Octavia connects to nodes from addresses of its own',
  limits: [
    { applies: ({ sourceTags }) => sourceTags.length > 0, what: 'it knows no named sets of addresses', fix: 'name the blocks as sourceRanges' },
    {
      applies: ({ addresses }) => addresses.length > 0,
      what: 'it takes an address only in the field loadBalancerIP, which is deprecated',
      fix: 'leave addresses out, and give a floating address a name in DNS',
    },
    { applies: ({ subnets }) => subnets.length > 1, what: 'it is in one subnet', fix: 'name one subnet' },
    { applies: ({ nodePorts }) => !nodePorts, what: 'it connects to ports of the nodes', fix: 'leave nodePorts out' },
  ],
  write: request => ({
    annotations: {
      'service.beta.kubernetes.io/openstack-internal-load-balancer': `${request.audience === 'internal'}`,
      ...request.subnets.length > 0 && { [`${PREFIX}subnet-id`]: request.subnets[0] },
      ...request.certificate !== undefined && { [`${PREFIX}default-tls-container-ref`]: request.certificate },
      ...request.proxyProtocol && { [`${PREFIX}proxy-protocol`]: 'v2' },
    },
    ...sourceRangesField(request),
    allocateLoadBalancerNodePorts: true,
  }),
  firewall: request => `Octavia allows ${sourcesText(request)} on ${portsText(request)}, unless it is too old to`,
};
