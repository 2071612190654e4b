import { Cni, networkPolicyOnly } from './cni';
import { caveat, no, yes } from './support';

/**
 * What the policies of EKS have in common, with and without Auto Mode.
 *
 * Pods start open until their policies are programmed, unless the strict mode is on.
 */
export const eksPolicies: Pick<Cni, 'assumptions' | 'supports'> = {
  assumptions: () => ({
    'pods-match-ip-block': 'unknown', 'node-to-pod': 'own-node', 'end-port': 'unknown', 'policy-enforced': 'late-at-pod-start',
  }),
  supports: {
    ...networkPolicyOnly,
    defaultDeny: caveat('NetworkPolicy; pods start open until it is programmed, unless NETWORK_POLICY_ENFORCING_MODE is `strict`'),
    explicitDeny: yes('ClusterNetworkPolicy of EKS, action `Deny`'),
    adminTier: yes('ClusterNetworkPolicy of EKS, tier `Admin`'),
    overridableBaseline: yes('ClusterNetworkPolicy of EKS, tier `Baseline`'),
    metadataBlock: yes('ClusterNetworkPolicy of EKS, action `Deny`'),
    staticEgressAddress: no('addresses outside are a matter of the VPC', 'use a NAT gateway'),
    policyLogging: caveat('by address, of all pods, in a file on each node'),
  },
};
