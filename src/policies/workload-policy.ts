import { NetworkPolicySpec, PolicyPeer, PolicyPort } from './network-policy';
import { policyPeers } from './peers';
import { policyPorts } from './policy-ports';
import { FlowEnd, groupBy, Labels, Ports } from '../values';

/** What one workload may do: connect to a peer (`egress`) or accept connections from it (`ingress`). */
export interface Allowance {
  readonly direction: 'ingress' | 'egress';
  readonly peer: FlowEnd;
  readonly ports: readonly Ports[];
}

/**
 * The one policy of a workload, merged from everything it is allowed.
 *
 * Peers with equal ports share a rule and the rules are sorted, so neither the order in which things were allowed nor saying
 * them twice changes a byte.
 */
export function workloadPolicy(namespace: string, labels: Labels, allowances: readonly Allowance[]): NetworkPolicySpec {
  const rules = (direction: Allowance['direction']) =>
    mergedRules(namespace, allowances.filter(allowance => allowance.direction === direction));
  const ingress = rules('ingress').map(({ peers, ports }) => ({ from: peers, ports }));
  const egress = rules('egress').map(({ peers, ports }) => ({ to: peers, ports }));
  return {
    podSelector: { matchLabels: labels },
    policyTypes: ['Ingress', 'Egress'],
    ...ingress.length > 0 && { ingress },
    ...egress.length > 0 && { egress },
  };
}

interface Rule {
  readonly peers: PolicyPeer[];
  readonly ports: PolicyPort[];
}

function mergedRules(namespace: string, allowances: readonly Allowance[]): Rule[] {
  const named = allowances.flatMap(({ peer, ports }) => policyPeers(namespace, peer).map(each => ({ peer: JSON.stringify(each), ports })));
  const byPeer = groupBy(named, ({ peer }) => peer);
  const byPorts = groupBy(byPeer, ([, same]) => JSON.stringify(policyPorts(same.flatMap(({ ports }) => ports))));
  return [...byPorts]
    .map(([ports, peers]) => ({ ports: JSON.parse(ports), peers: peers.map(([peer]) => peer).sort().map(peer => JSON.parse(peer)) }))
    .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
}

const compare = (a: string, b: string): number => a < b ? -1 : Number(a > b);
