import { Cni } from '../cni';
import { caveat, no, yes } from '../support';

/** Calico Enterprise and Calico Cloud. */
export const calicoEnterprise: Cni = {
  title: 'Calico Enterprise',
  assumptions: () => ({
    'pods-match-ip-block': 'yes',
    'nodes-match-ip-block': 'yes',
    'host-network': 'ignored',
    'node-to-pod': 'own-node',
    'end-port': 'unknown',
    'sctp': 'unknown',
  }),
  supports: {
    defaultDeny: yes('NetworkPolicy'),
    clusterDns: yes('NetworkPolicy'),
    ingressControllerPeer: yes('NetworkPolicy'),
    hosts: yes('Calico NetworkPolicy `destination.domains`'),
    wildcardHosts: caveat('`*.` in front only, without the name behind it'),
    httpRules: yes('Calico NetworkPolicy `http`'),
    dnsNames: no('its policies name who answers, not what is asked'),
    explicitDeny: yes('Calico NetworkPolicy, action `Deny`'),
    adminTier: yes('GlobalNetworkPolicy in a Tier'),
    overridableBaseline: yes('GlobalNetworkPolicy in a Tier after `default`'),
    metadataBlock: yes('GlobalNetworkPolicy, action `Deny`'),
    tenantPeer: caveat('by selectors, with one object for each tenant'),
    apiServerPeer: caveat('`destination.services`, which takes no ports beside it'),
    nodePeer: yes('HostEndpoint'),
    nodePolicy: yes('GlobalNetworkPolicy for HostEndpoints'),
    staticEgressAddress: no('its egress gateways are pods with addresses of their own pool',
      'install one, and let the namespace name it in annotations of Calico'),
    policyLogging: yes('flow logs, of all pods'),
    dryRun: yes('StagedNetworkPolicy'),
  },
};
