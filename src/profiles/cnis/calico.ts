import { Cni } from '../cni';
import { caveat, no, yes } from '../support';

const ENTERPRISE = 'is part of Calico Enterprise and Calico Cloud';

/** Open-source Calico. */
export const calico: Cni = {
  title: 'Calico',
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
    hosts: no(`that ${ENTERPRISE}`, 'name the addresses of the host', 'send the requests through a proxy of your own'),
    wildcardHosts: no(`that ${ENTERPRISE}`, 'send the requests through a proxy of your own'),
    httpRules: caveat('needs Dikastes beside every pod; broken from 3.30.0, fixed in 3.32'),
    dnsNames: no('its policies end at ports'),
    explicitDeny: yes('Calico NetworkPolicy, action `Deny`'),
    adminTier: yes('GlobalNetworkPolicy in a Tier'),
    overridableBaseline: yes('GlobalNetworkPolicy in a Tier after `default`'),
    metadataBlock: yes('GlobalNetworkPolicy, action `Deny`'),
    tenantPeer: caveat('by selectors, with one object for each tenant'),
    apiServerPeer: caveat('`destination.services`, which takes no ports beside it'),
    nodePeer: yes('HostEndpoint'),
    nodePolicy: yes('GlobalNetworkPolicy for HostEndpoints'),
    staticEgressAddress: no(`an egress gateway ${ENTERPRISE}`, 'use a NAT gateway'),
    policyLogging: caveat('action `Log` writes to the log of the node; flow logs are a preview'),
    dryRun: yes('StagedNetworkPolicy'),
  },
};
