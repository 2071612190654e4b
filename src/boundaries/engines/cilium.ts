import { BlocksByPorts, blocksByPorts, PORTED } from '../blocks-by-ports';
import { Denial, NAMESPACE_NAME, NamespaceTerm } from '../denial';
import { BoundaryEngine } from '../engine';

/** What Cilium denies, nothing allows: neither a NetworkPolicy nor a policy of its own. */
export const cilium: BoundaryEngine = {
  highestPriority: Number.MAX_SAFE_INTEGER, // it has none
  shared: [],
  perDenial: [{
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumClusterwideNetworkPolicy',
    name: denial => denial,
    spec: specOf,
  }],
};

function specOf({ subject, others, blocks }: Denial): Record<string, unknown> {
  const peers = others.map(terms => ({ matchExpressions: terms.map(onPods) }));
  const egressDeny = [...peers.map(peer => ({ toEndpoints: [peer] })), ...blocksByPorts(blocks).map(toBlocks)];
  return {
    endpointSelector: { matchExpressions: subject.map(onPods) },
    // It takes away and isolates nobody: that is for the policies of the namespaces.
    enableDefaultDeny: { ingress: false, egress: false },
    ...peers.length > 0 && { ingressDeny: peers.map(peer => ({ fromEndpoints: [peer] })) },
    egressDeny,
  };
}

/** Cilium keeps the labels of a namespace among those of its pods. */
const onPods = ({ key, ...term }: NamespaceTerm) => ({
  key: key === NAMESPACE_NAME ? 'k8s:io.kubernetes.pod.namespace' : `k8s:io.cilium.k8s.namespace.labels.${key}`, ...term,
});

const toBlocks = ({ cidrs, ranges }: BlocksByPorts) => ({
  toCIDRSet: cidrs.map(cidr => ({ cidr })),
  ...ranges && {
    toPorts: [{
      ports: PORTED.flatMap(protocol => ranges.map(({ first, last }) => ({ port: `${first}`, ...last > first && { endPort: last }, protocol }))),
    }],
  },
});
