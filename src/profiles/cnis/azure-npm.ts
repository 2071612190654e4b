import { Cni, networkPolicyOnly } from '../cni';
import { caveat } from '../support';

/** The Azure Network Policy Manager, which AKS is about to retire. */
export const azureNpm: Cni = {
  title: 'Azure NPM',
  assumptions: () => ({ 'pods-match-ip-block': 'yes', 'nodes-match-ip-block': 'yes', 'end-port': 'unknown', 'sctp': 'unknown' }),
  supports: {
    ...networkPolicyOnly,
    defaultDeny: caveat('NetworkPolicy; traffic through a NodePort or a load balancer with `externalTrafficPolicy: Cluster` gets past it'),
  },
};
