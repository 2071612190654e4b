import { ApiObject, App, Chart } from 'cdk8s';
import { addTier, Manifest, manifest, manifestsOf, namesOf } from './shop-chart';
import {
  Analysis, BoundaryEngine, Cidr, Cloud, ClusterDns, ClusterProfile, Guardrails, IsolatedNamespace, PlatformBoundary, PlatformBoundaryProps, Ports,
  TieredApp, Verdict,
} from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

const SIDES = [
  { name: 'acme-dev', tenant: 'acme', environment: 'dev' },
  { name: 'acme-live', tenant: 'acme', environment: 'production' },
  { name: 'bolt-dev', tenant: 'bolt', environment: 'dev' },
  { name: 'bolt-live', tenant: 'bolt', environment: 'production' },
];

interface Told {
  readonly boundary?: PlatformBoundaryProps | 'none';
  readonly kubernetesVersion?: string;
  readonly namespaces?: typeof SIDES;
  readonly isLast?: boolean;
}

/** Two tenants with two environments each, of one tier each, in a cluster with a boundary. */
function cluster({ boundary = {}, kubernetesVersion, namespaces = SIDES, isLast }: Told = {}): Chart {
  const chart = new Chart(new App(), 'test');
  ClusterProfile.attach(chart, ClusterProfile.vanilla({ kubernetesVersion, podCidrs: [Cidr.of('10.244.0.0/16')] }));
  const bound = () => boundary === 'none' ? undefined : new PlatformBoundary(chart, 'Boundary', boundary);
  if (!isLast) bound();
  for (const each of namespaces) {
    const namespace = new IsolatedNamespace(chart, each.name, each);
    addTier(new TieredApp(chart, `${each.name}-app`, { namespace }), 'web', Ports.tcp(8080));
  }
  if (isLast) bound();
  return chart;
}

/** What a tenant could write, if it may write NetworkPolicies. */
function openEverything(chart: Chart): void {
  for (const { name } of SIDES) {
    new ApiObject(chart, `${name}-open`, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'open', namespace: name },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
    });
  }
}

const pairs = SIDES.flatMap(({ name: source }) => SIDES.map(({ name: destination }) => [source, destination] as const))
  .filter(([source, destination]) => source !== destination);

/** Engines that the analyzer reads. */
const READ = [
  BoundaryEngine.ADMIN_NETWORK_POLICY, BoundaryEngine.ANTREA, BoundaryEngine.CALICO,
  BoundaryEngine.CILIUM, BoundaryEngine.CLUSTER_NETWORK_POLICY, BoundaryEngine.EKS,
];
const ALL = [...READ, BoundaryEngine.ADMISSION];

describe.each(READ)('a boundary of %s', engine => {
  const chart = cluster({ boundary: { engine, deniedCidrs: [Cidr.of('192.0.2.0/24')] } });
  openEverything(chart);
  const analysis = Analysis.ofConstruct(chart);

  test('is read without a doubt', () => {
    expect(analysis.problems).toEqual([]);
  });
  test.each(pairs)('keeps %s from %s, whatever NetworkPolicies the tenants write', (source, destination) => {
    expect(analysis.verdict(`${source}/web`, `${destination}/web`, 'tcp/8080')).toBe(Verdict.DENIED);
  });
  test.each(['169.254.169.254', 'fd00:ec2::254', '192.0.2.7'])('keeps pods from %s, whatever NetworkPolicies the tenants write', address => {
    for (const port of ['tcp/80', 'udp/53', 'tcp/443']) expect(analysis.verdict('acme-dev/web', address, port)).toBe(Verdict.DENIED);
  });
  test('takes nothing else from them', () => {
    expect(analysis.verdict('acme-dev/web', '198.51.100.1', 'tcp/443')).toBe(Verdict.ALLOWED);
    expect(analysis.verdict('198.51.100.1', 'acme-dev/web', 'tcp/8080')).toBe(Verdict.ALLOWED);
    expect(analysis.verdict('acme-live/web', '{cluster-dns}', 'udp/53')).toBe(Verdict.ALLOWED);
  });
});

test('without a boundary, a tenant opens what it likes', () => {
  const chart = cluster({ boundary: 'none' });
  openEverything(chart);
  expect(Analysis.ofConstruct(chart).verdict('acme-dev/web', 'bolt-live/web', 'tcp/8080')).toBe(Verdict.ALLOWED);
});

describe.each(ALL)('the objects of a boundary of %s', engine => {
  const boundary = { engine };
  const ofBoundary = (told: Told): Manifest[] => {
    const plain = new Set(namesOf(manifestsOf(cluster({ ...told, boundary: 'none' }))));
    return manifestsOf(cluster({ boundary, ...told })).filter(({ kind, metadata }) => !plain.has(`${kind}/${metadata.name}`));
  };
  const sorted = (objects: Manifest[]) => objects.map(object => JSON.stringify(object)).sort();

  test('are the same, whatever was defined first', () => {
    const objects = sorted(ofBoundary({}));
    expect(sorted(ofBoundary({ isLast: true }))).toEqual(objects);
    expect(sorted(ofBoundary({ namespaces: [...SIDES].reverse() }))).toEqual(objects);
    expect(objects.length).toBeGreaterThan(4);
  });
  test('are in no namespace', () => {
    expect(ofBoundary({}).filter(({ metadata }) => metadata.namespace !== undefined)).toEqual([]);
  });
  test('leave the metadata addresses alone when told so', () => {
    expect(JSON.stringify(ofBoundary({ boundary: { engine, allowMetadata: true } }))).not.toContain('169.254');
  });
});

describe('the policies of a boundary', () => {
  test('have a priority each, as nobody knows what two with one mean', () => {
    const chart = cluster({ boundary: { engine: BoundaryEngine.CLUSTER_NETWORK_POLICY, priority: 100 } });
    const policies = manifestsOf(chart).filter(({ kind }) => kind === 'ClusterNetworkPolicy') as { metadata: { name: string }; spec: { priority: number } }[];
    expect(policies.map(({ metadata, spec }) => [metadata.name, spec.priority]).sort()).toEqual([
      ['palisade-addresses', 100], ['palisade-environment-dev', 101], ['palisade-environment-production', 102],
      ['palisade-tenant-acme', 103], ['palisade-tenant-bolt', 104],
    ]);
  });
  test('are asked before those that Calico has of Kubernetes', () => {
    expect(manifest(cluster({ boundary: { engine: BoundaryEngine.CALICO } }), 'Tier', 'palisade').spec).toEqual({ order: 500, defaultAction: 'Pass' });
  });
  test('are those of the CNI, and of the admission where the CNI has none', () => {
    expect(namesOf(cluster())).toEqual(expect.arrayContaining(['ValidatingAdmissionPolicy/palisade-tenant-acme', 'ValidatingAdmissionPolicyBinding/palisade-tenant-acme']));
  });
  test('are for nobody where there is no namespace yet', () => {
    const chart = cluster({ namespaces: [], boundary: { engine: BoundaryEngine.CILIUM } });
    expect(namesOf(chart)).toEqual([]);
  });
});

describe('the boundary of a cluster', () => {
  const bounded = (profile: ClusterProfile) => {
    const chart = new Chart(new App(), 'test');
    ClusterProfile.attach(chart, profile);
    new PlatformBoundary(chart, 'Boundary');
    const namespace = new IsolatedNamespace(chart, 'Namespace', { name: 'acme', tenant: 'acme' });
    addTier(new TieredApp(chart, 'App', { namespace }), 'web', Ports.tcp(8080));
    return chart;
  };
  test.each<[string, ClusterProfile, string]>([
    ['AKS', ClusterProfile.aks(), 'CiliumClusterwideNetworkPolicy'],
    ['EKS', ClusterProfile.eks(), 'ClusterNetworkPolicy'],
    ['EKS in Auto Mode', ClusterProfile.eksAutoMode(), 'ClusterNetworkPolicy'],
    ['GKE', ClusterProfile.gke(), 'ValidatingAdmissionPolicy'],
    ['OpenShift', ClusterProfile.openshift(), 'AdminNetworkPolicy'],
    ['K3s', ClusterProfile.k3s(), 'ValidatingAdmissionPolicy'],
  ])('of %s is made of what that has, and leaves DNS open', (_, profile, kind) => {
    const chart = bounded(profile);
    expect(namesOf(chart)).toEqual(expect.arrayContaining([`${kind}/palisade-addresses`, `${kind}/palisade-tenant-acme`]));
    Guardrails.enforce(chart); // proves the flows to DNS
    expect(manifestsOf(chart)).not.toHaveLength(0);
    expect(Analysis.ofConstruct(chart).problems.filter(problem => problem.includes('/Boundary/'))).toEqual([]);
  });
  test('lets pods look up names where the metadata address answers, and nothing else', () => {
    const profile = ClusterProfile.gke({ dns: ClusterDns.cloudDns() });
    const policy = manifest(bounded(profile), 'ValidatingAdmissionPolicy', 'palisade-addresses');
    expect(JSON.stringify(policy)).toContain('port.port in [53] && !has(port.endPort)');
  });
  test('lets pods look up names in the ways of every engine', () => {
    for (const engine of READ) {
      const chart = new Chart(new App(), 'test');
      ClusterProfile.attach(chart, ClusterProfile.vanilla({ cloud: Cloud.GCP, dns: ClusterDns.cloudDns() }));
      new PlatformBoundary(chart, 'Boundary', { engine });
      const namespace = new IsolatedNamespace(chart, 'Namespace', { name: 'acme' });
      addTier(new TieredApp(chart, 'App', { namespace }), 'web', Ports.tcp(8080));
      const analysis = Analysis.ofConstruct(chart);
      expect(analysis.problems).toEqual([]);
      expect(analysis.verdict('acme/web', '169.254.169.254', 'udp/53')).toBe(Verdict.ALLOWED);
      expect(analysis.verdict('acme/web', '169.254.169.254', 'tcp/80')).toBe(Verdict.DENIED);
    }
  });
});

describe('a boundary refuses', () => {
  test('a version of Kubernetes that cannot enforce it', () => {
    expectUsageError(() => cluster({ kubernetesVersion: '1.29', boundary: { allowMetadata: true } }), {
      where: 'test/Boundary (PlatformBoundary)',
      what: 'Kubernetes 1.29 cannot hold NetworkPolicies to rules, which takes 1.30',
      fix: 'state the version or the CNI in the ClusterProfile, or an `engine` that the cluster has',
    });
    expectUsageError(() => cluster({ kubernetesVersion: '1.30' }), {
      where: 'test/Boundary (PlatformBoundary)',
      what: 'Kubernetes 1.30 cannot hold NetworkPolicies to addresses, which takes 1.31',
      fix: 'state the version or the CNI in the ClusterProfile, or an `engine` that the cluster has',
    });
    expect(namesOf(cluster({ kubernetesVersion: '1.30', boundary: { allowMetadata: true } }))).toContain('ValidatingAdmissionPolicy/palisade-tenant-acme');
  });
  test('a second one of its name', () => {
    const chart = cluster();
    expectUsageError(() => new PlatformBoundary(chart, 'Again'), {
      where: 'test/Again (PlatformBoundary)',
      what: 'boundary "palisade" exists already, made by test/Boundary',
      fix: 'define one for the whole cluster, or give each its own name',
    });
  });
  test.each([-1, 1001, 1.5])('the priority %p', priority => {
    expectUsageError(() => cluster({ boundary: { priority } }), {
      where: 'test/Boundary (PlatformBoundary)', what: `${priority} is no priority`, fix: 'give a whole number from 0 to 1000',
    });
  });
  test('more tenants than its engine has priorities for', () => {
    expectUsageError(() => cluster({ boundary: { engine: BoundaryEngine.ADMIN_NETWORK_POLICY, priority: 96 } }), {
      where: 'test/Boundary (PlatformBoundary)',
      what: 'its policies need more priorities than there are from 96 to 99',
      fix: 'lower `priority`, or use several clusters: its engine has room for no more tenants',
    });
  });
});
