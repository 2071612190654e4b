import { anyCluster } from '../any-cluster';
import { clusterFacts } from '../cluster-facts';
import { nodeLocalDns } from '../dns';

/** GKE with Dataplane V2 and kube-dns behind NodeLocal DNSCache, as Standard and Autopilot clusters have it. */
export const gke = clusterFacts(anyCluster, {
  cloud: 'gcp',
  cni: { name: 'gke-dataplane-v2' },
  dns: nodeLocalDns(),
  apiServer: { cidrs: [], port: 443 },
});
