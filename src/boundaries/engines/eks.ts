import { adminPolicySpec, PORT_RANGES } from '../admin-policy';
import { BoundaryEngine } from '../engine';

/** @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html */
export const eks: BoundaryEngine = {
  shared: [],
  perDenial: [{
    apiVersion: 'networking.k8s.aws/v1alpha1',
    kind: 'ClusterNetworkPolicy',
    name: denial => denial,
    spec: denial => ({ tier: 'Admin', ...adminPolicySpec(denial, PORT_RANGES) }),
  }],
};
