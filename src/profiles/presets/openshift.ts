import { anyCluster } from '../any-cluster';
import { clusterFacts } from '../cluster-facts';
import { openShiftDns } from '../dns';

/** OpenShift with OVN-Kubernetes, and its Prometheus for the workloads of users. */
export const openshift = clusterFacts(anyCluster, {
  cni: { name: 'ovn-kubernetes' },
  dns: openShiftDns(),
  monitoring: { namespace: 'openshift-user-workload-monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } },
});
