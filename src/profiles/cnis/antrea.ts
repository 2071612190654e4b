import { Cni } from '../cni';
import { caveat, no, yes } from '../support';

export const antrea: Cni = {
  title: 'Antrea',
  assumptions: () => ({
    'pods-match-ip-block': 'yes',
    'nodes-match-ip-block': 'yes',
    'host-network': 'ignored',
    'node-to-pod': 'own-node',
    'end-port': 'supported',
    'sctp': 'unknown',
  }),
  supports: {
    defaultDeny: yes('NetworkPolicy'),
    clusterDns: yes('NetworkPolicy'),
    ingressControllerPeer: yes('NetworkPolicy'),
    hosts: yes('Antrea NetworkPolicy `fqdn`'),
    wildcardHosts: caveat('`*` spans dots, and `*example.com` is `badexample.com` too'),
    httpRules: caveat('Antrea NetworkPolicy `l7Protocols`, behind an alpha feature gate'),
    dnsNames: no('its policies name who answers, not what is asked'),
    explicitDeny: yes('Antrea NetworkPolicy, actions `Drop` and `Reject`'),
    adminTier: yes('Antrea ClusterNetworkPolicy in a Tier'),
    overridableBaseline: yes('Antrea ClusterNetworkPolicy in the tier `baseline`'),
    metadataBlock: yes('Antrea ClusterNetworkPolicy, action `Drop`'),
    tenantPeer: yes('Antrea ClusterNetworkPolicy `namespaces.sameLabels`'),
    apiServerPeer: yes('Antrea NetworkPolicy `toServices`'),
    nodePeer: yes('Antrea ClusterNetworkPolicy `nodeSelector`'),
    nodePolicy: no('nothing of the kind has been checked', 'use the firewall of the nodes'),
    staticEgressAddress: caveat('Egress, for everything that leaves the cluster'),
    policyLogging: yes('the annotation `networkpolicy.antrea.io/enable-logging` of the namespace, and Antrea NetworkPolicy `enableLogging`'),
    dryRun: no('a policy is enforced as soon as it exists', 'compare both versions with `palisade diff`'),
  },
};
