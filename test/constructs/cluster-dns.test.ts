import { ClusterDns, Ports } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

describe('the cluster DNS', () => {
  test('is CoreDNS in kube-system, over UDP and TCP, unless told otherwise', () => {
    expect(ClusterDns.pods()._places).toEqual([{
      kind: 'pods', pods: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } }, ports: [Ports.udp(53), Ports.tcp(53)],
    }]);
  });
  test('is where it is said to be', () => {
    expect(ClusterDns.pods({ namespace: 'dns', podLabels: { app: 'unbound' }, port: 5353 })._places).toEqual([{
      kind: 'pods', pods: { namespace: 'dns', labels: { app: 'unbound' } }, ports: [Ports.udp(5353), Ports.tcp(5353)],
    }]);
  });
  test('is in no namespace that cannot exist', () => {
    expectUsageError(() => ClusterDns.pods({ namespace: 'Kube_System' }), {
      where: 'ClusterDns.pods', what: '"Kube_System" is not a valid namespace', fix: expect.stringContaining('such as "kube-system"'),
    });
  });
  test('has no labels that pods cannot have', () => {
    expectUsageError(() => ClusterDns.pods({ podLabels: { app: 'core dns' } }), {
      where: 'ClusterDns.pods', what: 'label "app" has the invalid value "core dns"', fix: expect.stringContaining('without spaces'),
    });
  });
  test.each([0, 70000])('answers on no port %i', port => {
    expectUsageError(() => ClusterDns.pods({ port }), {
      where: 'ClusterDns.pods', what: `a port is a whole number from 1 to 65535; got ${port}`, fix: 'give a number from 1 to 65535',
    });
  });
  test('has labels, or every pod of its namespace would be it', () => {
    expectUsageError(() => ClusterDns.pods({ podLabels: {} }), {
      where: 'ClusterDns.pods',
      what: 'podLabels is empty, so every pod of the namespace would count',
      fix: 'leave podLabels out for the default, or name a label that only these pods carry',
    });
  });
});
