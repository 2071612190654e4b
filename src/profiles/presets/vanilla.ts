import { ingressTargets } from '../../ingress';
import { ClusterFacts, Ports } from '../../values';
import { defaultController } from '../controllers';

/** A cluster as kubeadm makes it: CoreDNS behind `kube-dns`, Traefik for ingress, Prometheus in `monitoring`, any CNI. */
export const vanilla: ClusterFacts = {
  kubernetesMinor: 34,
  cni: { name: 'any' },
  cloud: 'none',
  mesh: 'none',
  ingressController: defaultController(ingressTargets.traefik),
  dns: {
    pods: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
    ports: [Ports.udp(53), Ports.tcp(53)],
  },
  monitoring: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
  podCidrs: [],
  serviceCidrs: [],
  nodeCidrs: [],
  apiServer: { cidrs: [], port: 6443 },
  metadataCidrs: [],
  assumptions: {},
};
