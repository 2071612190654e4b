import { Construct } from 'constructs';
import { claimObject } from './claims';
import { ContainerLimits } from './container-limits';
import { kubeObject } from './kube-object';
import { NamespaceQuota } from './namespace-quota';

/** Caps what the objects of a namespace use together. */
export function addQuota(scope: Construct, namespace: string, quota: NamespaceQuota): void {
  if (Object.keys(quota._hard).length > 0) addResourceQuota(scope, namespace, 'quota', { hard: quota._hard });
  const pods = quota._crossNamespaceAffinityPods;
  if (pods === undefined) return;
  // A quota of its own: a scope narrows everything that its quota counts.
  addResourceQuota(scope, namespace, 'cross-namespace-affinity', {
    hard: { pods },
    scopeSelector: { matchExpressions: [{ operator: 'Exists', scopeName: 'CrossNamespacePodAffinity' }] },
  });
}

function addResourceQuota(scope: Construct, namespace: string, name: string, spec: object): void {
  claimObject(scope, { kind: 'ResourceQuota', namespace, name });
  kubeObject(scope, name, { apiVersion: 'v1', kind: 'ResourceQuota', name, namespace, spec });
}

/** Gives limits to containers that state none, and caps those that do. */
export function addLimitRange(scope: Construct, namespace: string, limits: ContainerLimits): void {
  if (Object.keys(limits._container).length === 0) return;
  const name = 'container-limits';
  claimObject(scope, { kind: 'LimitRange', namespace, name });
  kubeObject(scope, name, { apiVersion: 'v1', kind: 'LimitRange', name, namespace, spec: { limits: [{ type: 'Container', ...limits._container }] } });
}

/** Keeps the credentials of the account that every pod gets out of the pods that do not ask for them. */
export function addDefaultServiceAccount(scope: Construct, namespace: string): void {
  const name = 'default';
  claimObject(scope, { kind: 'ServiceAccount', namespace, name });
  kubeObject(scope, 'default-service-account', {
    apiVersion: 'v1', kind: 'ServiceAccount', name, namespace, fields: { automountServiceAccountToken: false },
  });
}
