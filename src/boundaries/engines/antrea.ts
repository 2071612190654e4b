import { BlocksByPorts, blocksByPorts, PORTED } from '../blocks-by-ports';
import { Denial, NamespaceTerm } from '../denial';
import { BoundaryEngine } from '../engine';

/** A tier that Antrea brings along, asked before NetworkPolicies. */
const TIER = 'securityops';

/** @see https://antrea.io/docs/main/docs/antrea-network-policy/ */
export const antrea: BoundaryEngine = {
  shared: [],
  perDenial: [{
    apiVersion: 'crd.antrea.io/v1beta1',
    kind: 'ClusterNetworkPolicy',
    name: denial => denial,
    spec: specOf,
  }],
};

function specOf({ priority, subject, others, blocks }: Denial): Record<string, unknown> {
  const peers = others.map(selecting);
  return {
    tier: TIER,
    priority: priority + 1, // Antrea counts from 1
    appliedTo: [selecting(subject)],
    ...peers.length > 0 && { ingress: peers.map(peer => ({ action: 'Drop', from: [peer] })) },
    egress: [...peers.map(peer => ({ action: 'Drop', to: [peer] })), ...blocksByPorts(blocks).map(toBlocks)],
  };
}

const selecting = (matchExpressions: readonly NamespaceTerm[]) => ({ namespaceSelector: { matchExpressions } });

const toBlocks = ({ cidrs, ranges }: BlocksByPorts) => ({
  action: 'Drop',
  to: cidrs.map(cidr => ({ ipBlock: { cidr } })),
  ...ranges && {
    ports: [
      ...PORTED.flatMap(protocol => ranges.map(({ first, last }) => ({ protocol, port: first, ...last > first && { endPort: last } }))),
      { protocol: 'SCTP' },
    ],
  },
});
