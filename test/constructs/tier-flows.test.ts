import * as fc from 'fast-check';
import { addTier, manifest, manifestsOf, namesOf, Shop, shopFor } from './shop-chart';
import { ClusterProfile, IsolatedNamespace, Monitoring, Ports, TieredApp } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

const tcp = (port: number) => ({ protocol: 'TCP', port });
const podsOf = (name: string) => ({ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } });

function threeTiers() {
  const { chart, store } = shopFor();
  const web = addTier(store, 'web', Ports.tcp(8080));
  const api = addTier(store, 'api', Ports.tcp(8081));
  const db = addTier(store, 'db', Ports.tcp(5432));
  return { chart, web, api, db, policy: (name: string) => manifest(chart, 'NetworkPolicy', name).spec };
}

describe('a flow from one tier to another', () => {
  test('is allowed on both its sides, one policy for each workload', () => {
    const { web, api, policy } = threeTiers();
    web.allowTo(api);
    expect(policy('web')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ to: [podsOf('api')], ports: [tcp(8081)] }],
    });
    expect(policy('api')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [podsOf('web')], ports: [tcp(8081)] }],
    });
  });
  test('is written into one policy named after the tier, in its namespace', () => {
    const { chart, web, api, db } = threeTiers();
    web.allowTo(api);
    api.allowTo(db);
    expect(namesOf(chart).filter(name => name.startsWith('NetworkPolicy/'))).toEqual([
      'NetworkPolicy/default-deny', 'NetworkPolicy/allow-dns', 'NetworkPolicy/web', 'NetworkPolicy/api', 'NetworkPolicy/db',
    ]);
    expect(manifest(chart, 'NetworkPolicy', 'api').metadata).toEqual({ name: 'api', namespace: 'shop' });
  });
  test('gives no policy to a tier that has no part in it', () => {
    const { chart, web, api } = threeTiers();
    web.allowTo(api);
    expect(namesOf(chart)).not.toContain('NetworkPolicy/db');
  });
  test('opens the ports it names, and no others', () => {
    const { web, db, policy } = threeTiers();
    web.allowTo(db, { ports: [Ports.tcp(9187)] });
    expect(policy('db')).toMatchObject({ ingress: [{ from: [podsOf('web')], ports: [tcp(9187)] }] });
  });
  test('said twice changes nothing', () => {
    const [once, twice] = [threeTiers(), threeTiers()];
    once.web.allowTo(once.api);
    twice.web.allowTo(twice.api);
    twice.web.allowTo(twice.api);
    expect(manifestsOf(twice.chart)).toEqual(manifestsOf(once.chart));
  });
  test('said again with other ports has those too', () => {
    const { web, api, policy } = threeTiers();
    web.allowTo(api);
    web.allowTo(api, { ports: [Ports.tcp(9090)] });
    expect(policy('api')).toMatchObject({ ingress: [{ from: [podsOf('web')], ports: [tcp(8081), tcp(9090)] }] });
    expect(policy('web')).toMatchObject({ egress: [{ to: [podsOf('api')], ports: [tcp(8081), tcp(9090)] }] });
  });
  test('said from the other side is the same', () => {
    const [one, other] = [threeTiers(), threeTiers()];
    one.web.allowTo(one.api, { ports: [Ports.tcp(9090)] });
    other.api.allowFrom(other.web, { ports: [Ports.tcp(9090)] });
    expect(one.policy('web')).toEqual(other.policy('web'));
    expect(one.policy('api')).toEqual(other.policy('api'));
  });
  test('never allows the way back', () => {
    const { web, api, policy } = threeTiers();
    web.allowTo(api);
    expect([policy('web'), policy('api')]).toEqual([
      expect.not.objectContaining({ ingress: expect.anything() }), expect.not.objectContaining({ egress: expect.anything() }),
    ]);
  });
  test('over UDP stays UDP', () => {
    const { chart, store } = shopFor();
    const dns = addTier(store, 'dns', Ports.udp(53));
    addTier(store, 'web').allowTo(dns);
    expect(manifest(chart, 'NetworkPolicy', 'dns').spec).toMatchObject({ ingress: [{ ports: [{ protocol: 'UDP', port: 53 }] }] });
  });
  test('within a tier lets its pods reach each other', () => {
    const { db, policy } = threeTiers();
    db.allowTo(db);
    expect(policy('db')).toMatchObject({
      ingress: [{ from: [podsOf('db')], ports: [tcp(5432)] }], egress: [{ to: [podsOf('db')], ports: [tcp(5432)] }],
    });
  });
  test('to another namespace names that namespace, and is written on both sides', () => {
    const { chart, store } = shopFor();
    const office = new TieredApp(chart, 'Office', { namespace: new IsolatedNamespace(chart, 'Other', { name: 'office' }) });
    addTier(store, 'web').allowTo(addTier(office, 'ledger', Ports.tcp(8090)));
    const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
    expect(manifest(chart, 'NetworkPolicy', 'web')).toMatchObject({
      metadata: { namespace: 'shop' }, spec: { egress: [{ to: [{ ...namespace('office'), ...podsOf('ledger') }], ports: [tcp(8090)] }] },
    });
    expect(manifest(chart, 'NetworkPolicy', 'ledger')).toMatchObject({
      metadata: { namespace: 'office' }, spec: { ingress: [{ from: [{ ...namespace('shop'), ...podsOf('web') }], ports: [tcp(8090)] }] },
    });
  });
  test('to a tier that declares no ports is refused', () => {
    const { store } = shopFor();
    const worker = addTier(store, 'worker');
    expectUsageError(() => addTier(store, 'web').allowTo(worker), {
      where: 'test/Store/web (Tier)',
      what: 'nothing can connect to tier "worker": it declares no ports',
      fix: "declare them in addTier('worker', { ports: [Ports.tcp(8080)], … }), or pass them: { ports: [Ports.tcp(8080)] }",
    });
  });
  test('on an empty list of ports is refused, whatever the tier declares', () => {
    const { chart, web, api } = threeTiers();
    const before = manifestsOf(chart);
    expectUsageError(() => web.allowTo(api, { ports: [] }), {
      where: 'test/Store/web (Tier)',
      what: 'the flow to tier "api" has an empty list of ports',
      fix: 'leave `ports` out for all ports that the destination declares',
    });
    expect(manifestsOf(chart)).toEqual(before);
  });
  test('to a tier that declares no ports may name them', () => {
    const { chart, store } = shopFor();
    addTier(store, 'web').allowTo(addTier(store, 'worker'), { ports: [Ports.tcp(9000)] });
    expect(manifest(chart, 'NetworkPolicy', 'worker').spec).toMatchObject({ ingress: [{ from: [podsOf('web')], ports: [tcp(9000)] }] });
  });
});

test('the order in which flows are declared changes no policy', () => {
  const flows = fc.uniqueArray(fc.record({
    from: fc.constantFrom('web', 'api', 'db'), to: fc.constantFrom('web', 'api', 'db'), port: fc.constantFrom(8080, 8081, 9090),
  }), { selector: flow => JSON.stringify(flow), maxLength: 6 });
  const twoOrders = flows.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
  fc.assert(fc.property(twoOrders, ([one, other]) => {
    expect(policiesFor(other)).toEqual(policiesFor(one));
  }), { numRuns: 25 });
});

function policiesFor(flows: readonly { from: 'web' | 'api' | 'db'; to: 'web' | 'api' | 'db'; port: number }[]): string[] {
  const { chart, ...tiers } = threeTiers();
  for (const { from, to, port } of flows) tiers[from].allowTo(tiers[to], { ports: [Ports.tcp(port)] });
  return manifestsOf(chart).filter(({ kind }) => kind === 'NetworkPolicy').map(each => JSON.stringify(each)).sort();
}

describe('the monitoring', () => {
  const prometheus = (namespace: string, labels: Record<string, string>) =>
    ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels: labels } });
  const scraped = ({ chart, store }: Shop) => {
    addTier(store, 'web', Ports.tcp(8080)).allowMonitoring(Ports.tcp(9100));
    return manifest(chart, 'NetworkPolicy', 'web').spec;
  };

  test('that a tier allows may connect to that port, and may nothing else', () => {
    expect(scraped(shopFor())).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [prometheus('monitoring', { 'app.kubernetes.io/name': 'prometheus' })], ports: [tcp(9100)] }],
    });
  });
  test('is the one of the profile', () => {
    const monitoring = Monitoring.prometheus({ namespace: 'metrics', podLabels: { app: 'victoria' } });
    expect(scraped(shopFor(ClusterProfile.vanilla({ monitoring })))).toMatchObject({
      ingress: [{ from: [prometheus('metrics', { app: 'victoria' })] }],
    });
  });
  test('cannot be allowed when the cluster has none', () => {
    expectUsageError(() => scraped(shopFor(ClusterProfile.vanilla({ monitoring: Monitoring.none() }))), {
      where: 'test/Store/web (Tier)',
      what: 'the cluster profile has no monitoring',
      fix: 'state it in the profile: monitoring: Monitoring.prometheus()',
    });
  });
});
