import { anyCluster } from '../any-cluster';
import { clusterFacts } from '../cluster-facts';
import { autoModeDns } from '../dns';

/** EKS Auto Mode, where no pods answer DNS. */
export const eksAutoMode = clusterFacts(anyCluster, {
  cloud: 'aws',
  cni: { name: 'eks-auto-mode' },
  dns: autoModeDns(),
  apiServer: { cidrs: [], port: 443 },
});
