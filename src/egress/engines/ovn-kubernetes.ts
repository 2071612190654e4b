import { EgressEngine, unknownOptions } from '../engine';
import { oneSelector, SEVERAL_SELECTORS } from '../one-selector';

/** @see https://ovn-kubernetes.io/features/cluster-egress-controls/egress-ip/ */
export const ovnKubernetes: EgressEngine = {
  apiVersion: 'k8s.ovn.org/v1',
  kind: 'EgressIP',
  limit: egress => unknownOptions(egress, {
    destinations: 'an EgressIP is for everything that leaves the cluster, and not for single destinations',
    gatewayNodes: 'OVN-Kubernetes gives the addresses to nodes with the label `k8s.ovn.org/egress-assignable`, and to no others',
    pool: 'OVN-Kubernetes knows no pools of addresses',
  }) ?? (oneSelector(egress.pods) === undefined ? SEVERAL_SELECTORS : undefined),
  objects: ({ name, pods, addresses }) => [{ name, spec: { egressIPs: addresses, ...oneSelector(pods) } }],
};
