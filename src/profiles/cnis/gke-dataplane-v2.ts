import { Cni, networkPolicyOnly } from '../cni';
import { caveat, no } from '../support';

const PREVIEW = 'ClusterNetworkPolicy, a preview from 1.36.0-gke.4447000';

/** GKE Dataplane V2. */
export const gkeDataplaneV2: Cni = {
  title: 'GKE Dataplane V2',
  assumptions: () => ({ 'pods-match-ip-block': 'unknown', 'nodes-match-ip-block': 'unknown', 'end-port': 'unknown', 'sctp': 'unknown' }),
  supports: {
    ...networkPolicyOnly,
    hosts: caveat('FQDNNetworkPolicy: at most 50 addresses in one policy and 100 behind one name'),
    wildcardHosts: caveat('FQDNNetworkPolicy `pattern`: at most 50 addresses in one policy'),
    explicitDeny: ({ kubernetesMinor }) => kubernetesMinor >= 36 ? caveat(PREVIEW) : no(`that takes ${PREVIEW}`, 'take back the policy that allows it'),
    adminTier: caveat(PREVIEW),
    overridableBaseline: caveat(PREVIEW),
    metadataBlock: caveat(PREVIEW),
    staticEgressAddress: no('addresses outside are a matter of the VPC', 'use Cloud NAT'),
    policyLogging: caveat('NetworkLogging, which has to say `deny: { log: true, delegate: true }` for the cluster'),
  },
};
