import { addTier, manifestsOf, publicTo, Shop, shopFor } from './shop-chart';
import { ClusterProfile, IsolatedNamespace, Peer, PlatformBoundary, Ports, SecureIngress, SubdomainDepth, Tier, TieredApp } from '../../src';
import { capability, Intent, PresetName, presets } from '../../src/profiles';
import { proofOf } from '../synth/proof-of';
import { expectUsageError, refusalOf } from '../values/expect-usage-error';

const presetNames = Object.keys(presets) as PresetName[];
const https = { ports: [Ports.tcp(443)] };
const tier = ({ store }: Shop, name = 'web'): Tier => addTier(store, name, Ports.tcp(8080));

/** What somebody writes who wants something that not every cluster can. A construct that needs more of the cluster gets a line here. */
const USES: Partial<Record<Intent, (shop: Shop) => unknown>> = {
  defaultDeny: ({ chart }) => new IsolatedNamespace(chart, 'Another', { name: 'another' }),
  clusterDns: ({ chart }) => tier({ chart, ...closed(chart) }).allowTo(Peer.dns()),
  ingressControllerPeer: shop => new SecureIngress(shop.chart, 'Edge', publicTo(tier(shop))),
  hosts: shop => tier(shop).allowTo(Peer.host('api.example.com'), https),
  wildcardHosts: shop => tier(shop).allowTo(Peer.subdomainsOf('example.com', depthIn(shop)), https),
  httpRules: shop => tier(shop).allowTo(tier(shop, 'api'), { requests: [{ method: 'GET', path: '/prices/*' }] }),
  apiServerPeer: shop => tier(shop).allowTo(Peer.kubeApi()),
};

/** What the network plugin means by an asterisk; those that know none refuse both. */
const depthIn = ({ chart }: Shop): SubdomainDepth =>
  ClusterProfile.of(chart)._facts.cni.name === 'eks-auto-mode' ? SubdomainDepth.ANY : SubdomainDepth.ONE;

function closed(chart: Shop['chart']): Pick<Shop, 'namespace' | 'store'> {
  const namespace = new IsolatedNamespace(chart, 'Closed', { name: 'closed', allowDns: false });
  return { namespace, store: new TieredApp(chart, 'Vault', { namespace }) };
}

const cells = presetNames.flatMap(preset => (Object.keys(USES) as Intent[])
  .map(intent => ({ preset, intent, support: capability(presets[preset], intent) })));
/** Some network plugins have something for it that is for whole namespaces or for administrators, and the data says that it is not written. */
const isWritten = ({ support }: typeof cells[number]): boolean =>
  support.kind === 'yes' || support.kind === 'caveat' && !support.text.includes('constructs refuse it');

/** A shop in a cluster of a preset, and what becomes of somebody's wish there. */
function wish(preset: PresetName, intent: Intent) {
  const shop = shopFor(ClusterProfile[preset]());
  return { chart: shop.chart, refusal: refusalOf(() => USES[intent]!(shop)) };
}

describe('what the capabilities promise', () => {
  test.each(cells.filter(isWritten))('is written and proven: $intent on $preset', ({ preset, intent }) => {
    const { chart, refusal } = wish(preset, intent);
    expect(refusal).toBeUndefined();
    expect(proofOf(chart).problems).toEqual([]);
    expect(manifestsOf(chart)).not.toHaveLength(0);
  });
});

describe('what the capabilities rule out', () => {
  test.each(cells.filter(cell => !isWritten(cell)))('is refused with the limit and the ways out: $intent on $preset', ({ preset, intent, support }) => {
    const { refusal } = wish(preset, intent);
    expect(refusal).toMatchObject({ where: expect.stringMatching(/^test\//), what: expect.stringMatching(/cannot|nobody knows/) });
    if (intent !== 'apiServerPeer' && support.kind === 'no') {
      expect(refusal!.what).toContain(support.reason);
      for (const way of support.waysOut) expect(refusal!.fix).toContain(way);
    }
    if (support.kind === 'paid') expect(refusal!.what).toContain(support.text);
    expect(refusal!.fix).toMatch(/name addresses|name the addresses|proxy|use one that can|ClusterProfile/);
  });
  test('is among the cells of every preset', () => {
    expect(new Set(cells.filter(cell => !isWritten(cell)).map(({ preset }) => preset))).toEqual(new Set(presetNames));
  });
});

const OTHERS = 'use one that can: Cilium, Calico Enterprise, Antrea, EKS Auto Mode, GKE Dataplane V2';
const BY_ADDRESS = 'name the addresses of the host; or send the requests through a proxy of your own';
const ELSEWHERE = 'let the ingress controller or a mesh decide; or use one that can: Cilium, Calico, Calico Enterprise, Antrea';

test.each<[PresetName, Intent, string, string]>([
  ['vanilla', 'hosts', 'An unknown CNI cannot allow egress by host name: NetworkPolicy v1 knows addresses, not names', `${BY_ADDRESS}; or ${OTHERS}`],
  [
    'aks', 'hosts',
    'Cilium cannot allow egress by host name for free: '
      + 'AKS enforces it with Advanced Container Networking Services only, and blocks the traffic without',
    'pay for it, and say so: Cni.cilium({ paidFeatures: true }); '
      + 'or use one that can: Calico Enterprise, Antrea, EKS Auto Mode, GKE Dataplane V2',
  ],
  [
    'eks', 'hosts', 'AWS VPC CNI cannot allow egress by host name: only EKS Auto Mode enforces ApplicationNetworkPolicies', `${BY_ADDRESS}; or ${OTHERS}`,
  ],
  ['eksAutoMode', 'httpRules', 'EKS Auto Mode cannot allow requests by HTTP method and path: NetworkPolicy v1 ends at ports', ELSEWHERE],
  ['gke', 'httpRules', 'GKE Dataplane V2 cannot allow requests by HTTP method and path: NetworkPolicy v1 ends at ports', ELSEWHERE],
  ['openshift', 'httpRules', 'OVN-Kubernetes cannot allow requests by HTTP method and path: NetworkPolicy v1 ends at ports', ELSEWHERE],
  ['k3s', 'hosts', 'kube-router cannot allow egress by host name: NetworkPolicy v1 knows addresses, not names', `${BY_ADDRESS}; or ${OTHERS}`],
])('%s refuses %s in so many words', (preset, intent, what, fix) => {
  expectUsageError(() => USES[intent]!(shopFor(ClusterProfile[preset]())), { where: 'test/Store/web (Tier)', what, fix });
});

describe('a boundary', () => {
  const ABOVE: readonly Intent[] = ['adminTier', 'explicitDeny', 'metadataBlock'];
  const kindsOn = (preset: PresetName): Set<string> => {
    const { chart } = shopFor(ClusterProfile[preset]());
    new PlatformBoundary(chart, 'Boundary');
    return new Set(manifestsOf(chart).map(({ kind }) => kind));
  };

  test.each(presetNames.filter(preset => ABOVE.some(intent => capability(presets[preset], intent).kind === 'yes')))(
    'stands above NetworkPolicies on %s, which has something that does', preset => {
      expect(kindsOn(preset)).not.toContain('ValidatingAdmissionPolicy');
    });
  test.each(presetNames.filter(preset => ABOVE.every(intent => capability(presets[preset], intent).kind !== 'yes')))(
    'is a matter of admission on %s, and refused where that cannot be', preset => {
      expect(kindsOn(preset)).toContain('ValidatingAdmissionPolicy');
      const { chart } = shopFor(ClusterProfile[preset]({ kubernetesVersion: '1.29' }));
      expectUsageError(() => new PlatformBoundary(chart, 'Boundary'), {
        where: 'test/Boundary (PlatformBoundary)',
        what: 'Kubernetes 1.29 cannot hold NetworkPolicies to addresses, which takes 1.31',
        fix: 'state the version or the CNI in the ClusterProfile, or an `engine` that the cluster has',
      });
    });
});
