import { Cni, networkPolicyOnly } from '../cni';
import { caveat, yes } from '../support';

const NOT_WRITTEN = '; constructs refuse it, as they write no such object yet';

/** OVN-Kubernetes, as OpenShift runs it. */
export const ovnKubernetes: Cni = {
  title: 'OVN-Kubernetes',
  assumptions: () => ({
    'pods-match-ip-block': 'unknown',
    'host-network': 'ignored',
    'namespace-selector-host-network': 'only-with-pod-selector',
    'service-dnat': 'before-policy',
    'end-port': 'unknown',
    'sctp': 'unknown',
  }),
  supports: {
    ...networkPolicyOnly,
    hosts: caveat(`EgressFirewall: one for each namespace, never for single workloads${NOT_WRITTEN}`),
    wildcardHosts: caveat(`EgressFirewall: one for each namespace, and \`*\` stands for exactly one label${NOT_WRITTEN}`),
    explicitDeny: yes('AdminNetworkPolicy, action `Deny`'),
    adminTier: caveat('AdminNetworkPolicy, priorities 0 to 99 only'),
    overridableBaseline: yes('BaselineAdminNetworkPolicy'),
    metadataBlock: yes('EgressFirewall, `Deny`'),
    apiServerPeer: caveat(`AdminNetworkPolicy \`nodes\`, which is every port of the nodes that run it${NOT_WRITTEN}`),
    nodePeer: caveat('AdminNetworkPolicy `nodes`, for egress only'),
    staticEgressAddress: caveat('EgressIP, for everything that leaves the cluster, at nodes with the label `k8s.ovn.org/egress-assignable`'),
    policyLogging: yes('the annotation `k8s.ovn.org/acl-logging` of the namespace'),
  },
};
