import { LoadBalancerProvider, LoadBalancerRequest, portsText, sourceRangesField, sourcesText } from '../load-balancer';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';

/** Its own default still takes TLS 1.0. */
const TLS_POLICY = 'ELBSecurityPolicy-TLS13-1-2-2021-06';

/**
 * The Network Load Balancers of AWS, by the AWS Load Balancer Controller or by EKS Auto Mode.
 *
 * The controller makes a security group for the frontend, with one rule for each source and port of the Service, and opens the ports
 * behind it in the security groups of the nodes. Without sources, the rules are for every address.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 */
export const aws: LoadBalancerProvider = {
  title: 'A Network Load Balancer of AWS',
  limits: [
    {
      applies: ({ addresses, subnets }) => addresses.length > 0 && addresses.length !== subnets.length,
      what: 'it has one address in each subnet',
      fix: 'name as many addresses as subnets',
    },
    {
      applies: ({ certificate, ports }) => certificate !== undefined && ports.some(({ protocol }) => protocol !== 'TCP'),
      what: 'it ends TLS over TCP alone',
      fix: 'publish the other ports by another tier, or leave the certificate out',
    },
    {
      applies: ({ sourceTags }) => sourceTags.some(tag => !/^pl-[0-9a-f]+$/.test(tag)),
      what: 'the named sets of addresses that it knows are managed prefix lists',
      fix: 'name them by their ids, such as "pl-3b927c52"',
    },
    {
      applies: ({ nodePorts, facts }) => !nodePorts && !ROUTES_TO_PODS.includes(facts.cni.name),
      what: 'without ports of the nodes it has to reach pods, which have addresses of the VPC with its own network plugin alone',
      fix: 'leave nodePorts out, or state a profile with Cni.awsVpcCni()',
    },
    {
      applies: ({ nodePorts, healthCheckCidrs }) => !nodePorts && healthCheckCidrs.length === 0,
      what: 'it asks pods whether they are healthy, from subnets that no manifest tells',
      fix: 'state the blocks of its subnets as healthCheckCidrs',
    },
    {
      applies: ({ nodePorts, externalTrafficPolicy }) => !nodePorts && externalTrafficPolicy === 'Cluster',
      what: 'what goes to pods past the nodes knows no externalTrafficPolicy',
      fix: 'leave one of nodePorts and externalTrafficPolicy out',
    },
  ],
  write: request => ({
    annotations: { ...placeOf(request), ...targetsOf(request), ...tlsOf(request) },
    loadBalancerClass: request.loadBalancerClass ?? (request.facts.cni.name === 'eks-auto-mode' ? 'eks.amazonaws.com/nlb' : 'service.k8s.aws/nlb'),
    ...sourceRangesField(request),
    allocateLoadBalancerNodePorts: request.nodePorts,
  }),
  firewall: request => `the security group of the load balancer allows ${sourcesText(request)} on ${portsText(request)}`,
};

const ROUTES_TO_PODS: readonly string[] = ['aws-vpc-cni', 'eks-auto-mode'];

const placeOf = ({ audience, subnets, addresses, sourceTags }: LoadBalancerRequest): Record<string, string> => ({
  [`${PREFIX}scheme`]: audience === 'internal' ? 'internal' : 'internet-facing',
  ...subnets.length > 0 && { [`${PREFIX}subnets`]: subnets.join(',') },
  ...addresses.length > 0 && { [`${PREFIX}${audience === 'internal' ? 'private-ipv4-addresses' : 'eip-allocations'}`]: addresses.join(',') },
  ...sourceTags.length > 0 && { [`${PREFIX}security-group-prefix-lists`]: [...sourceTags].sort().join(',') },
});

/** To pods, it would put its own addresses in place of those of clients, unless told otherwise. */
const targetsOf = ({ nodePorts, proxyProtocol }: LoadBalancerRequest): Record<string, string> => ({
  [`${PREFIX}nlb-target-type`]: nodePorts ? 'instance' : 'ip',
  [`${PREFIX}target-group-attributes`]: 'preserve_client_ip.enabled=true',
  ...proxyProtocol && { [`${PREFIX}proxy-protocol`]: '*' },
});

const tlsOf = ({ certificate, ports }: LoadBalancerRequest): Record<string, string> => certificate === undefined ? {} : {
  [`${PREFIX}ssl-cert`]: certificate,
  [`${PREFIX}ssl-ports`]: ports.map(({ port }) => port).join(','),
  [`${PREFIX}ssl-negotiation-policy`]: TLS_POLICY,
};
