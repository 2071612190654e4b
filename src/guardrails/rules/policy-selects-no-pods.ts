import { selects } from '../../model';
import { groupBy } from '../../values';
import { Rule } from '../rule';

export const policySelectsNoPods: Rule = {
  id: 'NET301',
  name: 'policy-selects-no-pods',
  severity: 'medium',
  title: 'Every NetworkPolicy selects a pod',
  why: 'A policy whose selector matches nothing protects nothing; mostly a label was misspelt or renamed.',
  fix: 'Correct the podSelector so that it matches the labels of the pods (not of their Deployment), or delete the policy.',
  accepts: {
    'a selector that matches the pods': `
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec: { template: { metadata: { labels: { app: web } } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } } }`,
    'a default-deny that waits for pods to come': `
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: default-deny, namespace: shop }
      spec: { podSelector: {} }`,
    'a policy for a namespace that is kept elsewhere': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } } }`,
  },
  rejects: {
    'a misspelt label': `
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec: { template: { metadata: { labels: { app: web } } } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: wbe } } }`,
    'pods of another namespace': `
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: bank, labels: { app: web } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } } }`,
  },
  check: ({ namespaces, workloads, policies }) => {
    const pods = groupBy(workloads, ({ namespace }) => namespace);
    // Only a namespace whose content the input has can be said to lack a pod.
    const owned = new Set([...namespaces.filter(({ source }) => source !== undefined).map(({ name }) => name), ...pods.keys()]);
    return policies
      .filter(policy => policy.selects.length > 0 && owned.has(policy.namespace)
        && !pods.get(policy.namespace)?.some(({ labels }) => selects(policy.selects, labels)))
      .map(policy => ({
        object: policy,
        path: ['spec', 'podSelector'],
        message: `NetworkPolicy "${policy.name}" selects none of the pods of namespace "${policy.namespace}"`,
      }));
  },
};
