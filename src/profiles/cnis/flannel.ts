import { Cni, networkPolicyOnly } from '../cni';
import { CniIntent } from '../intents';
import { no, Support } from '../support';

const nothing = no('it enforces no policies at all', 'add a policy engine to the cluster, such as Calico or kube-router, and name that instead');

/** Flannel alone, which connects pods and enforces nothing. */
export const flannel: Cni = {
  title: 'Flannel',
  assumptions: () => ({ 'policy-enforced': 'no' }),
  supports: Object.fromEntries(Object.keys(networkPolicyOnly).map(intent => [intent, nothing])) as Record<CniIntent, Support>,
};
