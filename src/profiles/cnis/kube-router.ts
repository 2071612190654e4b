import { Cni, networkPolicyOnly } from '../cni';

/** The policies of kube-router, which k3s brings along. */
export const kubeRouter: Cni = {
  title: 'kube-router',
  assumptions: () => ({ 'end-port': 'supported', 'completed-pods': 'excluded', 'pods-match-ip-block': 'unknown', 'sctp': 'unknown' }),
  supports: networkPolicyOnly,
};
