import { anyCluster } from '../any-cluster';
import { clusterFacts } from '../cluster-facts';
import { localDns } from '../dns';

/** AKS with Cilium, and with LocalDNS wherever its nodes run it. */
export const aks = clusterFacts(anyCluster, {
  cloud: 'azure',
  cni: { name: 'cilium' },
  dns: localDns(),
  apiServer: { cidrs: [], port: 443 },
});
