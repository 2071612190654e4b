import { App, Chart } from 'cdk8s';
import { ClusterProfile, Cni, IPeer, IsolatedNamespace, Peer, PlatformBoundary, Ports, Tenant, Tier, TieredApp } from '../../src';
import { PresetName, presets } from '../../src/profiles';
import { addTier, manifestsOf } from '../constructs/shop-chart';

interface Tiers {
  readonly web: Tier;
  readonly api: Tier;
  readonly db: Tier;
}

/** Two namespaces of a tenant, whose tiers talk already, and what is written when one more flow is declared. */
function written(profile: ClusterProfile, more?: (tiers: Tiers) => void): Map<string, string> {
  const chart = new Chart(new App(), 'test');
  ClusterProfile.attach(chart, profile);
  new PlatformBoundary(chart, 'Boundary');
  const acme = new Tenant(chart, 'Acme', { name: 'acme' });
  const tierIn = (namespace: IsolatedNamespace) =>
    (name: string, port: number) => addTier(new TieredApp(chart, name, { namespace }), name, Ports.tcp(port));
  const [front, data] = ['acme-front', 'acme-data'].map(name => tierIn(acme.addNamespace(name)));
  const tiers = { web: front('web', 8080), api: front('api', 8081), db: data('db', 5432) };
  tiers.web.allowFrom(Peer.ingressController());
  tiers.web.allowTo(tiers.api);
  tiers.api.allowTo(tiers.db);
  more?.(tiers);
  return new Map(manifestsOf(chart).map(manifest =>
    [`${manifest.kind} ${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`, JSON.stringify(manifest)]));
}

/** The objects that a flow changes or adds; those that are gone are none. */
function touched(profile: () => ClusterProfile, more: (tiers: Tiers) => void): string[] {
  const [before, after] = [written(profile()), written(profile(), more)];
  expect([...before.keys()].filter(name => !after.has(name))).toEqual([]);
  return [...after].filter(([name, text]) => before.get(name) !== text).map(([name]) => name).sort();
}

describe.each(Object.keys(presets) as PresetName[])('one flow more, on %s,', preset => {
  const profile = () => ClusterProfile[preset]();
  const toInternet = (peer: IPeer) => ({ api }: Tiers) => api.allowTo(peer, { ports: [Ports.tcp(443)] });

  test('between tiers changes one object on each side', () => {
    expect(touched(profile, ({ api, web }) => api.allowTo(web))).toEqual(['NetworkPolicy acme-front/api', 'NetworkPolicy acme-front/web']);
  });
  test('between namespaces changes one object on each side', () => {
    expect(touched(profile, ({ web, db }) => web.allowTo(db))).toEqual(['NetworkPolicy acme-data/db', 'NetworkPolicy acme-front/web']);
  });
  test.each([['the internet', Peer.internet()], ['a block', Peer.cidr('203.0.113.0/24')]])('to %s, which has no side of ours, changes one object', (_, peer) => {
    expect(touched(profile, toInternet(peer))).toEqual(['NetworkPolicy acme-front/api']);
  });
  test('from the monitoring changes one object', () => {
    expect(touched(profile, ({ db }) => db.allowMonitoring(Ports.tcp(9187)))).toEqual(['NetworkPolicy acme-data/db']);
  });
  test('that was said before changes none', () => {
    expect(touched(profile, ({ web, api }) => web.allowTo(api))).toEqual([]);
  });
});

test.each([
  ['CiliumNetworkPolicy', () => ClusterProfile.aks({ cni: Cni.cilium({ paidFeatures: true }) })],
  ['FQDNNetworkPolicy', () => ClusterProfile.gke()],
  ['ApplicationNetworkPolicy', () => ClusterProfile.eksAutoMode()],
])('the first host of a workload adds one %s, and the next one changes that', (kind, profile) => {
  const pays = (...names: string[]) => ({ api }: Tiers) => names.forEach(name => api.allowTo(Peer.host(name), { ports: [Ports.tcp(443)] }));
  expect(touched(profile, pays('a.example.com'))).toEqual([`${kind} acme-front/api`]);
  const [one, two] = [written(profile(), pays('a.example.com')), written(profile(), pays('a.example.com', 'b.example.com'))];
  expect([...two].filter(([name, text]) => one.get(name) !== text).map(([name]) => name)).toEqual([`${kind} acme-front/api`]);
});
