import { anyCluster } from '../any-cluster';

/** A cluster as kubeadm makes it: CoreDNS behind `kube-dns`, Traefik for ingress, Prometheus in `monitoring`, any CNI. */
export const vanilla = anyCluster;
