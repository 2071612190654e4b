import { clouds } from './clouds';
import { defaultController } from './controllers';
import { kubeDns } from './dns';
import { ingressTargets } from '../ingress';
import { ClusterFacts } from '../values';

/** What a cluster is like of which nobody says more: what presets start from. */
export const anyCluster: ClusterFacts = {
  kubernetesMinor: 34,
  cni: { name: 'any' },
  cloud: 'none',
  mesh: 'none',
  ingressControllers: [defaultController(ingressTargets.traefik)],
  dns: [kubeDns],
  monitoring: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
  podCidrs: [],
  serviceCidrs: [],
  nodeCidrs: [],
  apiServer: { cidrs: [], port: 6443 },
  metadataCidrs: clouds.none.metadataCidrs,
  assumptions: {},
};
