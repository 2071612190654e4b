import { assumptions } from './assumptions';
import { ClusterFacts } from './cluster-facts';

const OPEN = ['unknown', 'ambiguous', 'possible'];

/** A cluster of which nobody knows anything: what holds of it holds of every cluster, as every question that can be open is. */
export const openFacts: ClusterFacts = {
  kubernetesMinor: 34,
  cni: { name: 'any' },
  cloud: 'none',
  mesh: 'none',
  ingressControllers: [],
  dns: [],
  podCidrs: [],
  serviceCidrs: [],
  nodeCidrs: [],
  apiServer: { cidrs: [], port: 6443 },
  metadataCidrs: [],
  assumptions: {
    ...Object.fromEntries(assumptions.map(({ name, values, fallback }) => [name, values.find(value => OPEN.includes(value)) ?? fallback])),
    // Cannot be open; it tells more peers apart than its opposite.
    'namespace-selector-host-network': 'only-with-pod-selector',
  },
};
