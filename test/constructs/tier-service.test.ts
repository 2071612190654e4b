import { ApiObject, Chart } from 'cdk8s';
import { ledgerAt, serviceSpec, webWith } from './service-shop';
import { manifest, manifestsOf, publicTo, shopFor } from './shop-chart';
import {
  Cidr, ClusterProfile, Cni, IpFamily, IpFamilyPolicy, LoadBalancers, Ports, Protocol, SecureIngress, TierService, TrafficDistribution, TrafficPolicy,
} from '../../src';
import { Network } from '../../src/analysis';
import { Backends } from '../../src/analysis/backends';
import { readCluster } from '../../src/model';
import { presets } from '../../src/profiles';
import { manifestOf } from '../../src/synth/manifest-of';
import { proofOf } from '../synth/proof-of';
import { expectUsageError } from '../values/expect-usage-error';

const TIER = 'test/Store/web (Tier)';
const specOf = (service: TierService, profile?: ClusterProfile) => {
  const shop = shopFor(profile);
  webWith(shop, service);
  return serviceSpec(shop);
};
const refused = (service: () => TierService, profile?: ClusterProfile) => () => webWith(shopFor(profile), service());

describe('a Service of a tier', () => {
  test('publishes every port under its own number, unless told otherwise', () => {
    expect(specOf(TierService.clusterIp())).toEqual({
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': 'web' },
      ports: [
        { name: 'tcp-8080', protocol: 'TCP', port: 8080, targetPort: 8080 }, { name: 'tcp-9090', protocol: 'TCP', port: 9090, targetPort: 9090 },
      ],
    });
  });
  test('publishes the ports it is told, by name and by what is spoken on them', () => {
    const ports = [{ targetPort: Ports.tcp(8080), port: 80, name: 'http', appProtocol: 'kubernetes.io/h2c' }];
    expect(specOf(TierService.clusterIp({ ports })).ports).toEqual([
      { name: 'http', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c', port: 80, targetPort: 8080 },
    ]);
  });
  test('has the families of addresses that it is told', () => {
    expect(specOf(TierService.clusterIp({ ipFamilyPolicy: IpFamilyPolicy.REQUIRE_DUAL_STACK, ipFamilies: [IpFamily.IPV6, IpFamily.IPV4] })))
      .toMatchObject({ ipFamilyPolicy: 'RequireDualStack', ipFamilies: ['IPv6', 'IPv4'] });
  });
  test('keeps clients with one pod, and connections on one node, where it is told to', () => {
    expect(specOf(TierService.clusterIp({ sessionAffinitySeconds: 600, internalTrafficPolicy: TrafficPolicy.LOCAL }))).toMatchObject({
      sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } }, internalTrafficPolicy: 'Local',
    });
  });
  test('is not there when nobody wants it', () => {
    const shop = shopFor();
    webWith(shop, TierService.none());
    expect(manifestsOf(shop.chart).filter(({ kind }) => kind === 'Service')).toEqual([]);
  });
  test('is exported to the other clusters of a set under the same name', () => {
    const shop = shopFor();
    webWith(shop, TierService.headless({ exported: true }));
    expect(manifest(shop.chart, 'ServiceExport', 'web')).toEqual({
      apiVersion: 'multicluster.x-k8s.io/v1alpha1', kind: 'ServiceExport', metadata: { name: 'web', namespace: 'shop' },
    });
  });
  test('lets an ingress in by the number of its own port', () => {
    const shop = shopFor();
    const web = webWith(shop, TierService.clusterIp({ ports: [{ targetPort: Ports.tcp(8080), port: 80 }] }));
    new SecureIngress(shop.chart, 'Edge', publicTo(web, { routes: publicTo(web).routes.map(route => route.to(web, { port: Ports.tcp(8080) })) }));
    expect(JSON.stringify(manifestsOf(shop.chart).find(({ kind }) => kind === 'IngressRoute'))).toContain('"services":[{"name":"web","port":80');
  });
  test.each<[string, TierService]>([
    ['an address', TierService.clusterIp({ ports: [{ targetPort: Ports.tcp(8080), port: 80 }] })],
    ['no address', TierService.headless()],
    ['ports of nodes', TierService.nodePort({ clients: [Cidr.of('203.0.113.0/24')] })],
  ])('with %s leads to pods, as the analyzer sees it', (_, service) => {
    const shop = shopFor();
    webWith(shop, service);
    const targets = targetsIn(shop.chart);
    expect(targets).toEqual(targets.map(() => ['pods']));
    expect(targets.length).toBeGreaterThan(0);
  });
  test('for backends outside leads to their addresses, as the analyzer sees it', () => {
    const shop = shopFor();
    ledgerAt(shop, ['203.0.113.7', '2001:db8::7'], { ports: [{ port: Ports.tcp(443), targetPort: 8443 }, { port: Ports.udp(53) }] });
    expect(targetsIn(shop.chart)).toEqual([['address', 'address'], ['address', 'address']]);
  });
});

/** What is behind each port of each Service of a chart: pods or addresses. */
function targetsIn(chart: Chart): string[][] {
  const { cluster } = readCluster(chart.node.findAll().filter(ApiObject.isApiObject).map(manifestOf));
  const backends = new Backends(cluster, new Network(cluster, { facts: presets.vanilla, controllers: [] }).universe.ports);
  return cluster.services.flatMap(each => each.ports.map(port => backends.targetsOf(each, port).map(({ kind }) => kind)));
}

describe('ports of nodes', () => {
  test('are open to the clients that are named, whose addresses pods then see', () => {
    const shop = shopFor();
    webWith(shop, TierService.nodePort({ clients: [Cidr.of('203.0.113.0/24')], ports: [{ targetPort: Ports.tcp(8080), nodePort: 30080 }] }));
    expect(serviceSpec(shop)).toMatchObject({ type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ port: 8080, nodePort: 30080 }] });
    expect(manifest(shop.chart, 'NetworkPolicy', 'web').spec).toMatchObject({
      ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ protocol: 'TCP', port: 8080 }] }],
    });
    expect(proofOf(shop.chart).problems).toEqual([]);
  });
  test('are not open to pods of a block that has other clients too', () => {
    const shop = shopFor(ClusterProfile.vanilla({ podCidrs: [Cidr.of('10.244.0.0/16')] }));
    webWith(shop, TierService.nodePort({ clients: [Cidr.of('10.0.0.0/8')] }));
    expect(manifest(shop.chart, 'NetworkPolicy', 'web').spec).toMatchObject({
      ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.244.0.0/16'] } }] }],
    });
  });
  test('cannot tell clients apart where nodes put their addresses in the place of theirs', () => {
    expectUsageError(refused(() => TierService.nodePort({ clients: [Cidr.of('203.0.113.0/24')], externalTrafficPolicy: TrafficPolicy.CLUSTER })), {
      where: TIER,
      what: 'with externalTrafficPolicy Cluster, pods see the addresses of nodes in place of those of clients, so that no policy can tell clients '
        + 'apart, and nodes let everybody in',
      fix: 'leave externalTrafficPolicy out: LOCAL keeps the addresses of clients',
    });
  });
  test.each<[string, Cidr[], string]>([
    ['nobody', [], 'nobody may connect to the ports of the nodes'], ['everybody', [Cidr.of('0.0.0.0/0')], '"0.0.0.0/0" is every address'],
  ])('are not open to %s', (_, clients, what) => {
    expectUsageError(refused(() => TierService.nodePort({ clients })), { where: TIER, what, fix: expect.stringContaining('name the blocks of clients') });
  });
});

describe('a Service of a tier is refused', () => {
  const ports = (...published: { port?: number; name?: string; appProtocol?: string; nodePort?: number }[]) =>
    () => TierService.clusterIp({ ports: published.map(port => ({ targetPort: Ports.tcp(8080), ...port })) });

  test.each<[string, () => TierService, string]>([
    ['a name of 16 characters', ports({ name: 'a234567890123456' }), '"a234567890123456" is not a valid port name'],
    ['one name for two ports', ports({ port: 80, name: 'http' }, { port: 81, name: 'http' }), 'two ports are called "http"'],
    ['one number for two ports', ports({ port: 80, name: 'a' }, { port: 80, name: 'b' }), 'the port "tcp 80" is published twice'],
    ['a number that is no port', ports({ port: 0 }), 'a port is a whole number from 1 to 65535; got 0'],
    ['a port of nodes on an address inside', ports({ nodePort: 30080 }), 'a Service of type ClusterIP opens no port on nodes, so that nodePort 30080 means nothing'],
    ['an unknown protocol of Kubernetes', ports({ appProtocol: 'kubernetes.io/h3' }), '"kubernetes.io/h3" is no appProtocol'],
    ['a protocol with a space', ports({ appProtocol: 'my protocol' }), '"my protocol" is no appProtocol'],
    ['another protocol than the pods speak', () => TierService.clusterIp({ ports: [{ targetPort: Ports.udp(8080) }] }),
      'the Service leads to the port "udp 8080", which its pods do not listen on'],
    ['a named port', () => TierService.clusterIp({ ports: [{ targetPort: Ports.named('http', Protocol.TCP) }] }),
      'the Service leads to the port "tcp http", which its pods do not listen on'],
    ['no ports', () => TierService.clusterIp({ ports: [] }), 'a Service without ports leads nowhere'],
    ['no families', () => TierService.clusterIp({ ipFamilies: [] }), '[] is no list of families'],
    ['one family twice', () => TierService.clusterIp({ ipFamilies: [IpFamily.IPV4, IpFamily.IPV4] }), '[IPv4, IPv4] is no list of families'],
    ['two families on a single stack', () => TierService.clusterIp({ ipFamilies: [IpFamily.IPV4, IpFamily.IPV6] }), 'a Service of a single stack has no two families'],
    ['to remember clients for no time', () => TierService.clusterIp({ sessionAffinitySeconds: 0 }), 'clients cannot be remembered for 0 seconds'],
    ['to remember clients for longer than a day', () => TierService.clusterIp({ sessionAffinitySeconds: 86401 }), 'clients cannot be remembered for 86401 seconds'],
    ['a preference among pods of one node',
      () => TierService.clusterIp({ internalTrafficPolicy: TrafficPolicy.LOCAL, trafficDistribution: TrafficDistribution.PREFER_SAME_ZONE }),
      'internalTrafficPolicy Local never leaves the node, so that trafficDistribution means nothing'],
    ['routing without an address', () => TierService.headless({ sessionAffinitySeconds: 60 } as object),
      'nothing routes what is sent to a headless Service, so that sessionAffinitySeconds means nothing'],
    ['source ranges on an address inside', () => TierService.clusterIp({ sourceRanges: [Cidr.of('203.0.113.0/24')] } as object),
      'sourceRanges means nothing with a Service of type ClusterIP: only a load balancer holds its clients to them'],
    ['a policy for outside on an address inside', () => TierService.clusterIp({ externalTrafficPolicy: TrafficPolicy.LOCAL } as object),
      'externalTrafficPolicy means nothing with a Service of type ClusterIP: nothing outside connects to it'],
    ['clients outside of an address inside', () => TierService.clusterIp({ clients: [] } as object),
      'clients means nothing with a Service of type ClusterIP: nothing outside connects to the ports of nodes'],
  ])('%s', (_, service, what) => {
    expectUsageError(refused(service), { where: TIER, what, fix: expect.stringMatching(/\S/) });
  });
  test('internalTrafficPolicy where GKE Dataplane V2 would not heed it', () => {
    const profile = ClusterProfile.vanilla({ cni: Cni.gkeDataplaneV2(), loadBalancers: LoadBalancers.GCP });
    expectUsageError(refused(() => TierService.clusterIp({ internalTrafficPolicy: TrafficPolicy.LOCAL }), profile), {
      where: TIER, what: 'GKE Dataplane V2 does not know internalTrafficPolicy', fix: 'leave it out',
    });
  });
  test('a route to a port that it does not publish', () => {
    const shop = shopFor();
    const web = webWith(shop, TierService.clusterIp({ ports: [{ targetPort: Ports.tcp(9090) }] }));
    const routes = publicTo(web).routes.map(route => route.to(web, { port: Ports.tcp(8080) }));
    expectUsageError(() => new SecureIngress(shop.chart, 'Edge', publicTo(web, { routes })), {
      where: TIER, what: 'its Service does not publish the port "tcp 8080"', fix: 'add it to the ports of the `service` of the tier',
    });
  });
});
