import { dnsEgress } from '../../src/policies';
import { Ports } from '../../src/values';

describe('dnsEgress', () => {
  const spec = dnsEgress({ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }, [Ports.udp(53), Ports.tcp(53)]);

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
