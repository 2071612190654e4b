import { ApiObject } from 'cdk8s';
import { serviceSpec, webWith } from './service-shop';
import { manifest, shopFor } from './shop-chart';
import {
  Analysis, Cidr, ClusterProfile, ClusterProfileProps, InternalLoadBalancerOptions, InternetFacingLoadBalancerOptions, LoadBalancer, LoadBalancers,
  LoadBalancerServiceOptions, Ports, TierService, TrafficPolicy,
} from '../../src';
import { entryPoints, Network } from '../../src/analysis';
import { readCluster } from '../../src/model';
import { presets } from '../../src/profiles';
import { manifestOf } from '../../src/synth/manifest-of';
import { proofOf } from '../synth/proof-of';
import { expectUsageError } from '../values/expect-usage-error';

const TIER = 'test/Store/web (Tier)';
const OFFICE = Cidr.of('203.0.113.0/24');
const NETWORK = Cidr.of('10.20.0.0/16');
const NODES = { nodeCidrs: [Cidr.of('10.1.0.0/16')] };
const AZURE = 'service.beta.kubernetes.io/azure-';
const AWS = 'service.beta.kubernetes.io/aws-load-balancer-';

const open = (options: InternetFacingLoadBalancerOptions = {}) => LoadBalancer.internetFacing(options);
const closed = (options: Partial<InternalLoadBalancerOptions> = {}) => LoadBalancer.internal({ sourceRanges: [NETWORK], ...options });

function synthesized(profile: ClusterProfile, balancer: LoadBalancer, options: LoadBalancerServiceOptions = {}) {
  const shop = shopFor(profile);
  webWith(shop, TierService.loadBalancer(balancer, { ports: [{ targetPort: Ports.tcp(8080), port: 443, name: 'https' }], ...options }));
  const { annotations } = manifest(shop.chart, 'Service', 'web').metadata;
  return { shop, annotations, spec: serviceSpec(shop), policy: manifest(shop.chart, 'NetworkPolicy', 'web').spec };
}

const annotationsOf = (profile: ClusterProfile, balancer: LoadBalancer, options?: LoadBalancerServiceOptions) => {
  const { 'cdk8s-palisade/firewall': _, ...annotations } = synthesized(profile, balancer, options).annotations!;
  return annotations;
};

const metallb = (more: ClusterProfileProps = {}) => ClusterProfile.vanilla({ loadBalancers: LoadBalancers.METALLB, ...more });
const openstack = (more: ClusterProfileProps = {}) => ClusterProfile.vanilla({ loadBalancers: LoadBalancers.OPENSTACK, ...NODES, ...more });

describe('a load balancer', () => {
  test.each<[string, ClusterProfile, Record<string, string>, Record<string, string>]>([
    ['AKS', ClusterProfile.aks(), { [`${AZURE}load-balancer-internal`]: 'true' }, { [`${AZURE}load-balancer-internal`]: 'false' }],
    ['EKS', ClusterProfile.eks(), { [`${AWS}scheme`]: 'internal' }, { [`${AWS}scheme`]: 'internet-facing' }],
    ['GKE', ClusterProfile.gke(), { 'networking.gke.io/load-balancer-type': 'Internal' }, { 'cloud.google.com/l4-rbs': 'enabled' }],
    ['OpenStack', openstack(), { 'service.beta.kubernetes.io/openstack-internal-load-balancer': 'true' },
      { 'service.beta.kubernetes.io/openstack-internal-load-balancer': 'false' }],
    ['MetalLB', metallb(), { 'metallb.io/address-pool': 'pool' }, { 'metallb.io/address-pool': 'pool' }],
  ])('says whether it is internal in the words of %s, and never leaves it out', (_, profile, internal, facing) => {
    expect(annotationsOf(profile, closed({ addressPool: 'pool' }))).toMatchObject(internal);
    expect(annotationsOf(profile, open({ addressPool: 'pool' }))).toMatchObject(facing);
  });
  test('lets pods see whom it takes, and their policy names them', () => {
    const { shop, spec, policy } = synthesized(ClusterProfile.gke(), open({ sourceRanges: [OFFICE] }));
    expect(spec).toMatchObject({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', loadBalancerSourceRanges: ['203.0.113.0/24'] });
    expect(policy).toMatchObject({ ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ protocol: 'TCP', port: 8080 }] }] });
    expect(proofOf(shop.chart).problems).toEqual([]);
    expect(Analysis.ofConstruct(shop.chart).verdict('203.0.113.9', 'shop/web', 'tcp/8080')).toBe('allowed');
    expect(Analysis.ofConstruct(shop.chart).verdict('203.0.114.9', 'shop/web', 'tcp/8080')).toBe('denied');
  });
  test('for everybody lets the internet in, and nothing of the cluster', () => {
    const { policy } = synthesized(ClusterProfile.gke({ nodeCidrs: [Cidr.of('198.51.100.0/24')] }), open());
    const [{ from }] = (policy as { ingress: [{ from: { ipBlock: { cidr: string; except: string[] } }[] }] }).ingress;
    expect(from.map(({ ipBlock }) => ipBlock.cidr)).toEqual(['0.0.0.0/0', '::/0']);
    expect(from[0].ipBlock.except).toEqual(expect.arrayContaining(['10.0.0.0/8', '198.51.100.0/24']));
  });
  test('behind which nodes put their own addresses is let in by those', () => {
    const options = { externalTrafficPolicy: TrafficPolicy.CLUSTER };
    const { shop, policy } = synthesized(ClusterProfile.gke(NODES), open({ sourceRanges: [OFFICE] }), options);
    expect(policy).toMatchObject({ ingress: [{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }] });
    expect(proofOf(shop.chart).problems).toEqual([]);
  });
  test.each([
    ['AKS', ClusterProfile.aks(), 'the network security group allows the tag Internet on tcp 443'],
    ['EKS', ClusterProfile.eks(), 'the security group of the load balancer allows every address on tcp 443'],
    ['GKE', ClusterProfile.gke(), 'a firewall rule of the VPC allows every address on tcp 443'],
    ['OpenStack', openstack(), 'Octavia allows every address on tcp 443, unless it is too old to; ports of nodes let everybody in who reaches them'],
    ['MetalLB', metallb(), 'no firewall; kube-proxy lets every address in on tcp 443'],
  ])('tells whoever reviews it what %s will let in', (_, profile, firewall) => {
    expect(synthesized(profile, open({ addressPool: 'pool' })).annotations).toMatchObject({ 'cdk8s-palisade/firewall': firewall });
  });
  test('is a way in for those alone whom it takes, as the analyzer sees it, and so are the ports of nodes beside it', () => {
    const { shop } = synthesized(ClusterProfile.gke(), open({ sourceRanges: [OFFICE] }));
    const { cluster } = readCluster(shop.chart.node.findAll().filter(ApiObject.isApiObject).map(manifestOf));
    const ways = entryPoints(new Network(cluster, { facts: presets.gke, controllers: [] }));
    const allowed = ways.filter(({ destination, verdict }) => destination === 'shop/web[Deployment]' && verdict === 'allowed');
    expect(allowed.map(({ through, sources }) => [through, sources])).toEqual([['load-balancer', ['203.0.113.0/24']], ['node-port', ['203.0.113.0/24']]]);
  });
  test('has the class that it is told', () => {
    expect(synthesized(ClusterProfile.aks(), closed({ loadBalancerClass: 'example.com/own' })).spec).toMatchObject({ loadBalancerClass: 'example.com/own' });
    expect(synthesized(ClusterProfile.eks(), closed({ loadBalancerClass: 'example.com/own' })).spec).toMatchObject({ loadBalancerClass: 'example.com/own' });
  });
  test('never has addresses that anybody could take, nor the deprecated field for its own', () => {
    const { spec } = synthesized(ClusterProfile.aks(), closed({ addresses: ['10.20.0.9'] }));
    expect(Object.keys(spec)).not.toEqual(expect.arrayContaining(['externalIPs', 'loadBalancerIP']));
  });
});

describe('on AKS, a load balancer', () => {
  test('that is internal denies the rest of its network, in the one way that does', () => {
    const { annotations, spec } = synthesized(ClusterProfile.aks(), closed({ subnets: ['front'], addresses: ['10.20.0.9', 'fd00::9'] }));
    expect(annotations).toEqual({
      [`${AZURE}load-balancer-internal`]: 'true',
      [`${AZURE}allowed-ip-ranges`]: '10.20.0.0/16',
      [`${AZURE}deny-all-except-load-balancer-source-ranges`]: 'true',
      [`${AZURE}load-balancer-internal-subnet`]: 'front',
      [`${AZURE}load-balancer-ipv4`]: '10.20.0.9',
      [`${AZURE}load-balancer-ipv6`]: 'fd00::9',
      'cdk8s-palisade/firewall': 'the network security group allows 10.20.0.0/16 on tcp 443, and denies the rest of the virtual network',
    });
    expect(spec).not.toHaveProperty('loadBalancerSourceRanges');
  });
  test('has ranges in the field, or beside tags in an annotation, but never in both', () => {
    const [alone, tagged] = [{}, { sourceTags: ['AzureFrontDoor.Backend'] }]
      .map(more => synthesized(ClusterProfile.aks(), open({ sourceRanges: [OFFICE], ...more })));
    expect(alone.spec).toMatchObject({ loadBalancerSourceRanges: ['203.0.113.0/24'] });
    expect(alone.annotations).not.toHaveProperty([`${AZURE}allowed-ip-ranges`]);
    expect(tagged.annotations).toMatchObject({ [`${AZURE}allowed-ip-ranges`]: '203.0.113.0/24', [`${AZURE}allowed-service-tags`]: 'AzureFrontDoor.Backend' });
    expect(tagged.spec).not.toHaveProperty('loadBalancerSourceRanges');
  });
  test('is not asked for "/" by its health probe because it speaks HTTP', () => {
    const ports = [{ targetPort: Ports.tcp(8080), port: 80, appProtocol: 'http' }];
    expect(annotationsOf(ClusterProfile.aks(NODES), open(), { ports, externalTrafficPolicy: TrafficPolicy.CLUSTER }))
      .toMatchObject({ 'service.beta.kubernetes.io/port_80_health-probe_protocol': 'tcp' });
  });
});

describe('on EKS, a load balancer', () => {
  test('goes by ports of nodes, and keeps the addresses of clients', () => {
    const { annotations, spec } = synthesized(ClusterProfile.eks(), open({ sourceRanges: [OFFICE] }));
    expect(annotations).toMatchObject({ [`${AWS}nlb-target-type`]: 'instance', [`${AWS}target-group-attributes`]: 'preserve_client_ip.enabled=true' });
    expect(spec).toMatchObject({
      loadBalancerClass: 'service.k8s.aws/nlb', allocateLoadBalancerNodePorts: true, loadBalancerSourceRanges: ['203.0.113.0/24'],
    });
  });
  test('goes straight to pods where it is told to, whose policy lets its health checks in', () => {
    const { annotations, spec, policy } = synthesized(ClusterProfile.eks(), open({
      sourceRanges: [OFFICE], nodePorts: false, healthCheckCidrs: [Cidr.of('10.0.64.0/20')],
    }));
    expect(annotations).toMatchObject({ [`${AWS}nlb-target-type`]: 'ip' });
    expect(spec).toMatchObject({ allocateLoadBalancerNodePorts: false });
    expect(policy).toMatchObject({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.64.0/20' } }, { ipBlock: { cidr: '203.0.113.0/24' } }] }] });
  });
  test('of Auto Mode has its class', () => {
    expect(synthesized(ClusterProfile.eksAutoMode(), open()).spec).toMatchObject({ loadBalancerClass: 'eks.amazonaws.com/nlb' });
  });
  test('ends TLS of today, and takes prefix lists, subnets and addresses', () => {
    expect(annotationsOf(ClusterProfile.eks(), open({
      certificate: 'arn:aws:acm:eu-west-1:111122223333:certificate/1',
      sourceTags: ['pl-3b927c52'],
      subnets: ['subnet-1', 'subnet-2'],
      addresses: ['eipalloc-1', 'eipalloc-2'],
      proxyProtocol: true,
    }))).toMatchObject({
      [`${AWS}ssl-cert`]: 'arn:aws:acm:eu-west-1:111122223333:certificate/1',
      [`${AWS}ssl-ports`]: '443',
      [`${AWS}ssl-negotiation-policy`]: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      [`${AWS}security-group-prefix-lists`]: 'pl-3b927c52',
      [`${AWS}subnets`]: 'subnet-1,subnet-2',
      [`${AWS}eip-allocations`]: 'eipalloc-1,eipalloc-2',
      [`${AWS}proxy-protocol`]: '*',
    });
    expect(annotationsOf(ClusterProfile.eks(), closed({ subnets: ['subnet-1'], addresses: ['10.0.64.9'] })))
      .toMatchObject({ [`${AWS}private-ipv4-addresses`]: '10.0.64.9' });
  });
});

test('on GKE, a load balancer has one subnet and addresses by their names', () => {
  expect(annotationsOf(ClusterProfile.gke(), closed({ subnets: ['front'], addresses: ['front-address'] }))).toEqual({
    'networking.gke.io/load-balancer-type': 'Internal',
    'networking.gke.io/internal-load-balancer-subnet': 'front',
    'networking.gke.io/load-balancer-ip-addresses': 'front-address',
  });
});

test('on OpenStack, a load balancer hides clients behind its own addresses, and is let in by those of nodes', () => {
  const { annotations, spec, policy } = synthesized(openstack(), closed({ subnets: ['s1'], certificate: 'https://keys/1', proxyProtocol: true }));
  expect(annotations).toMatchObject({
    'loadbalancer.openstack.org/subnet-id': 's1',
    'loadbalancer.openstack.org/default-tls-container-ref': 'https://keys/1',
    'loadbalancer.openstack.org/proxy-protocol': 'v2',
  });
  expect(spec).toMatchObject({ externalTrafficPolicy: 'Cluster', loadBalancerSourceRanges: ['10.20.0.0/16'] });
  expect(policy).toMatchObject({ ingress: [{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }] });
});

test('with MetalLB, a load balancer has addresses of its pool', () => {
  expect(annotationsOf(metallb(), closed({ addressPool: 'inside', addresses: ['10.20.0.9', 'fd00::9'] }))).toEqual({
    'metallb.io/address-pool': 'inside', 'metallb.io/loadBalancerIPs': '10.20.0.9,fd00::9',
  });
});

describe('a load balancer is refused', () => {
  const service = (balancer: LoadBalancer, options: LoadBalancerServiceOptions = {}) => () => TierService.loadBalancer(balancer, options);
  const sctp = { ports: [{ targetPort: Ports.sctp(8080) }] };

  test.each<[string, ClusterProfile, () => TierService, string]>([
    ['without an audience', ClusterProfile.aks(), service(undefined as never), 'the load balancer has no audience: some are public unless told otherwise, and others are not'],
    ['inside without clients', ClusterProfile.aks(), service(closed({ sourceRanges: [] })), 'nobody may connect to the internal load balancer: no manifest tells which network it is in'],
    ['inside without options', ClusterProfile.aks(), () => TierService.loadBalancer(LoadBalancer.internal(undefined as never)),
      'nobody may connect to the internal load balancer: no manifest tells which network it is in'],
    ['for every address of a family', ClusterProfile.aks(), service(open({ sourceRanges: [Cidr.of('0.0.0.0/0')] })), 'the source range "0.0.0.0/0" is every address'],
    ['where nobody is known to make it', ClusterProfile.vanilla(), service(open()),
      'nothing is known of what makes load balancers in this cluster, and each has other words for "internal"'],
    ['with a class that is none', ClusterProfile.aks(), service(open({ loadBalancerClass: 'my class' })), 'A load balancer of AKS: its class is no name of one'],
    ['behind unknown nodes', ClusterProfile.aks(), service(open(), { externalTrafficPolicy: TrafficPolicy.CLUSTER }),
      'pods see the addresses of nodes in place of those of clients, and the profile does not know them'],
    ['behind Octavia, as if pods saw clients', openstack(), service(open(), { externalTrafficPolicy: TrafficPolicy.LOCAL }),
      'pods do not see the addresses of clients: Octavia connects to nodes from addresses of its own, which no manifest tells'],
    ['by AKS with a certificate', ClusterProfile.aks(), service(open({ certificate: 'x' })), 'A load balancer of AKS: it cannot end TLS'],
    ['by AKS with the proxy protocol', ClusterProfile.aks(), service(open({ proxyProtocol: true })), 'A load balancer of AKS: it does not speak the proxy protocol: Private Link alone does'],
    ['by AKS with tags inside', ClusterProfile.aks(), service(closed({ sourceTags: ['Internet'] } as object)),
      'A load balancer of AKS: service tags stand for addresses of the internet, which an internal load balancer does not take'],
    ['by an old AKS with tags and ranges', ClusterProfile.aks({ kubernetesVersion: '1.28' }), service(open({ sourceRanges: [OFFICE], sourceTags: ['X'] })),
      'A load balancer of AKS: before Kubernetes 1.29, its ranges cannot stand beside service tags, nor close an internal one'],
    ['by an old AKS inside', ClusterProfile.aks({ kubernetesVersion: '1.28' }), service(closed()),
      'A load balancer of AKS: before Kubernetes 1.29, its ranges cannot stand beside service tags, nor close an internal one'],
    ['by AKS in a subnet of the internet', ClusterProfile.aks(), service(open({ subnets: ['a'] })),
      'A load balancer of AKS: an internal one is in one subnet, and one that faces the internet in none'],
    ['by AKS with two addresses of a family', ClusterProfile.aks(), service(open({ addresses: ['192.0.2.1', '192.0.2.2'] })),
      'A load balancer of AKS: it has one address of each family'],
    ['by AKS without ports of nodes, but by way of them', ClusterProfile.aks(NODES), service(open({ nodePorts: false }), { externalTrafficPolicy: TrafficPolicy.CLUSTER }),
      'A load balancer of AKS: without ports of the nodes it works with externalTrafficPolicy Local alone'],
    ['by AWS with fewer addresses than subnets', ClusterProfile.eks(), service(open({ addresses: ['eipalloc-1'], subnets: ['a', 'b'] })),
      'A Network Load Balancer of AWS: it has one address in each subnet'],
    ['by AWS with tags that are no prefix lists', ClusterProfile.eks(), service(open({ sourceTags: ['Internet'] })),
      'A Network Load Balancer of AWS: the named sets of addresses that it knows are managed prefix lists'],
    ['by AWS straight to pods of another network', ClusterProfile.vanilla({ loadBalancers: LoadBalancers.AWS }), service(open({ nodePorts: false })),
      'A Network Load Balancer of AWS: without ports of the nodes it has to reach pods, which have addresses of the VPC with its own network plugin alone'],
    ['by AWS straight to pods that refuse its health checks', ClusterProfile.eks(), service(open({ nodePorts: false })),
      'A Network Load Balancer of AWS: it asks pods whether they are healthy, from subnets that no manifest tells'],
    ['by AWS straight to pods by way of nodes', ClusterProfile.eks(NODES),
      service(open({ nodePorts: false, healthCheckCidrs: [NETWORK] }), { externalTrafficPolicy: TrafficPolicy.CLUSTER }),
      'A Network Load Balancer of AWS: what goes to pods past the nodes knows no externalTrafficPolicy'],
    ['by GKE with a certificate', ClusterProfile.gke(), service(open({ certificate: 'x' })), 'A load balancer of GKE: it passes packets on, and cannot end TLS'],
    ['by GKE with the proxy protocol', ClusterProfile.gke(), service(open({ proxyProtocol: true })), 'A load balancer of GKE: it passes packets on, and does not speak the proxy protocol'],
    ['by GKE with tags', ClusterProfile.gke(), service(open({ sourceTags: ['x'] })), 'A load balancer of GKE: it knows no named sets of addresses'],
    ['by GKE in two subnets', ClusterProfile.gke(), service(closed({ subnets: ['a', 'b'] })), 'A load balancer of GKE: an internal one is in one subnet, and one that faces the internet in none'],
    ['by GKE without ports of nodes', ClusterProfile.gke(), service(open({ nodePorts: false })), 'A load balancer of GKE: whether it does without ports of the nodes hangs on how the cluster was made'],
    ['by Octavia with tags', openstack(), service(open({ sourceTags: ['x'] })), 'A load balancer of OpenStack: it knows no named sets of addresses'],
    ['by Octavia with an address', openstack(), service(open({ addresses: ['192.0.2.1'] })), 'A load balancer of OpenStack: it takes an address only in the field loadBalancerIP, which is deprecated'],
    ['by Octavia in two subnets', openstack(), service(open({ subnets: ['a', 'b'] })), 'A load balancer of OpenStack: it is in one subnet'],
    ['by Octavia without ports of nodes', openstack(), service(open({ nodePorts: false })), 'A load balancer of OpenStack: it connects to ports of the nodes'],
    ['by MetalLB without a pool', metallb(), service(closed()), 'A load balancer of MetalLB: its pool of addresses decides whether it is inside'],
    ['by MetalLB with a certificate', metallb(), service(open({ addressPool: 'p', certificate: 'x' })), 'A load balancer of MetalLB: it passes packets on, and cannot end TLS'],
    ['by MetalLB with the proxy protocol', metallb(), service(open({ addressPool: 'p', proxyProtocol: true })), 'A load balancer of MetalLB: it passes packets on, and does not speak the proxy protocol'],
    ['by MetalLB with tags', metallb(), service(open({ addressPool: 'p', sourceTags: ['x'] })), 'A load balancer of MetalLB: it knows no named sets of addresses'],
    ['by MetalLB with subnets', metallb(), service(open({ addressPool: 'p', subnets: ['x'] })), 'A load balancer of MetalLB: it knows pools of addresses, but no subnets'],
  ])('%s', (_, profile, made, what) => {
    expectUsageError(() => webWith(shopFor(profile), made()), { where: TIER, what, fix: expect.stringMatching(/\S/) });
  });
  test.each<[string, ClusterProfile, LoadBalancer, string]>([
    ['by AKS for SCTP of the internet', ClusterProfile.aks(), open(), 'A load balancer of AKS: it takes SCTP only from inside'],
    ['by AWS with a certificate for what is not TCP', ClusterProfile.eks(), open({ certificate: 'x' }), 'A Network Load Balancer of AWS: it ends TLS over TCP alone'],
  ])('%s', (_, profile, balancer, what) => {
    const { store } = shopFor(profile);
    expectUsageError(() => store.addTier('web', { image: 'web:1', ports: [Ports.sctp(8080)], service: TierService.loadBalancer(balancer, sctp) }), {
      where: TIER, what, fix: expect.stringMatching(/\S/),
    });
  });
});
