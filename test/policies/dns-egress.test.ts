import { dnsEgress } from '../../src/policies';
import { kubeDns } from '../../src/profiles';

describe('dnsEgress', () => {
  const spec = dnsEgress([kubeDns]);

  test('lets every pod ask the DNS pods, over UDP and TCP, and nobody else', () => {
    expect(spec).toEqual({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [{
        to: [{
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        }],
        ports: [{ protocol: 'TCP', port: 53 }, { protocol: 'UDP', port: 53 }],
      }],
    });
  });
  test('leaves ingress to the default-deny', () => {
    expect(spec.policyTypes).not.toContain('Ingress');
  });
});
