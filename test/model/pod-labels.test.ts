import { isAddedByController, labelOf } from '../../src/model';
import { clusterFrom } from '../dsl';

const [web] = clusterFrom(`
  apiVersion: apps/v1
  kind: Deployment
  metadata: { name: web, namespace: shop }
  spec: { template: { metadata: { labels: { app: web, projectcalico.org/orchestrator: mine } }, spec: { serviceAccountName: robot } } }`).workloads;

test.each([
  ['app', 'web'],
  ['tier', undefined],
  ['toString', undefined],
  ['io.cilium.k8s.policy.serviceaccount', 'robot'],
  ['projectcalico.org/serviceaccount', 'robot'],
  ['projectcalico.org/namespace', 'shop'],
  ['projectcalico.org/orchestrator', 'mine'],
])('a selector sees the label %s of a pod as its own, or as the CNI adds it: %j', (key, value) => {
  expect(labelOf(web, key)).toBe(value);
});

test('a selector sees which program runs the pods, if they do not say so themselves', () => {
  expect(labelOf({ ...web, labels: {} }, 'projectcalico.org/orchestrator')).toBe('k8s');
});

test('a controller adds labels of its own, but not those that the template has', () => {
  expect([isAddedByController(web, 'pod-template-hash'), isAddedByController(web, 'app'), isAddedByController(web, 'tier')]).toEqual([true, false, false]);
  expect(isAddedByController({ ...web, labels: { 'pod-template-hash': 'a' } }, 'pod-template-hash')).toBe(false);
});
