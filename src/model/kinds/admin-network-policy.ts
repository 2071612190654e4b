import { ResourceKind } from './kind';
import { AdminApi } from '../admin/api';
import { readPriority } from '../admin/order';
import { readAdminPolicy } from '../admin/policy';
import { PORTS } from '../admin/ports';
import { ADMIN_TIER } from '../tiered-policy';

const API: AdminApi = {
  versions: ['v1alpha1'],
  fields: ['priority'],
  order: spec => ({ tier: ADMIN_TIER, priority: readPriority(spec) }),
  actions: { Allow: 'allow', Deny: 'deny', Pass: 'pass' },
  from: ['namespaces', 'pods'],
  to: ['namespaces', 'pods', 'nodes', 'networks', 'domainNames'],
  ports: PORTS,
  actionsOnNames: ['allow'],
  limit: 100,
};

/** @see https://network-policy-api.sigs.k8s.io/reference/spec/ */
export const adminNetworkPolicy: ResourceKind = {
  kind: 'AdminNetworkPolicy',
  group: 'policy.networking.k8s.io',
  read: object => readAdminPolicy(object, API),
};
