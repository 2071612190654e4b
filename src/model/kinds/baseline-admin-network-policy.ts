import { ResourceKind } from './kind';
import { AdminApi } from '../admin/api';
import { readAdminPolicy } from '../admin/policy';
import { PORTS } from '../admin/ports';
import { BASELINE_TIER } from '../tiered-policy';

const API: AdminApi = {
  versions: ['v1alpha1'],
  fields: [],
  // There is only one, so that it needs none.
  order: () => ({ tier: BASELINE_TIER, priority: 0 }),
  actions: { Allow: 'allow', Deny: 'deny' },
  from: ['namespaces', 'pods'],
  to: ['namespaces', 'pods', 'nodes', 'networks'],
  ports: PORTS,
  actionsOnNames: [],
  limit: 100,
};

/** @see https://network-policy-api.sigs.k8s.io/reference/spec/ */
export const baselineAdminNetworkPolicy: ResourceKind = {
  kind: 'BaselineAdminNetworkPolicy',
  group: 'policy.networking.k8s.io',
  read: object => {
    if (object.name !== 'default') {
      object.root.field('metadata').field('name').warn('POL110', 'the API server takes a BaselineAdminNetworkPolicy only by the name default; it is read all the same');
    }
    return readAdminPolicy(object, API);
  },
};
