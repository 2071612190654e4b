import { addresses, ledgerAt, serviceSpec, slicesOf, webWith } from './service-shop';
import { manifest, manifestsOf, publicTo, shopFor } from './shop-chart';
import {
  Analysis, Cidr, ClusterProfile, EndpointState, ExternalEndpoint, ExternalService, LoadBalancer, LoadBalancers, Ports, Route, SecureIngress,
  TeamRole, TierService, TrafficDistribution, Verdict,
} from '../../src';
import { rulesOf } from '../../src/constructs/team-role-rules';
import { proofOf } from '../synth/proof-of';
import { expectUsageError } from '../values/expect-usage-error';

const LEDGER = 'test/Ledger (ExternalService)';

/** What makes a Service easy on EndpointSlices, point by point. */
describe('Services and EndpointSlices', () => {
  test('1: never are Endpoints of v1', () => {
    const shop = shopFor();
    webWith(shop, TierService.headless());
    ledgerAt(shop, ['203.0.113.7']);
    expect(manifestsOf(shop.chart).map(({ kind }) => kind)).not.toContain('Endpoints');
  });
  test('2: without a selector, a Service has an EndpointSlice, unless somebody else is said to write it', () => {
    expectUsageError(() => ledgerAt(shopFor(), []), {
      where: LEDGER,
      what: 'there are no endpoints, so that nothing answers',
      fix: 'list them, or set managedExternally: true if something else writes the EndpointSlices',
    });
    const shop = shopFor();
    const ledger = ledgerAt(shop, [], { managedExternally: true });
    expect(serviceSpec(shop, 'ledger')).not.toHaveProperty('selector');
    expectUsageError(() => ledger.toPeer(), {
      where: LEDGER, what: 'its endpoints are managed externally, so that no policy can name them', fix: 'allow connections to their addresses: Peer.cidr(…)',
    });
    expectUsageError(() => ledgerAt(shopFor(), ['203.0.113.7'], { managedExternally: true }), {
      where: LEDGER, what: 'it is managed externally, but lists endpoints of its own, which would be mixed up with the others', fix: 'leave one of them out',
    });
  });
  test('3: with a selector, a Service has no EndpointSlices of ours', () => {
    const shop = shopFor();
    webWith(shop, TierService.clusterIp());
    expect(slicesOf(manifestsOf(shop.chart))).toEqual([]);
  });
  test('4: each slice says which Service it belongs to, and that controllers of Kubernetes do not look after it', () => {
    const shop = shopFor();
    ledgerAt(shop, ['203.0.113.7', '2001:db8::7']);
    expect(slicesOf(manifestsOf(shop.chart)).map(({ metadata }) => metadata.labels)).toEqual([
      { 'endpointslice.kubernetes.io/managed-by': 'cdk8s-palisade', 'kubernetes.io/service-name': 'ledger' },
      { 'endpointslice.kubernetes.io/managed-by': 'cdk8s-palisade', 'kubernetes.io/service-name': 'ledger' },
    ]);
  });
  test('5 and 6: ports of slices have the names of those of the Service, and their protocols', () => {
    const shop = shopFor();
    ledgerAt(shop, ['203.0.113.7'], { ports: [{ port: Ports.tcp(443), targetPort: 8443, name: 'web', appProtocol: 'https' }, { port: Ports.udp(53) }] });
    const [slice] = slicesOf(manifestsOf(shop.chart));
    expect(slice.ports).toEqual([
      { name: 'web', protocol: 'TCP', appProtocol: 'https', port: 8443 }, { name: 'udp-53', protocol: 'UDP', port: 53 },
    ]);
    expect(serviceSpec(shop, 'ledger').ports).toEqual([
      { name: 'web', protocol: 'TCP', appProtocol: 'https', port: 443, targetPort: 8443 },
      { name: 'udp-53', protocol: 'UDP', port: 53, targetPort: 53 },
    ]);
  });
  test('7: endpoints have one canonical address each, listed once, in their order', () => {
    const shop = shopFor();
    ledgerAt(shop, ['203.0.113.30', '203.0.113.4', '203.0.113.30', '2001:DB8:0:0::7', '2001:db8::7']);
    expect(slicesOf(manifestsOf(shop.chart)).map(({ endpoints }) => endpoints.map(endpoint => endpoint.addresses))).toEqual([
      [['203.0.113.4'], ['203.0.113.30']], [['2001:db8::7']],
    ]);
  });
  test('8: a slice is of one family, and the Service of those of its endpoints', () => {
    const families = (...listed: string[]) => {
      const shop = shopFor();
      ledgerAt(shop, listed);
      const { ipFamilyPolicy, ipFamilies } = serviceSpec(shop, 'ledger');
      return [slicesOf(manifestsOf(shop.chart)).map(({ addressType }) => addressType), ipFamilyPolicy, ipFamilies];
    };
    expect(families('203.0.113.7')).toEqual([['IPv4'], 'SingleStack', ['IPv4']]);
    expect(families('2001:db8::7')).toEqual([['IPv6'], 'SingleStack', ['IPv6']]);
    expect(families('203.0.113.7', '2001:db8::7')).toEqual([['IPv4', 'IPv6'], 'PreferDualStack', undefined]);
  });
  test.each([
    ['127.0.0.1', 'the address "127.0.0.1" is loopback: each node would connect to itself'],
    ['::1', 'the address "::1" is loopback: each node would connect to itself'],
    ['169.254.169.254', 'the address "169.254.169.254" is link-local: it means something on one link only, such as the metadata service of a cloud'],
    ['fe80::1', 'the address "fe80::1" is link-local: it means something on one link only, such as the metadata service of a cloud'],
    ['0.0.0.0', 'the address "0.0.0.0" is unspecified'],
    ['::', 'the address "::" is unspecified'],
    ['224.0.0.1', 'the address "224.0.0.1" is multicast'],
    ['239.1.2.3', 'the address "239.1.2.3" is multicast'],
    ['ff02::1', 'the address "ff02::1" is multicast'],
    ['255.255.255.255', 'the address "255.255.255.255" is reserved'],
    ['100.100.100.200', 'the address "100.100.100.200" is that of the metadata service of the cloud'],
    ['::ffff:203.0.113.7', '"::ffff:203.0.113.7" is no address of an endpoint: IPv4 within IPv6 means different things to different programs'],
    ['::ffff:cb00:7107', '"::ffff:cb00:7107" is no address of an endpoint: IPv4 within IPv6 means different things to different programs'],
    ['203.0.113.07', '"203.0.113.07" is no address of an endpoint: some programs read leading zeros as octal'],
    ['fe80::1%eth0', '"fe80::1%eth0" is no address of an endpoint: a zone means something on one machine only'],
    ['db.example.com', '"db.example.com" is no address of an endpoint'],
    ['203.0.113.0/24', '"203.0.113.0/24" is no address of an endpoint'],
    ['', '"" is no address of an endpoint'],
  ])('9: %s is refused as an endpoint', (address, what) => {
    expectUsageError(() => ledgerAt(shopFor(), [address]), { where: LEDGER, what, fix: expect.stringMatching(/\S/) });
  });
  test('9: a host name is refused with the way to allow it', () => {
    expectUsageError(() => ledgerAt(shopFor(), ['db.example.com']), {
      where: LEDGER,
      what: '"db.example.com" is no address of an endpoint',
      fix: 'allow connections to the name itself: Peer.host("db.example.com"); an EndpointSlice has no names that anybody reads',
    });
  });
  test.each([
    ['serviceCidrs', '10.96.0.5', 'is in the range of Services, where kube-proxy does not look it up again'],
    ['podCidrs', '10.96.0.6', 'is in the range of pods, past whatever their namespace allows'],
    ['nodeCidrs', '10.96.0.7', 'is that of a node'],
    ['apiServerCidrs', '10.96.0.8', 'is that of the API server'],
  ])('10: an address in the %s of the profile is refused as an endpoint', (range, address, reason) => {
    const shop = shopFor(ClusterProfile.vanilla({ [range]: [Cidr.of('10.96.0.0/16')] }));
    expectUsageError(() => ledgerAt(shop, [address]), { where: LEDGER, what: `the address "${address}" ${reason}`, fix: expect.stringMatching(/\S/) });
  });
  test('11: a slice has 100 endpoints at most, or as many as are wanted up to 1000', () => {
    const sizes = (maxEndpointsPerSlice?: number) => {
      const shop = shopFor();
      ledgerAt(shop, addresses(1000), { maxEndpointsPerSlice });
      return slicesOf(manifestsOf(shop.chart)).map(({ endpoints }) => endpoints.length);
    };
    expect(Math.max(...sizes())).toBeLessThanOrEqual(100);
    expect(sizes().reduce((sum, size) => sum + size)).toBe(1000);
    expect(sizes(1000)).toEqual([1000]);
    expectUsageError(() => sizes(1001), {
      where: LEDGER, what: 'an EndpointSlice cannot have 1001 endpoints', fix: 'give a whole number from 1 to 1000; there are as many slices as it takes',
    });
  });
  test('12: an endpoint says whether it takes connections, and one that drains goes on with those it has', () => {
    const shop = shopFor();
    const at = (address: string, state?: EndpointState) => ExternalEndpoint.at(address, { state });
    ledgerAt(shop, [], { endpoints: [at('203.0.113.1'), at('203.0.113.2', EndpointState.DRAINING), at('203.0.113.3', EndpointState.NOT_READY)] });
    expect(slicesOf(manifestsOf(shop.chart))[0].endpoints.map(({ conditions }) => conditions)).toEqual([
      { ready: true, serving: true, terminating: false },
      { ready: false, serving: true, terminating: true },
      { ready: false, serving: false, terminating: false },
    ]);
  });
  test('13: an endpoint may have a zone, a node, a name and hints for at most 8 zones', () => {
    const shop = shopFor();
    const zones = (count: number) => Array.from({ length: count }, (_, index) => `west-${index}`);
    const endpoint = (count: number) => [ExternalEndpoint.at('203.0.113.1', { zone: 'west-1', nodeName: 'node-1', hostname: 'first', forZones: zones(count) })];
    ledgerAt(shop, [], { endpoints: endpoint(8) });
    expect(slicesOf(manifestsOf(shop.chart))[0].endpoints[0]).toMatchObject({
      zone: 'west-1', nodeName: 'node-1', hostname: 'first', hints: { forZones: zones(8).map(name => ({ name })) },
    });
    expectUsageError(() => ledgerAt(shopFor(), [], { endpoints: endpoint(9) }), {
      where: LEDGER, what: 'the endpoint "203.0.113.1" has hints for 9 zones', fix: 'name at most 8',
    });
  });
  test('14: a headless Service leads to the port that it publishes', () => {
    const shop = shopFor();
    webWith(shop, TierService.headless());
    expect(serviceSpec(shop)).toMatchObject({ clusterIP: 'None', ports: [{ port: 8080, targetPort: 8080 }, { port: 9090, targetPort: 9090 }] });
    expectUsageError(() => webWith(shopFor(), TierService.headless({ ports: [{ targetPort: Ports.tcp(8080), port: 80 }] })), {
      where: 'test/Store/web (Tier)',
      what: 'a headless Service cannot turn port 80 into 8080: clients connect to the pods themselves',
      fix: 'publish 8080, or use TierService.clusterIp()',
    });
    expectUsageError(() => ledgerAt(shopFor(), ['203.0.113.7'], { headless: true, ports: [{ port: Ports.tcp(443), targetPort: 8443 }] }), {
      where: LEDGER,
      what: 'a headless Service cannot turn port 443 into 8443: clients connect to the endpoints themselves',
      fix: 'leave targetPort out, or headless',
    });
    const endpoints = [ExternalEndpoint.at('203.0.113.7', { targetPorts: { 'tcp-5432': 6432 } })];
    expectUsageError(() => ledgerAt(shopFor(), [], { headless: true, endpoints }), {
      where: LEDGER, what: 'a headless Service cannot turn port 5432 into 6432: clients connect to the endpoints themselves', fix: 'leave targetPorts out',
    });
  });
  test('15: a slice has no spec, and its family in its name', () => {
    const shop = shopFor();
    ledgerAt(shop, ['203.0.113.7', '2001:db8::7']);
    const slices = slicesOf(manifestsOf(shop.chart));
    expect(slices.map(({ metadata }) => metadata.name)).toEqual(['ledger-ipv4', 'ledger-ipv6']);
    expect(slices.filter(slice => 'spec' in slice)).toEqual([]);
  });
  test('16: whoever may connect to the Service may connect to its endpoints, and nothing else', () => {
    const shop = shopFor();
    const ledger = ledgerAt(shop, ['203.0.113.7', '203.0.113.9', '2001:db8::7'], { ports: [{ port: Ports.tcp(443), targetPort: 8443 }] });
    webWith(shop, TierService.clusterIp()).allowTo(ledger);
    const blocks = ['2001:db8::7/128', '203.0.113.7/32', '203.0.113.9/32'].map(cidr => ({ ipBlock: { cidr } }));
    expect(manifest(shop.chart, 'NetworkPolicy', 'web').spec).toMatchObject({ egress: [{ to: blocks, ports: [{ protocol: 'TCP', port: 8443 }] }] });
    const analysis = Analysis.ofConstruct(shop.chart);
    expect(['203.0.113.7', '203.0.113.8', '203.0.113.9', '2001:db8::7'].map(address => analysis.verdict('shop/web', address, 'tcp/8443')))
      .toEqual([Verdict.ALLOWED, Verdict.DENIED, Verdict.ALLOWED, Verdict.ALLOWED]);
    expect(proofOf(shop.chart)).toEqual({ proven: 2, problems: [] });
  });
  test('17: no role of a team may write Endpoints or EndpointSlices', () => {
    const written = Object.values(TeamRole).flatMap(rulesOf).filter(({ verbs }) => verbs.some(verb => !['get', 'list', 'watch'].includes(verb)));
    expect(written.flatMap(({ resources }) => resources).filter(resource => /^endpoint|\*/.test(resource))).toEqual([]);
  });
  test.each([
    [TrafficDistribution.PREFER_SAME_ZONE, '1.31', 'PreferClose'],
    [TrafficDistribution.PREFER_SAME_ZONE, '1.33', 'PreferClose'],
    [TrafficDistribution.PREFER_SAME_ZONE, '1.34', 'PreferSameZone'],
    [TrafficDistribution.PREFER_SAME_NODE, '1.34', 'PreferSameNode'],
    [TrafficDistribution.PREFER_SAME_NODE, '1.36', 'PreferSameNode'],
  ])('18: %s is written for Kubernetes %s as %s, and never as an annotation', (trafficDistribution, kubernetesVersion, value) => {
    const shop = shopFor(ClusterProfile.vanilla({ kubernetesVersion }));
    webWith(shop, TierService.clusterIp({ trafficDistribution }));
    expect(serviceSpec(shop)).toMatchObject({ trafficDistribution: value });
    expect(manifest(shop.chart, 'Service', 'web').metadata).not.toHaveProperty('annotations');
  });
  test.each([
    [TrafficDistribution.PREFER_SAME_ZONE, '1.30', '1.31'], [TrafficDistribution.PREFER_SAME_NODE, '1.33', '1.34'],
  ])('18: %s is refused for Kubernetes %s', (trafficDistribution, kubernetesVersion, since) => {
    const shop = shopFor(ClusterProfile.vanilla({ kubernetesVersion }));
    expectUsageError(() => webWith(shop, TierService.clusterIp({ trafficDistribution })), {
      where: 'test/Store/web (Tier)',
      what: `Kubernetes ${kubernetesVersion} does not know trafficDistribution ${trafficDistribution}`,
      fix: `leave it out, or state a profile of Kubernetes ${since} or later`,
    });
  });
  test('19: pods that are not ready are published by headless Services alone', () => {
    const shop = shopFor();
    webWith(shop, TierService.headless({ publishNotReadyAddresses: true }));
    expect(serviceSpec(shop)).toMatchObject({ publishNotReadyAddresses: true });
    expectUsageError(() => webWith(shopFor(), TierService.clusterIp({ publishNotReadyAddresses: true } as object)), {
      where: 'test/Store/web (Tier)',
      what: 'publishNotReadyAddresses means nothing with a Service of type ClusterIP: it would send requests to pods that are not ready',
      fix: 'leave it out, or use another type',
    });
  });
  test('20: an ingress cannot lead to a Service without pods, which not every controller could', () => {
    const shop = shopFor();
    const ledger = ledgerAt(shop, ['203.0.113.7']);
    const web = webWith(shop, TierService.clusterIp());
    // @ts-expect-error: only tiers have pods.
    const route = Route.host('shop.example.com').to(ledger);
    expect(() => new SecureIngress(shop.chart, 'Edge', publicTo(web, { routes: [route] }))).toThrow();
  });
  test('21: nothing that finds pods by Endpoints is written', () => {
    const shop = shopFor();
    webWith(shop, TierService.clusterIp()).allowMonitoring(Ports.tcp(9090));
    expect(JSON.stringify(manifestsOf(shop.chart))).not.toMatch(/ServiceMonitor|serviceDiscoveryRole/);
  });
  test('22: roles that read endpoints read EndpointSlices', () => {
    const groups = (role: TeamRole) => rulesOf(role).filter(({ resources }) => resources.includes('endpointslices'));
    for (const role of Object.values(TeamRole)) {
      expect(groups(role)).toEqual([{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['get', 'list', 'watch'] }]);
    }
  });
  test.each<[string, TierService]>([
    ['an address', TierService.clusterIp({ ports: [{ targetPort: Ports.tcp(8080), port: 80 }] })],
    ['no address', TierService.headless()],
    ['ports of nodes', TierService.nodePort({ clients: [Cidr.of('203.0.113.0/24')] })],
    ['a load balancer', TierService.loadBalancer(LoadBalancer.internetFacing({ addressPool: 'public' }))],
  ])('23: every port of a Service with %s leads to one that pods listen on', (_, service) => {
    const shop = shopFor(ClusterProfile.vanilla({ loadBalancers: LoadBalancers.METALLB }));
    webWith(shop, service);
    const { ports } = serviceSpec(shop) as { ports: { targetPort: number }[] };
    expect(ports.every(({ targetPort }) => [8080, 9090].includes(targetPort))).toBe(true);
    expectUsageError(() => shop.store.addTier('api', { image: 'api:1', ports: [Ports.tcp(8081)], service: TierService.clusterIp({ ports: [{ targetPort: Ports.tcp(80) }] }) }), {
      where: 'test/Store/api (Tier)', what: 'the Service leads to the port "tcp 80", which its pods do not listen on', fix: 'lead it to one of tcp 8081',
    });
  });
  test('23: every port of an ExternalService has a port in every slice', () => {
    const shop = shopFor();
    new ExternalService(shop.chart, 'Ledger', {
      namespace: shop.namespace,
      name: 'ledger',
      ports: [{ port: Ports.tcp(443) }, { port: Ports.tcp(80), targetPort: 8080 }],
      endpoints: [ExternalEndpoint.at('203.0.113.7'), ExternalEndpoint.at('203.0.113.8', { targetPorts: { 'tcp-80': 8081 } })],
    });
    expect(slicesOf(manifestsOf(shop.chart)).map(({ metadata, ports }) => [metadata.name, ports.map(({ name, port }) => `${name} ${port}`)])).toEqual([
      ['ledger-ipv4', ['tcp-443 443', 'tcp-80 8080']], ['ledger-ipv4-p443-8081', ['tcp-443 443', 'tcp-80 8081']],
    ]);
  });
});
