import { selects } from '../../model';
import { groupBy } from '../../values';
import { Rule } from '../rule';

/** Namespaces of Kubernetes itself, which no application may close. */
const SYSTEM = ['kube-system', 'kube-public', 'kube-node-lease'];

export const workloadNotIsolated: Rule = {
  id: 'NET101',
  name: 'workload-not-isolated',
  severity: 'high',
  title: 'Every workload is isolated for ingress',
  why: 'A pod that no NetworkPolicy selects for ingress accepts connections from every pod of the cluster, and from whatever can route to it.',
  fix: 'Add a default-deny NetworkPolicy to the namespace and allow what is needed, or use IsolatedNamespace.',
  accepts: {
    'a namespace with a default-deny': `
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec: { template: { metadata: { labels: { app: web } } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: default-deny, namespace: shop }
      spec: { podSelector: {} }`,
    'a policy that selects by what a label is not': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: not-the-gateway, namespace: shop }
      spec: { podSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [gateway] }] }, ingress: [] }`,
    'a workload of Kubernetes itself': `
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: { name: kube-proxy, namespace: kube-system }
      spec: { template: { metadata: { labels: { k8s-app: kube-proxy } } } }`,
  },
  rejects: {
    'a workload without any policy': `
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec: { template: { metadata: { labels: { app: web } } } }`,
    'a policy in another namespace': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: default-deny, namespace: bank }
      spec: { podSelector: {} }`,
    'a policy for egress only': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: default-deny, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress] }`,
    'a policy for the labels of the Deployment instead of its pods': `
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: { template: { metadata: { labels: { run: web } } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } } }`,
  },
  check: ({ workloads, policies }) => {
    const isolating = groupBy(policies.filter(({ ingress }) => ingress !== undefined), ({ namespace }) => namespace);
    return workloads
      .filter(({ namespace, labels }) => !SYSTEM.includes(namespace)
        && !isolating.get(namespace)?.some(policy => selects(policy.selects, labels)))
      .map(workload => ({
        object: workload,
        path: ['metadata'],
        message: `no NetworkPolicy selects ${workload.kind} "${workload.name}" for ingress, so everybody may connect to it`,
      }));
  },
};
