import { ingressTargets } from '../../ingress';
import { anyCluster } from '../any-cluster';
import { clusterFacts } from '../cluster-facts';
import { defaultController } from '../controllers';

/** K3s with what it brings along: Traefik in `kube-system`, and the policies of kube-router. */
export const k3s = clusterFacts(anyCluster, {
  cni: { name: 'kube-router' },
  ingressControllers: [{
    ...defaultController(ingressTargets.traefik), pods: { namespace: 'kube-system', labels: { 'app.kubernetes.io/name': 'traefik' } },
  }],
});
