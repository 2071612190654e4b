import { ResourceKind } from './kind';
import { AdminApi } from '../admin/api';
import { readPriority, readTier } from '../admin/order';
import { readAdminPolicy } from '../admin/policy';
import { PORTS } from '../admin/ports';

const API: AdminApi = {
  versions: ['v1alpha1'],
  fields: ['tier', 'priority'],
  order: spec => ({ tier: readTier(spec), priority: readPriority(spec) }),
  actions: { Accept: 'allow', Deny: 'deny', Pass: 'pass' },
  from: ['namespaces', 'pods'],
  to: ['namespaces', 'pods', 'networks', 'domainNames'],
  ports: PORTS,
  actionsOnNames: ['allow', 'pass'],
  limit: 100,
};

/** @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html */
export const eksClusterNetworkPolicy: ResourceKind = {
  kind: 'ClusterNetworkPolicy',
  group: 'networking.k8s.aws',
  read: object => readAdminPolicy(object, API),
};
