import { Testing } from 'cdk8s';
import { manifest, manifestsOf, namesOf } from './shop-chart';
import { IsolatedNamespace, NamespaceQuota } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

function withQuota(quota?: NamespaceQuota) {
  const chart = Testing.chart();
  new IsolatedNamespace(chart, 'Namespace', { name: 'shop', quota });
  return manifestsOf(chart);
}

const hardOf = (quota?: NamespaceQuota) => (manifest(withQuota(quota), 'ResourceQuota', 'quota').spec as { hard: Record<string, string> }).hard;

describe('the quota of a namespace', () => {
  test('allows neither load balancers nor ports on the nodes, unless it says so', () => {
    for (const quota of [undefined, NamespaceQuota.small(), NamespaceQuota.medium(), NamespaceQuota.large(), NamespaceQuota.of({ pods: 1 })]) {
      expect(hardOf(quota)).toMatchObject({ 'services.loadbalancers': '0', 'services.nodeports': '0' });
    }
  });
  test('caps what the pods use together and how many objects there are', () => {
    expect(hardOf()).toEqual({
      'count/configmaps': '200',
      'count/ingresses.networking.k8s.io': '20',
      'count/jobs.batch': '100',
      'count/secrets': '200',
      'limits.cpu': '32',
      'limits.memory': '64Gi',
      'persistentvolumeclaims': '25',
      'pods': '100',
      'requests.cpu': '16',
      'requests.memory': '32Gi',
      'requests.storage': '250Gi',
      'services': '50',
      'services.loadbalancers': '0',
      'services.nodeports': '0',
    });
  });
  test('takes given values in place of those of the preset', () => {
    expect(hardOf(NamespaceQuota.small({ pods: 5, loadBalancers: 1, requestsCpu: '500m' })))
      .toMatchObject({ 'pods': '5', 'services.loadbalancers': '1', 'requests.cpu': '500m', 'services': '10' });
  });
  test('says nothing of what no preset and no value says', () => {
    expect(hardOf(NamespaceQuota.of({ pods: 7 }))).toEqual({ 'pods': '7', 'services.loadbalancers': '0', 'services.nodeports': '0' });
  });
  test('keeps pods from pushing those of other namespaces off their nodes', () => {
    expect(manifest(withQuota(), 'ResourceQuota', 'cross-namespace-affinity').spec).toEqual({
      hard: { pods: '0' }, scopeSelector: { matchExpressions: [{ operator: 'Exists', scopeName: 'CrossNamespacePodAffinity' }] },
    });
  });
  test('can be left out', () => {
    expect(namesOf(withQuota(NamespaceQuota.none())).filter(name => name.startsWith('ResourceQuota'))).toEqual([]);
  });
  test.each(['10 Gi', 'lots', '-1', '', '1e3'])('refuses an amount that is none (%p)', requestsMemory => {
    expectUsageError(() => NamespaceQuota.large({ requestsMemory }), {
      where: 'NamespaceQuota.large',
      what: `${JSON.stringify(requestsMemory)} is no amount for requestsMemory`,
      fix: 'write a number with an optional unit, such as "500m", "2" or "20Gi"',
    });
  });
  test.each([-1, 1.5, NaN])('refuses a count that is none (%p)', pods => {
    expectUsageError(() => NamespaceQuota.of({ pods }), {
      where: 'NamespaceQuota.of', what: `${pods} is no number for pods`, fix: 'give a whole number, 0 or more',
    });
  });
});
