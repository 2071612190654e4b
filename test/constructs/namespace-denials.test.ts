import { ApiObject, Chart } from 'cdk8s';
import { addTier, manifest, Manifest, manifestsOf, namesOf, shopFor } from './shop-chart';
import { Analysis, Cidr, ClusterProfile, Cni, IsolatedNamespace, Peer, PlatformBoundary, Ports, Verdict } from '../../src';
import { denialEngineOf } from '../../src/boundaries';
import { denialLogs } from '../../src/policies';
import { capability, clusterFacts, presets } from '../../src/profiles';
import { cniNames } from '../../src/values';
import { proofOf } from '../synth/proof-of';
import { expectUsageError } from '../values/expect-usage-error';

const podCidrs = [Cidr.of('10.244.0.0/16')];
const on = (cni: Cni) => ClusterProfile.vanilla({ cni, podCidrs });
const GKE = ClusterProfile.gke({ kubernetesVersion: '1.36', podCidrs });

/** A shop beside two other namespaces, in which somebody opened everything. */
function openCluster(profile: ClusterProfile) {
  const shop = shopFor(profile);
  addTier(shop.store, 'web', Ports.tcp(8080));
  for (const name of ['legacy', 'office']) {
    new ApiObject(shop.chart, name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { team: name } } });
    new ApiObject(shop.chart, `${name}-app`, {
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'app', namespace: name, labels: { app: name } }, spec: { containers: [{ name: 'app', image: 'app:1' }] },
    });
  }
  new ApiObject(shop.chart, 'open', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'open', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
  });
  return shop;
}

const DENYING = ['AdminNetworkPolicy', 'ClusterNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'GlobalNetworkPolicy'];
const denials = (chart: Chart): Manifest[] => manifestsOf(chart).filter(({ kind }) => DENYING.includes(kind));

test.each(cniNames)('on %s, it can be written exactly where the capability says so', name => {
  const facts = clusterFacts(presets.vanilla, { cni: { name }, kubernetesMinor: 36 });
  const { kind } = capability(facts, 'explicitDeny');
  expect(['yes', 'caveat'].includes(kind)).toBe(denialEngineOf(facts) !== 'admission');
});

describe.each([
  ['Cilium', on(Cni.cilium())], ['Calico', on(Cni.calico())], ['Antrea', on(Cni.antrea())], ['Calico Enterprise', on(Cni.calicoEnterprise())], ['OVN-Kubernetes', on(Cni.ovnKubernetes())],
  ['EKS', ClusterProfile.eks({ podCidrs })], ['EKS Auto Mode', ClusterProfile.eksAutoMode({ podCidrs })], ['GKE', GKE],
])('what is denied on %s', (_, profile) => {
  const { chart, namespace } = openCluster(profile);
  namespace.deny(Peer.namespace('legacy'), { reason: 'audit of May' });
  namespace.deny(Peer.cidr('192.0.2.0/24', { except: ['192.0.2.128/25'] }));
  const analysis = Analysis.ofConstruct(chart);

  test('is read without a doubt', () => {
    expect(analysis.problems).toEqual([]);
  });
  test('stays denied, whatever allows it', () => {
    expect(analysis.verdict('shop/web', 'legacy/app', 'tcp/80')).toBe(Verdict.DENIED);
    expect(analysis.verdict('legacy/app', 'shop/web', 'tcp/8080')).toBe(Verdict.DENIED);
    expect(analysis.verdict('shop/web', '192.0.2.7', 'tcp/443')).toBe(Verdict.DENIED);
  });
  test('is no more than was said', () => {
    expect(analysis.verdict('shop/web', 'office/app', 'tcp/80')).toBe(Verdict.ALLOWED);
    expect(analysis.verdict('office/app', 'shop/web', 'tcp/8080')).toBe(Verdict.ALLOWED);
    expect(analysis.verdict('shop/web', '192.0.2.200', 'tcp/443')).toBe(Verdict.ALLOWED);
    expect(analysis.verdict('office/app', 'legacy/app', 'tcp/80')).toBe(Verdict.ALLOWED);
  });
});

test('namespaces by labels stay denied', () => {
  const { chart, namespace } = openCluster(on(Cni.cilium()));
  namespace.deny(Peer.namespacesLabeled({ team: 'office' }));
  const analysis = Analysis.ofConstruct(chart);
  expect(['office', 'legacy'].map(name => analysis.verdict(`${name}/app`, 'shop/web', 'tcp/8080'))).toEqual([Verdict.DENIED, Verdict.ALLOWED]);
});

test('Antrea drops it', () => {
  const { chart, namespace } = openCluster(on(Cni.antrea()));
  namespace.deny(Peer.namespace('legacy'));
  expect(denials(chart)).toMatchObject([{ apiVersion: 'crd.antrea.io/v1beta1', spec: { ingress: [{ action: 'Drop' }], egress: [{ action: 'Drop' }] } }]);
});

test('everything that a namespace denies is in one policy, the same in any order, with the reasons', () => {
  const peers = [Peer.namespace('legacy'), Peer.cidr('192.0.2.0/24'), Peer.namespacesLabeled({ team: 'office', env: 'dev' }), Peer.namespace('legacy')];
  const [one, other] = [peers, [...peers].reverse()].map(order => {
    const { chart, namespace } = shopFor(on(Cni.ovnKubernetes()));
    for (const peer of order) namespace.deny(peer, { reason: 'audit of May' });
    return denials(chart);
  });
  expect(other).toEqual(one);
  expect(one).toMatchObject([{
    metadata: {
      name: 'palisade-deny-shop',
      annotations: {
        'cdk8s-palisade/purpose': 'nothing with 192.0.2.0/24: audit of May; nothing with namespace "legacy": audit of May; '
          + 'nothing with pods in namespaces env=dev,team=office: audit of May',
      },
    },
  }]);
});

test('the tier of Calico is defined once, whoever needs it', () => {
  const { chart, namespace } = shopFor(on(Cni.calico()));
  const other = new IsolatedNamespace(chart, 'Other', { name: 'office' });
  for (const each of [namespace, other]) each.deny(Peer.namespace('legacy'));
  new PlatformBoundary(chart, 'Boundary');
  expect(namesOf(chart).filter(name => name.startsWith('Tier/'))).toEqual(['Tier/palisade']);
  expect(Analysis.ofConstruct(chart).problems).toEqual([]);
});

test('a boundary beside it, or a namespace that denies too, makes nothing doubtful', () => {
  const { chart, namespace } = openCluster(on(Cni.ovnKubernetes()));
  for (const each of [namespace, new IsolatedNamespace(chart, 'Other', { name: 'bank' })]) each.deny(Peer.namespace('legacy'));
  new PlatformBoundary(chart, 'Boundary');
  expect(Analysis.ofConstruct(chart).problems).toEqual([]);
});

test('a flow that is declared and denied is no proof of itself', () => {
  const { chart, namespace } = openCluster(on(Cni.cilium()));
  namespace.allowTo(Peer.namespace('legacy'), { ports: [Ports.tcp(80)] });
  namespace.deny(Peer.namespace('legacy'));
  expect(proofOf(chart).problems.length).toBeGreaterThan(0);
});

test('what nothing in the namespace allows needs no policy', () => {
  const { chart } = shopFor(on(Cni.cilium()));
  expect(denials(chart)).toEqual([]);
});

describe('a denial is refused', () => {
  const { namespace, store } = shopFor(on(Cni.cilium()));
  test('where nothing can deny what a NetworkPolicy allows', () => {
    expectUsageError(() => shopFor().namespace.deny(Peer.namespace('legacy')), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: 'An unknown CNI cannot deny what another policy allows: NetworkPolicy v1 can only allow',
      fix: expect.stringContaining('take back the policy that allows it'),
    });
  });
  test('on GKE before the preview', () => {
    expect(() => shopFor(ClusterProfile.gke()).namespace.deny(Peer.namespace('legacy'))).toThrow('a preview from 1.36');
  });
  test.each([
    ['single pods', Peer.podsLabeled('legacy', { app: 'a' }), 'pods app=a in namespace "legacy" cannot be denied'],
    ['some pods of many namespaces', Peer.namespacesLabeled({ team: 'a' }, { podLabels: { app: 'b' } }), 'cannot be denied'],
    ['a tier', addTier(store, 'web'), 'tier "web" cannot be denied'],
    ['names', Peer.host('example.com'), 'example.com cannot be denied'],
  ])('for %s', (_, peer, what) => {
    expectUsageError(() => namespace.deny(peer), {
      where: 'test/Namespace (IsolatedNamespace)', what: expect.stringContaining(what), fix: expect.stringContaining('deny the whole namespace'),
    });
  });
  test('with a reason that says nothing', () => {
    expect(() => namespace.deny(Peer.namespace('legacy'), { reason: ' ' })).toThrow('the reason is empty');
  });
});

describe('what is denied', () => {
  const logging = (profile: ClusterProfile) => {
    const { chart } = shopFor(profile);
    new IsolatedNamespace(chart, 'Logging', { name: 'office', logDenied: true });
    return chart;
  };

  test.each<[string, ClusterProfile, Record<string, string> | undefined]>([
    ['OVN-Kubernetes', ClusterProfile.openshift(), { 'k8s.ovn.org/acl-logging': '{"deny":"info"}' }],
    ['Antrea', on(Cni.antrea()), { 'networkpolicy.antrea.io/enable-logging': 'true' }],
    ['GKE', ClusterProfile.gke(), { 'policy.network.gke.io/enable-deny-logging': 'true' }],
    ['Cilium, of all pods by itself', on(Cni.cilium()), undefined],
  ])('is logged by %s', (_, profile, annotations) => {
    const chart = logging(profile);
    expect(manifest(chart, 'Namespace', 'office').metadata.annotations).toEqual(annotations);
    expect(manifest(chart, 'Namespace', 'shop').metadata.annotations).toBeUndefined();
    expect(proofOf(chart).problems).toEqual([]);
  });
  test('is logged by Calico after everything that allows', () => {
    const chart = logging(on(Cni.calico()));
    expect(manifest(chart, 'NetworkPolicy', 'log-denied')).toMatchObject({
      apiVersion: 'projectcalico.org/v3', metadata: { namespace: 'office' }, spec: { ingress: [{ action: 'Log' }], egress: [{ action: 'Log' }] },
    });
    expect(proofOf(chart).problems).toEqual([]);
    expect(Analysis.ofConstruct(chart).problems).toEqual([]);
  });
  test.each(cniNames)('is logged on %s exactly where the capability says so', name => {
    const { kind } = capability(clusterFacts(presets.vanilla, { cni: { name } }), 'policyLogging');
    expect(['yes', 'caveat'].includes(kind)).toBe(name in denialLogs);
  });
  test('is refused to be logged where nothing does', () => {
    expect(() => logging(ClusterProfile.vanilla())).toThrow('An unknown CNI cannot log what policies deny');
  });
});
