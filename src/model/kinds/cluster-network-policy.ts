import { ResourceKind } from './kind';
import { AdminApi } from '../admin/api';
import { readPriority, readTier } from '../admin/order';
import { readAdminPolicy } from '../admin/policy';
import { PROTOCOLS } from '../admin/ports';

const API: AdminApi = {
  versions: ['v1alpha2', 'v1beta1'],
  fields: ['tier', 'priority'],
  order: spec => ({ tier: readTier(spec), priority: readPriority(spec) }),
  actions: { Accept: 'allow', Deny: 'deny', Pass: 'pass' },
  from: ['namespaces', 'pods'],
  to: ['namespaces', 'pods', 'nodes', 'networks', 'domainNames'],
  ports: PROTOCOLS,
  actionsOnNames: ['allow'],
  limit: 25,
};

/** @see https://network-policy-api.sigs.k8s.io/reference/spec/ */
export const clusterNetworkPolicy: ResourceKind = {
  kind: 'ClusterNetworkPolicy',
  group: 'policy.networking.k8s.io',
  read: object => readAdminPolicy(object, API),
};
