import { Allowance } from './allowance';
import { mergedRules } from './merged-rules';
import { NetworkPolicySpec } from './network-policy';
import { policyPeers } from './peers';
import { Labels } from '../values';

/**
 * The one policy of a workload, merged from everything it is allowed.
 *
 * Peers with equal ports share a rule and the rules are sorted, so neither the order in which things were allowed nor saying
 * them twice changes a byte.
 */
export function workloadPolicy(namespace: string, labels: Labels, allowances: readonly Allowance[]): NetworkPolicySpec {
  const rules = (direction: Allowance['direction']) => mergedRules(allowances.filter(allowance => allowance.direction === direction)
    .flatMap(({ peer, ports }) => policyPeers(namespace, peer).map(each => ({ peer: each, ports }))));
  const ingress = rules('ingress').map(({ peers, ports }) => ({ from: peers, ports }));
  const egress = rules('egress').map(({ peers, ports }) => ({ to: peers, ports }));
  return {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress', 'Egress'],
    ...ingress.length > 0 && { ingress },
    ...egress.length > 0 && { egress },
  };
}
