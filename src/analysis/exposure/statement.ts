import { BASELINE_TIER, Cluster, Policy, PodsPeer, PolicyRule, TieredPolicy, TieredRule } from '../../model';
import { Direction, RuleContext } from '../rule-context';
import { inOrder, nameOf } from '../tier-drafts';

/** What one policy says about one direction, whichever API it is of. */
export interface Statement {
  readonly namespace: string;
  readonly subjects: readonly PodsPeer[];
  /** Whether what its tier does not name is denied to its subjects. */
  readonly isolates: boolean;
  /** Whether it is about the other direction, so that only its being there matters. */
  readonly isAside: boolean;
  readonly rules: readonly StatedRule[];
  /** The policy, if it is of an API with an order. */
  readonly tiered?: TieredPolicy;
}

export interface StatedRule {
  readonly rule: PolicyRule;
  readonly action: TieredRule['action'];
  readonly context: RuleContext;
}

/** What the policies say about a direction, in the order in which they are asked. */
export function statementsOf(cluster: Cluster, direction: Direction): Statement[] {
  const tiered = [...cluster.tieredPolicies].sort(inOrder).flatMap(policy => ofTiered(policy, direction));
  const asksAside = tiered.some(({ tiered: policy }) => policy!.tier.order === BASELINE_TIER.order);
  const other = direction === 'ingress' ? 'egress' : 'ingress';
  return [
    ...cluster.policies.flatMap(policy => ofNetworkPolicy(policy, direction)),
    ...asksAside ? cluster.policies.flatMap(policy => ofNetworkPolicy(policy, other).map(aside)) : [],
    ...tiered,
  ];
}

function ofNetworkPolicy(policy: Policy, direction: Direction): Statement[] {
  const { namespace, selects, [direction]: rules } = policy;
  if (rules === undefined) return [];
  const stated = rules.map((rule): StatedRule => ({ rule, action: 'allow', context: { namespace, direction } }));
  return [{ namespace, subjects: [{ kind: 'pods', pods: selects }], isolates: true, isAside: false, rules: stated }];
}

const aside = (statement: Statement): Statement => ({ ...statement, isAside: true, rules: [] });

function ofTiered(policy: TieredPolicy, direction: Direction): Statement[] {
  const { namespace, subjects, [direction]: stated } = policy;
  if (stated === undefined) return [];
  const rules = stated.rules.map((rule, index): StatedRule =>
    ({ rule, action: rule.action, context: { namespace, direction, ordered: `${nameOf(policy)} ${index}` } }));
  return [{ namespace, subjects, isolates: stated.isolates, isAside: false, rules, tiered: policy }];
}
