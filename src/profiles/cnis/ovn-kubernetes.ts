import { Cni, networkPolicyOnly } from '../cni';
import { caveat, no, yes } from '../support';

const ADDRESSES = ['name the addresses of the host', 'send the requests through a proxy of your own'];

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
    hosts: no('its EgressFirewall is one for a whole namespace, whose workloads would share each other\'s hosts', ...ADDRESSES),
    wildcardHosts: no('its EgressFirewall is one for a whole namespace, whose workloads would share each other\'s hosts', ...ADDRESSES),
    explicitDeny: yes('AdminNetworkPolicy, action `Deny`'),
    adminTier: caveat('AdminNetworkPolicy, priorities 0 to 99 only'),
    overridableBaseline: yes('BaselineAdminNetworkPolicy'),
    metadataBlock: yes('EgressFirewall, `Deny`'),
    apiServerPeer: no('AdminNetworkPolicies name nodes, which is every port of those that run it', 'state its addresses: apiServerCidrs'),
    nodePeer: caveat('AdminNetworkPolicy `nodes`, for egress only'),
    staticEgressAddress: caveat('EgressIP, for everything that leaves the cluster, at nodes with the label `k8s.ovn.org/egress-assignable`'),
    policyLogging: yes('the annotation `k8s.ovn.org/acl-logging` of the namespace'),
  },
};
