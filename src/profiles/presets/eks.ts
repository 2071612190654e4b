import { anyCluster } from '../any-cluster';
import { clusterFacts } from '../cluster-facts';

/** EKS with the VPC CNI and its network policies switched on. */
export const eks = clusterFacts(anyCluster, {
  cloud: 'aws',
  cni: { name: 'aws-vpc-cni' },
  apiServer: { cidrs: [], port: 443 },
});
