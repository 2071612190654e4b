import { LoadBalancerProvider, LoadBalancerRequest, portsText, rangeTexts, sourceRangesField, sourcesText } from '../load-balancer';

const PREFIX = 'service.beta.kubernetes.io/azure-';

/** Since when the provider reads ranges from an annotation, which alone goes together with tags. */
const ALLOWED_IP_RANGES = 29;

/**
 * The load balancers of AKS.
 *
 * Its network security group gets one rule of each family that allows the sources to connect to the frontend, on the ports of the Service
 * (priorities from 500 on); for the internet without sources, they are the service tag `Internet`. An internal one is also open to the
 * virtual network by the platform's own rule 65000 (AllowVnetInBound), unless an annotation asks for a rule that denies everybody else.
 * A network security group of your own on the subnet is not touched, and has to allow the same.
 *
 * @see https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
 */
export const azure: LoadBalancerProvider = {
  title: 'A load balancer of AKS',
  limits: [
    {
      applies: ({ certificate }) => certificate !== undefined,
      what: 'it cannot end TLS',
      fix: 'end it in the pods, or use a SecureIngress',
    },
    {
      applies: ({ proxyProtocol }) => proxyProtocol,
      what: 'it does not speak the proxy protocol: Private Link alone does',
      fix: 'leave proxyProtocol out; pods see the addresses of clients with externalTrafficPolicy Local',
    },
    {
      applies: ({ audience, ports }) => audience === 'internet' && ports.some(({ protocol }) => protocol === 'SCTP'),
      what: 'it takes SCTP only from inside',
      fix: 'use LoadBalancer.internal(…)',
    },
    {
      applies: ({ audience, sourceTags }) => audience === 'internal' && sourceTags.length > 0,
      what: 'service tags stand for addresses of the internet, which an internal load balancer does not take',
      fix: 'leave sourceTags out, or use LoadBalancer.internetFacing(…)',
    },
    {
      applies: ({ facts, audience, sourceTags, sourceRanges }) => facts.kubernetesMinor < ALLOWED_IP_RANGES
        && sourceRanges.length > 0 && (sourceTags.length > 0 || audience === 'internal'),
      what: 'before Kubernetes 1.29, its ranges cannot stand beside service tags, nor close an internal one',
      fix: 'state a profile of Kubernetes 1.29 or later',
    },
    {
      applies: ({ audience, subnets }) => subnets.length > (audience === 'internal' ? 1 : 0),
      what: 'an internal one is in one subnet, and one that faces the internet in none',
      fix: 'name one subnet, and only with LoadBalancer.internal(…)',
    },
    {
      applies: ({ nodePorts, externalTrafficPolicy }) => !nodePorts && externalTrafficPolicy !== 'Local',
      what: 'without ports of the nodes it works with externalTrafficPolicy Local alone',
      fix: 'leave nodePorts out, or externalTrafficPolicy',
    },
    {
      applies: ({ addresses }) => addresses.length > 2 || addresses.filter(isIpv6).length > 1 || addresses.filter(text => !isIpv6(text)).length > 1,
      what: 'it has one address of each family',
      fix: 'name at most one IPv4 and one IPv6 address',
    },
  ],
  write: request => ({
    annotations: { ...annotationsOf(request), ...probesOf(request) },
    ...!usesAnnotation(request) && sourceRangesField(request),
    allocateLoadBalancerNodePorts: request.nodePorts,
  }),
  firewall: request => `the network security group allows ${request.sourceRanges.length + request.sourceTags.length === 0 ? 'the tag Internet' : sourcesText(request)} `
    + `on ${portsText(request)}${request.audience === 'internal' ? ', and denies the rest of the virtual network' : ''}`,
};

function annotationsOf(request: LoadBalancerRequest): Record<string, string> {
  const { audience, sourceTags, subnets, addresses } = request;
  return {
    [`${PREFIX}load-balancer-internal`]: `${audience === 'internal'}`,
    ...usesAnnotation(request) && { [`${PREFIX}allowed-ip-ranges`]: rangeTexts(request).join(',') },
    ...sourceTags.length > 0 && { [`${PREFIX}allowed-service-tags`]: [...sourceTags].sort().join(',') },
    ...audience === 'internal' && { [`${PREFIX}deny-all-except-load-balancer-source-ranges`]: 'true' },
    ...subnets.length > 0 && { [`${PREFIX}load-balancer-internal-subnet`]: subnets[0] },
    ...Object.fromEntries(addresses.map(text => [`${PREFIX}load-balancer-${isIpv6(text) ? 'ipv6' : 'ipv4'}`, text])),
  };
}

/** The field would make kube-proxy drop what tags allow, and leave an internal one open to its network. */
const usesAnnotation = ({ audience, sourceTags, sourceRanges }: LoadBalancerRequest): boolean =>
  sourceRanges.length > 0 && (audience === 'internal' || sourceTags.length > 0);

/** It would take `http` for a wish to be asked for `/`, which not every program answers. */
const probesOf = ({ ports, externalTrafficPolicy }: LoadBalancerRequest): Record<string, string> =>
  Object.fromEntries(ports.filter(({ appProtocol = '' }) => externalTrafficPolicy === 'Cluster' && /^https?$/.test(appProtocol))
    .map(({ port }) => [`service.beta.kubernetes.io/port_${port}_health-probe_protocol`, 'tcp']));

const isIpv6 = (text: string): boolean => text.includes(':');
