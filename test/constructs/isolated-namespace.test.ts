import { Testing } from 'cdk8s';
import { manifest, Manifest, manifestsOf, namesOf, shopFor } from './shop-chart';
import {
  ClusterDns, ClusterProfile, Cni, ContainerLimits, IsolatedNamespace, IsolatedNamespaceProps, NamespaceQuota, Placement, PodSecurityLevel,
} from '../../src';
import { expectUsageError, refusalOf } from '../values/expect-usage-error';

function isolated(props: Partial<IsolatedNamespaceProps> = {}, profile = ClusterProfile.vanilla()): Manifest[] {
  const chart = Testing.chart();
  ClusterProfile.attach(chart, profile);
  new IsolatedNamespace(chart, 'Namespace', { name: 'shop', ...props });
  return manifestsOf(chart);
}

const labelsOf = (manifests: Manifest[]) => manifest(manifests, 'Namespace', 'shop').metadata.labels;

describe('an IsolatedNamespace', () => {
  test('defines the namespace, what caps it, an account without credentials and two policies, and nothing else', () => {
    expect(namesOf(isolated())).toEqual([
      'Namespace/shop', 'ResourceQuota/quota', 'ResourceQuota/cross-namespace-affinity', 'LimitRange/container-limits',
      'ServiceAccount/default', 'NetworkPolicy/default-deny', 'NetworkPolicy/allow-dns',
    ]);
  });
  test('defines a Namespace that is itself in no namespace', () => {
    expect(manifest(isolated(), 'Namespace', 'shop')).toEqual({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: 'shop',
        labels: {
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.34',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    });
  });
  test('closes every pod both ways', () => {
    expect(manifest(isolated(), 'NetworkPolicy', 'default-deny')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace: 'shop' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
  });
  test('lets every pod ask the cluster DNS, over UDP and TCP, and nobody else', () => {
    expect(manifest(isolated(), 'NetworkPolicy', 'allow-dns')).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'allow-dns', namespace: 'shop' },
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [{
          to: [{
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          }],
          ports: [{ protocol: 'TCP', port: 53 }, { protocol: 'UDP', port: 53 }],
        }],
      },
    });
  });
  test('lets nobody ask the DNS when told so', () => {
    expect(namesOf(isolated({ allowDns: false }))).not.toContain('NetworkPolicy/allow-dns');
  });
  test('asks the DNS of the profile', () => {
    const dns = ClusterDns.pods({ namespace: 'openshift-dns', podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, port: 5353 });
    expect(manifest(isolated({}, ClusterProfile.vanilla({ dns })), 'NetworkPolicy', 'allow-dns').spec).toMatchObject({
      egress: [{
        to: [{
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
          podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
        }],
        ports: [{ protocol: 'TCP', port: 5353 }, { protocol: 'UDP', port: 5353 }],
      }],
    });
  });
  test('pins Pod Security to the version of the profile, so that an upgrade stops no pods', () => {
    expect(labelsOf(isolated({}, ClusterProfile.vanilla({ kubernetesVersion: '1.29' })))).toMatchObject({
      'pod-security.kubernetes.io/enforce-version': 'v1.29',
    });
  });
  test.each([PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED])('that enforces %s still warns of what is not restricted', podSecurity => {
    expect(labelsOf(isolated({ podSecurity }))).toMatchObject({
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/enforce': podSecurity,
      'pod-security.kubernetes.io/warn': 'restricted',
    });
  });
  test('carries labels of the user too', () => {
    expect(labelsOf(isolated({ labels: { team: 'storefront' } }))).toMatchObject({
      'team': 'storefront', 'pod-security.kubernetes.io/enforce': 'restricted',
    });
  });
  test('says who owns it, what environment it is part of and whom it is run for', () => {
    expect(labelsOf(isolated({ owner: 'team-shop', environment: 'production', tenant: 'acme' }))).toMatchObject({
      'cdk8s-palisade/owner': 'team-shop', 'cdk8s-palisade/environment': 'production', 'cdk8s-palisade/tenant': 'acme',
    });
  });
  test('keeps the credentials of its default account out of pods', () => {
    expect(manifest(isolated(), 'ServiceAccount', 'default')).toEqual({
      apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'shop' }, automountServiceAccountToken: false,
    });
  });
  test('leaves the default account alone when told so', () => {
    expect(namesOf(isolated({ automountServiceAccountToken: true }))).not.toContain('ServiceAccount/default');
  });
  test('has no quota and no limits when told so', () => {
    expect(namesOf(isolated({ quota: NamespaceQuota.none(), limits: ContainerLimits.none() }))).toEqual([
      'Namespace/shop', 'ServiceAccount/default', 'NetworkPolicy/default-deny', 'NetworkPolicy/allow-dns',
    ]);
  });
  test('asks for the nodes of its placement', () => {
    expect(manifest(isolated({ placement: Placement.dedicated('payments') }), 'Namespace', 'shop').metadata.annotations).toEqual({
      'scheduler.alpha.kubernetes.io/defaultTolerations': '[{"key":"dedicated","operator":"Equal","value":"payments","effect":"NoSchedule"}]',
      'scheduler.alpha.kubernetes.io/node-selector': 'node-restriction.kubernetes.io/dedicated=payments',
    });
  });
  test('offers the Namespace object to depend on', () => {
    const namespace = new IsolatedNamespace(Testing.chart(), 'Namespace', { name: 'shop' });
    expect(namespace.apiObject).toMatchObject({ kind: 'Namespace', name: 'shop' });
  });
});

describe('an IsolatedNamespace refuses', () => {
  test('a cluster in which nothing enforces policies', () => {
    expectUsageError(() => isolated({}, ClusterProfile.k3s({ cni: Cni.flannel() })), {
      where: expect.stringContaining('(IsolatedNamespace)'),
      what: 'Flannel cannot close namespaces by default: it enforces no policies at all',
      fix: expect.stringContaining('use one that can: An unknown CNI, Cilium, Calico'),
    });
  });
  test('a name that no namespace can have', () => {
    expectUsageError(() => isolated({ name: 'Shop_Floor' }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: '"Shop_Floor" is not a valid namespace',
      fix: 'use at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit; such as "shop-floor"',
    });
  });
  test.each(['kube-system', 'kube-public', 'kube-node-lease'])('%s, which the cluster itself needs open', name => {
    expectUsageError(() => isolated({ name }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: `namespace "${name}" belongs to Kubernetes, and closing it would break the cluster`,
      fix: 'use a namespace of your own, such as "shop"',
    });
  });
  test('a name near to one of those, instead of suggesting it', () => {
    expectUsageError(() => isolated({ name: 'Kube_System' }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: 'namespace "Kube_System" belongs to Kubernetes, and closing it would break the cluster',
      fix: 'use a namespace of your own, such as "shop"',
    });
  });
  test.each(['kube', 'kubernetes', 'my-kube-system'])('no namespace for a name that merely resembles those (%s)', name => {
    expect(namesOf(isolated({ name }))).toContain(`Namespace/${name}`);
  });
  test.each(['enforce', 'enforce-version', 'audit', 'audit-version', 'warn', 'warn-version', 'new-in-2030'])(
    'the label %s of Pod Security, which would change it behind the back of `podSecurity`', name => {
      expectUsageError(() => isolated({ labels: { team: 'shop', [`pod-security.kubernetes.io/${name}`]: 'privileged' } }), {
        where: 'test/Namespace (IsolatedNamespace)',
        what: `the label "pod-security.kubernetes.io/${name}" is not yours to set`,
        fix: 'state the level as `podSecurity`, and the version as `kubernetesVersion` of the ClusterProfile',
      });
    });
  test.each(['shop', 'office'])('the label by which policies know the namespace, whatever it says (%s)', value => {
    expectUsageError(() => isolated({ labels: { 'kubernetes.io/metadata.name': value } }), {
      where: 'test/Namespace (IsolatedNamespace)', what: 'the label "kubernetes.io/metadata.name" is set by the API server', fix: 'leave it out',
    });
  });
  test.each(['owner', 'environment', 'tenant', 'new-in-2030'])('the label %s of ours, which would belie what is stated', name => {
    expectUsageError(() => isolated({ labels: { [`cdk8s-palisade/${name}`]: 'other' } }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: `the label "cdk8s-palisade/${name}" is not yours to set`,
      fix: 'state it as `owner`, `environment` or `tenant`',
    });
  });
  test.each(['environment', 'tenant'] as const)('the name of the %s that no name of a policy can hold', what => {
    expectUsageError(() => isolated({ [what]: 'Acme_Inc' }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: `"Acme_Inc" is not a valid ${what}`,
      fix: 'use at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit; such as "acme-inc"',
    });
  });
  test('no label that merely resembles those', () => {
    const labels = { 'pod-security.example.com/enforce': 'privileged', 'metadata.name': 'shop', 'kubernetes.io/team': 'shop' };
    expect(labelsOf(isolated({ labels }))).toMatchObject(labels);
  });
  test('a label with a space', () => {
    expectUsageError(() => isolated({ labels: { team: 'shop floor' } }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: 'label "team" has the invalid value "shop floor"',
      fix: 'use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, without spaces',
    });
  });
});

test.each(['Kube System', '-kube-system', 'kube/system'])('an IsolatedNamespace refuses %p without suggesting a name that it refuses, too', name => {
  expect(refusalOf(() => new IsolatedNamespace(shopFor().chart, 'Other', { name }))?.fix).not.toContain('"kube-system"');
});
