import { adminPolicySpec, PROTOCOLS } from '../admin-policy';
import { BoundaryEngine } from '../engine';

/** @see https://network-policy-api.sigs.k8s.io/reference/spec/ */
export const clusterNetworkPolicy: BoundaryEngine = {
  shared: [],
  perDenial: [{
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    name: denial => denial,
    spec: denial => ({ tier: 'Admin', ...adminPolicySpec(denial, PROTOCOLS) }),
  }],
};
