import { App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { proofOf } from './proof-of';
import { Analysis, Cidr, ClusterProfile, Cni, IPeer, Peer, PlatformBoundary, Ports, Tenant, Tier, TieredApp } from '../../src';
import { addTier } from '../constructs/shop-chart';
import { refuses } from '../values/expect-usage-error';

const addresses = { nodeCidrs: [Cidr.of('10.224.0.0/16')], podCidrs: [Cidr.of('10.244.0.0/16')], apiServerCidrs: [Cidr.of('192.0.2.10/32')] };
const PROFILES: Readonly<Record<string, () => ClusterProfile>> = {
  aks: () => ClusterProfile.aks({ ...addresses, cni: Cni.cilium({ version: '1.18', paidFeatures: true }) }),
  eks: () => ClusterProfile.eks(addresses),
  openshift: () => ClusterProfile.openshift(addresses),
  calico: () => ClusterProfile.vanilla({ ...addresses, cni: Cni.calico() }),
  gke: () => ClusterProfile.gke(addresses),
};

/** Two tenants, one of them with two environments and two namespaces in one of these, under a boundary. */
const NAMESPACES = [
  { name: 'acme-test', tenant: 'acme', environment: 'test' },
  { name: 'acme-live', tenant: 'acme', environment: 'live' },
  { name: 'acme-data', tenant: 'acme', environment: 'live' },
  { name: 'bolt-live', tenant: 'bolt', environment: 'live' },
];

function worldOn(profile: ClusterProfile) {
  const chart = new Chart(new App(), 'test');
  ClusterProfile.attach(chart, profile);
  new PlatformBoundary(chart, 'Boundary', { deniedCidrs: [...addresses.nodeCidrs, ...addresses.apiServerCidrs] });
  const tenants = new Map(['acme', 'bolt'].map(name => [name, new Tenant(chart, name, { name })]));
  const tiers = NAMESPACES.map(({ name, tenant, environment }) => {
    const namespace = tenants.get(tenant)!.addNamespace(name, { environment });
    return addTier(new TieredApp(chart, `${name}-app`, { namespace }), 'web', Ports.tcp(8080));
  });
  const peers: readonly IPeer[] = [
    ...tiers, ...tiers.map(({ namespace }) => namespace), Peer.internet(), Peer.cidr('203.0.113.0/24', { except: ['203.0.113.64/26'] }),
    Peer.host('api.example.com'), Peer.dns(), Peer.ingressController(), Peer.monitoring(),
  ];
  return { chart, tiers, peers };
}

const PEERS = 14;
const flow = fc.record({ tier: fc.nat(NAMESPACES.length - 1), peer: fc.nat(PEERS - 1), isTo: fc.boolean(), port: fc.constantFrom(53, 443, 8080) });
type Flow = typeof flow extends fc.Arbitrary<infer T> ? T : never;

const mix = (one: typeof NAMESPACES[number], other: typeof NAMESPACES[number]): boolean =>
  one.tenant === other.tenant && one.environment === other.environment;

/** Says all of it, and expects a refusal of what would leave a tenant or an environment. */
function said(profile: ClusterProfile, flows: readonly Flow[]): Chart {
  const { chart, tiers, peers } = worldOn(profile);
  expect(peers).toHaveLength(PEERS);
  for (const { tier, peer, isTo, port } of flows) {
    const say = (at: Tier) => at[isTo ? 'allowTo' : 'allowFrom'](peers[peer], { ports: [Ports.tcp(port)] });
    const isRefused = refuses(() => say(tiers[tier]));
    const other = NAMESPACES[peer % NAMESPACES.length];
    if (peer < 2 * NAMESPACES.length) expect(isRefused).toBe(!mix(NAMESPACES[tier], other));
  }
  return chart;
}

describe.each(Object.keys(PROFILES))('whatever tenants declare on %s', name => {
  test('is possible unless it was refused, and nothing else is', () => {
    fc.assert(fc.property(fc.array(flow, { maxLength: 8 }), flows => {
      expect(proofOf(said(PROFILES[name](), flows)).problems).toEqual([]);
    }), { numRuns: 20 });
  });
  test('never lets one tenant reach another, nor an environment another', () => {
    fc.assert(fc.property(fc.array(flow, { maxLength: 8 }), flows => {
      const connections = Analysis.ofConstruct(said(PROFILES[name](), flows)).connections();
      const sideOf = (end: string) => NAMESPACES.find(namespace => end.startsWith(`${namespace.name}/`));
      const crossing = connections.filter(({ source, destination }) => {
        const [from, to] = [sideOf(source), sideOf(destination)];
        return from !== undefined && to !== undefined && !mix(from, to);
      });
      expect(crossing).toEqual([]);
    }), { numRuns: 10 });
  });
});
