import { adminPolicySpec, PORT_RANGES } from '../admin-policy';
import { BoundaryEngine } from '../engine';

/** @see https://network-policy-api.sigs.k8s.io/api-overview/ */
export const adminNetworkPolicy: BoundaryEngine = {
  shared: [],
  // OVN-Kubernetes takes no more, although the API does.
  highestPriority: 99,
  perDenial: [{
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    name: denial => denial,
    spec: denial => adminPolicySpec(denial, PORT_RANGES),
  }],
};
