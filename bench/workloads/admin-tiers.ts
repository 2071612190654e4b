import { count } from './objects';
import { podGrid } from './pod-grid';

const ADMIN = 100;
const BASELINE = 50;
const RULES = { ingress: 13, egress: 12 };
const TEAMS = 50;
const ENVIRONMENTS = ['prod', 'stage', 'dev'];
const ACTIONS = ['Accept', 'Pass', 'Deny', 'Accept', 'Pass'];

/**
 * The grid of 10,000 pods under ClusterNetworkPolicies: 100 in the tier Admin and 50 in Baseline, of 25 rules and with a priority each.
 *
 * Chosen here: half of those in Admin are for the namespaces of one team, the others for those of one environment without those of one
 * team; 13 rules are for ingress, 12 for egress. Rules accept, pass and deny, by the team or environment of namespaces, mostly on
 * a few ports; every sixth rule out is for blocks of addresses. As NetworkPolicies govern all pods of the grid in both
 * directions, the Baseline is read and compiled, but decides nothing.
 */
export const adminTiers = (): object[] => [
  ...podGrid({ namespaces: 100, workloads: 20, replicas: 5, pairs: 20 }),
  ...count(ADMIN).map(index => policyOf('Admin', index)),
  ...count(BASELINE).map(index => policyOf('Baseline', index)),
];

const policyOf = (tier: 'Admin' | 'Baseline', index: number): object => ({
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: `${tier.toLowerCase()}-${index}` },
  spec: {
    tier,
    priority: index,
    subject: { namespaces: subjectOf(index) },
    ingress: count(RULES.ingress).map(rule => ({ ...ruleOf(index, rule), from: [peerOf(index, rule)] })),
    egress: count(RULES.egress).map(rule => ({ ...ruleOf(index, rule), to: [rule % 6 === 5 ? networksOf(index, rule) : peerOf(index, rule)] })),
  },
});

const subjectOf = (index: number): object => index % 2 === 0 ? { matchLabels: { team: `t${index % TEAMS}` } } : {
  matchExpressions: [
    { key: 'env', operator: 'In', values: [ENVIRONMENTS[index % 3]] },
    { key: 'team', operator: 'NotIn', values: [`t${index % TEAMS}`] },
  ],
};

/** The last rules name no ports, the others one port or a range. */
function ruleOf(index: number, rule: number): object {
  const port = 8_080 + (index + rule) % 8;
  const protocols = rule % 3 === 0
    ? [{ tcp: { destinationPort: { range: { start: 5_000 + rule, end: 5_010 + index % 20 } } } }]
    : [{ tcp: { destinationPort: { number: port } } }];
  return { name: `rule-${rule}`, action: ACTIONS[(index + rule) % ACTIONS.length], ...rule < 11 && { protocols } };
}

const peerOf = (index: number, rule: number): object => rule % 4 === 3
  ? { namespaces: { matchLabels: { env: ENVIRONMENTS[(index + rule) % 3], team: `t${(index * 3 + rule) % TEAMS}` } } }
  : { namespaces: { matchLabels: { team: `t${(index + rule * 7) % TEAMS}` } } };

/** Blocks outside, and in the last rule all pods, which blocks of this API match too. */
const networksOf = (index: number, rule: number): object =>
  ({ networks: rule === 11 ? ['10.0.0.0/8'] : [`203.0.${index % 100}.0/24`, '169.254.169.254/32'] });
