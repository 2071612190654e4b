import { CniFacts } from '../../values';
import { Cni } from '../cni';
import { caveat, paid, Support, SupportOf, yes } from '../support';
import { isAtLeast } from '../version';

const ACNS = 'AKS enforces it with Advanced Container Networking Services only, and blocks the traffic without';

/** On AKS, what looks into names and requests is sold separately. */
const soldByAks = (support: Support): SupportOf => ({ cloud, cni }) => cloud === 'azure' && !cni.paidFeatures ? paid(ACNS) : support;

// Whether it knows endPort is settled by its version, and SCTP by an option of its installation.
const endPort = ({ version }: CniFacts) => version === undefined ? 'unknown' : isAtLeast(version, '1.17') ? 'supported' : 'ignored';

/** Cilium takes blocks of addresses for what is outside the cluster, never for pods or nodes. */
export const cilium: Cni = {
  title: 'Cilium',
  assumptions: facts => ({
    'pods-match-ip-block': 'no', 'nodes-match-ip-block': 'no', 'host-network': 'ignored', 'end-port': endPort(facts), 'sctp': 'unknown',
  }),
  supports: {
    defaultDeny: yes('NetworkPolicy'),
    clusterDns: yes('NetworkPolicy, and CiliumNetworkPolicy where the node answers'),
    ingressControllerPeer: caveat('Cilium\'s own Ingress and Gateway are the entity `ingress`, which a NetworkPolicy cannot name'),
    hosts: soldByAks(yes('CiliumNetworkPolicy `toFQDNs`')),
    wildcardHosts: soldByAks(caveat('`*` stands for exactly one label; any depth is `**.`, from Cilium 1.20')),
    httpRules: soldByAks(yes('CiliumNetworkPolicy `rules.http`')),
    dnsNames: soldByAks(yes('CiliumNetworkPolicy `rules.dns`')),
    explicitDeny: yes('CiliumNetworkPolicy `ingressDeny`, `egressDeny`'),
    adminTier: yes('CiliumClusterwideNetworkPolicy'),
    overridableBaseline: yes('CiliumClusterwideNetworkPolicy with `enableDefaultDeny`'),
    metadataBlock: yes('CiliumClusterwideNetworkPolicy `egressDeny`'),
    tenantPeer: caveat('by labels, with one object for each tenant'),
    apiServerPeer: yes('CiliumNetworkPolicy, entity `kube-apiserver`'),
    nodePeer: yes('CiliumNetworkPolicy, entities `host` and `remote-node`'),
    nodePolicy: caveat('CiliumClusterwideNetworkPolicy `nodeSelector`, with the host firewall switched on'),
    staticEgressAddress: caveat('CiliumEgressGatewayPolicy, once switched on with BPF masquerading and the kube-proxy replacement; '
      + 'new pods leave with the address of their node until it is programmed'),
    policyLogging: caveat('Hubble, of all pods'),
    dryRun: caveat('the audit mode of the agent, for everything on its node at once'),
  },
};
