import { Testing } from 'cdk8s';
import { manifest, Manifest, manifestsOf, namesOf } from './shop-chart';
import { ClusterDns, ClusterProfile, IsolatedNamespace, IsolatedNamespaceProps, PodSecurityLevel } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

function isolated(props: Partial<IsolatedNamespaceProps> = {}, profile = ClusterProfile.vanilla()): Manifest[] {
  const chart = Testing.chart();
  ClusterProfile.attach(chart, profile);
  new IsolatedNamespace(chart, 'Namespace', { name: 'shop', ...props });
  return manifestsOf(chart);
}

const labelsOf = (manifests: Manifest[]) => manifest(manifests, 'Namespace', 'shop').metadata.labels;

describe('an IsolatedNamespace', () => {
  test('defines the namespace and two policies, and nothing else', () => {
    expect(namesOf(isolated())).toEqual(['Namespace/shop', 'NetworkPolicy/default-deny', 'NetworkPolicy/allow-dns']);
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
    expect(namesOf(isolated({ allowDns: false }))).toEqual(['Namespace/shop', 'NetworkPolicy/default-deny']);
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
  test('offers the Namespace object to depend on', () => {
    const namespace = new IsolatedNamespace(Testing.chart(), 'Namespace', { name: 'shop' });
    expect(namespace.apiObject).toMatchObject({ kind: 'Namespace', name: 'shop' });
  });
});

describe('an IsolatedNamespace refuses', () => {
  test('a name that no namespace can have', () => {
    expectUsageError(() => isolated({ name: 'Kube_System' }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: '"Kube_System" is not a valid namespace',
      fix: 'use at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit; such as "kube-system"',
    });
  });
  test('a label with a space', () => {
    expectUsageError(() => isolated({ labels: { team: 'shop floor' } }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: 'label "team" has the invalid value "shop floor"',
      fix: 'use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, without spaces',
    });
  });
});
