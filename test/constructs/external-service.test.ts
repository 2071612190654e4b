import { Testing } from 'cdk8s';
import { addresses, ledgerAt, serviceSpec, slicesOf, webWith } from './service-shop';
import { addTier, manifest, manifestsOf, shopFor } from './shop-chart';
import { Analysis, Cidr, ClusterProfile, Cni, ExternalEndpoint, ExternalName, ImportedService, Ports, TierService, Verdict } from '../../src';
import { proofOf } from '../synth/proof-of';
import { expectUsageError } from '../values/expect-usage-error';

const LEDGER = 'test/Ledger (ExternalService)';

/** The text of each slice, by its name. */
function slicesFor(listed: readonly string[]): Map<string, string> {
  const shop = shopFor();
  ledgerAt(shop, listed);
  return new Map(slicesOf(manifestsOf(shop.chart)).map(slice => [slice.metadata.name, JSON.stringify(slice)]));
}

describe('an ExternalService', () => {
  test('changes one slice for one address more', () => {
    const [before, after] = [slicesFor(addresses(901)), slicesFor(addresses(902))];
    expect([...after].filter(([name, text]) => before.get(name) !== text)).toHaveLength(1);
    expect([...before.keys()]).toEqual([...after.keys()]);
  });
  test('does not hang on the order of its endpoints', () => {
    expect([...slicesFor(addresses(300).reverse())]).toEqual([...slicesFor(addresses(300))]);
  });
  test('of 10 000 endpoints is made in time', () => {
    const start = process.cpuUsage();
    const shop = shopFor();
    ledgerAt(shop, addresses(10_000));
    const { user } = process.cpuUsage(start);
    expect(user / 1000).toBeLessThan(1000);
    expect(slicesOf(Testing.synth(shop.chart)).flatMap(({ endpoints }) => endpoints)).toHaveLength(10_000);
  });
  test('tells apart endpoints whose ports differ, in slices and in policies', () => {
    const shop = shopFor();
    const ledger = ledgerAt(shop, [], { endpoints: [ExternalEndpoint.at('203.0.113.7'), ExternalEndpoint.at('203.0.113.9', { targetPorts: { 'tcp-5432': 6432 } })] });
    addTier(shop.store, 'api').allowTo(ledger);
    const analysis = Analysis.ofConstruct(shop.chart);
    const verdicts = ['203.0.113.7', '203.0.113.9'].flatMap(address => ['tcp/5432', 'tcp/6432'].map(port => analysis.verdict('shop/api', address, port)));
    expect(verdicts).toEqual([Verdict.ALLOWED, Verdict.DENIED, Verdict.DENIED, Verdict.ALLOWED]);
    expect(proofOf(shop.chart)).toEqual({ proven: 3, problems: [] });
  });
  test('without an address of its own has the ports of its endpoints', () => {
    const shop = shopFor();
    ledgerAt(shop, ['203.0.113.7'], { headless: true });
    expect(serviceSpec(shop, 'ledger')).toMatchObject({ clusterIP: 'None', ports: [{ port: 5432, targetPort: 5432 }] });
  });
  test('has no name that a tier has', () => {
    const shop = shopFor();
    webWith(shop, TierService.clusterIp());
    expectUsageError(() => ledgerAt(shop, ['203.0.113.7'], { name: 'web' }), {
      where: LEDGER, what: 'Service "web" in namespace "shop" exists already, made by test/Store/web', fix: 'give each its own name',
    });
  });
  test.each<[string, Parameters<typeof ledgerAt>[2], string]>([
    ['no ports', { ports: [] }, 'a Service without ports leads nowhere'],
    ['a range of ports', { ports: [{ port: Ports.tcpRange(1, 2) }] }, 'a Service cannot publish "tcp 1-2"'],
    ['a name of 16 characters', { ports: [{ port: Ports.tcp(1), name: 'a234567890123456' }] }, '"a234567890123456" is not a valid port name'],
    ['a port twice', { ports: [{ port: Ports.tcp(1) }, { port: Ports.tcp(1), name: 'again' }] }, 'the port "tcp 1" is published twice'],
    ['a target that is no port', { ports: [{ port: Ports.tcp(1), targetPort: 70000 }] }, 'a port is a whole number from 1 to 65535; got 70000'],
    ['slices of nothing', { maxEndpointsPerSlice: 0 }, 'an EndpointSlice cannot have 0 endpoints'],
    ['a name that no Service can have', { name: '1st' }, '"1st" is not a valid Service'],
    ['one address with two settings', { endpoints: [ExternalEndpoint.at('203.0.113.7', { zone: 'a' }), ExternalEndpoint.at('203.0.113.7', { zone: 'b' })] },
      'the address "203.0.113.7" is listed twice, with different settings'],
    ['a port that the Service does not have', { endpoints: [ExternalEndpoint.at('203.0.113.7', { targetPorts: { web: 80 } })] }, 'the Service has no port called "web"'],
    ['a host name with dots', { endpoints: [ExternalEndpoint.at('203.0.113.7', { hostname: 'a.b' })] }, '"a.b" is not a valid hostname'],
    ['a node that has no name', { endpoints: [ExternalEndpoint.at('203.0.113.7', { nodeName: '' })] }, '"" is not a valid node name'],
    ['a zone that has no name', { endpoints: [ExternalEndpoint.at('203.0.113.7', { zone: '' })] }, 'the endpoint "203.0.113.7" is in a zone without a name'],
  ])('is refused with %s', (_, more, what) => {
    expectUsageError(() => ledgerAt(shopFor(), ['203.0.113.7'], more), { where: LEDGER, what, fix: expect.stringMatching(/\S/) });
  });
});

describe('an ExternalName', () => {
  const named = (externalName: string, profile?: ClusterProfile) => {
    const shop = shopFor(profile);
    return { shop, alias: new ExternalName(shop.chart, 'Payments', { namespace: shop.namespace, name: 'payments', externalName }) };
  };

  test('is a Service without ports and selector, so that no controller makes endpoints of it', () => {
    expect(serviceSpec(named('api.example.com').shop, 'payments')).toEqual({ type: 'ExternalName', externalName: 'api.example.com' });
  });
  test('may be connected to where policies know names', () => {
    const { shop, alias } = named('api.example.com', ClusterProfile.vanilla({ cni: Cni.cilium() }));
    addTier(shop.store, 'api').allowTo(alias, { ports: [Ports.tcp(443)] });
    expect(JSON.stringify(manifestsOf(shop.chart))).toContain('"toFQDNs":[{"matchName":"api.example.com"}]');
  });
  test.each([
    ['localhost', 'is whoever asks: a proxy that follows it connects to itself'],
    ['db.localhost', 'is whoever asks: a proxy that follows it connects to itself'],
    ['LOCALHOST.', 'is whoever asks: a proxy that follows it connects to itself'],
    ['ledger.bank.svc', 'is inside the cluster, past whatever keeps namespaces apart'],
    ['ledger.bank.svc.cluster.local', 'is inside the cluster, past whatever keeps namespaces apart'],
    ['ledger.bank.svc.cluster.local.', 'is inside the cluster, past whatever keeps namespaces apart'],
    ['ledger.bank.svc.clusterset.local', 'is inside the cluster, past whatever keeps namespaces apart'],
    ['203.0.113.7', 'is an address, which DNS cannot answer with as a name'],
    ['2001:db8::7', 'is an address, which DNS cannot answer with as a name'],
    ['not_a_host', 'is not a valid host'],
  ])('is refused for %s', (name, why) => {
    expectUsageError(() => named(name), { where: 'test/Payments (ExternalName)', what: `"${name}" ${why}`, fix: expect.stringMatching(/\S/) });
  });
});

describe('an ImportedService', () => {
  const ledger = (cidrs: Cidr[] = [Cidr.of('10.72.0.0/14')]) => new ImportedService({ namespace: 'bank', name: 'ledger', ports: [Ports.tcp(5432)], cidrs });

  test('has the name by which every cluster of the set knows it', () => {
    expect(ledger().dnsName).toBe('ledger.bank.svc.clusterset.local');
  });
  test('may be connected to where its pods are, and writes nothing of its own', () => {
    const shop = shopFor();
    const [before] = [manifestsOf(shop.chart).length];
    addTier(shop.store, 'api').allowTo(ledger());
    expect(manifest(shop.chart, 'NetworkPolicy', 'api').spec).toMatchObject({
      egress: [{ to: [{ ipBlock: { cidr: '10.72.0.0/14' } }], ports: [{ protocol: 'TCP', port: 5432 }] }],
    });
    expect(manifestsOf(shop.chart)).toHaveLength(before + 2);
    expect(proofOf(shop.chart).problems).toEqual([]);
  });
  test('is refused when nothing tells where it is', () => {
    expectUsageError(() => ledger([]), {
      where: 'ImportedService', what: 'nothing tells where the pods behind "ledger" are', fix: 'name the blocks of their addresses, or of the gateways before them',
    });
  });
});
