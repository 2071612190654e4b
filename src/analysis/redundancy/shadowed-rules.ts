import { anyCluster, AnyCluster } from './any-cluster';
import { NamedSets } from './named-set';
import { namesSomething, PlacedRule, placedRules, RuleCover } from './stated-rules';
import { UnknownPods } from './unknown-pods';
import { Cluster, PodsPeer, PolicyRule, TieredPolicy } from '../../model';
import { groupBy } from '../../values';
import { containsBox } from '../exposure/label-box';
import { LabelSpace } from '../exposure/label-space';
import { statementsOf } from '../exposure/statement';

/** A rule of the Admin or the Baseline tier that never decides, as rules that are asked before it match all that it does. */
export interface ShadowedRule {
  readonly policy: TieredPolicy;
  readonly rule: PolicyRule;
  /** One rule that is enough, or all that are asked before. */
  readonly shadowedBy: readonly { readonly policy: TieredPolicy; readonly rule: PolicyRule }[];
}

type Rule = PlacedRule<TieredPolicy>;

/**
 * Finds rules that no connection gets as far as, whichever pods there are in the cluster, and whatever other policies there are.
 *
 * Only rules of the same tier count that belong to the same policy, or to one that governs at least the same pods and is certainly
 * asked before.
 */
export function shadowedRules(input: Cluster): ShadowedRule[] {
  const world = anyCluster(input);
  const unknownPods = new UnknownPods(world);
  return (['ingress', 'egress'] as const).flatMap(direction => {
    const statements = statementsOf({ ...world.cluster, policies: [] }, direction);
    const sets = new NamedSets(world, statements);
    const rules = statements.flatMap(statement => placedRules(sets, statement.tiered!, statement));
    return [...groupBy(rules, ({ policy }) => policy.tier).values()].flatMap(tier => shadowedIn(world, new RuleCover(world, unknownPods, tier)));
  });
}

function shadowedIn({ space }: AnyCluster, cover: RuleCover<TieredPolicy>): ShadowedRule[] {
  const places = new Map(cover.rules.map((rule, place) => [rule, place]));
  const isBefore = memoized(space);
  const before = (rule: Rule) => (other: Rule) =>
    other.policy === rule.policy ? places.get(other)! < places.get(rule)! && other.stated.rule.path !== rule.stated.rule.path
      : isBefore(other.policy, rule.policy);
  const shadowed = new Set(cover.rules.filter(rule => namesSomething(rule) && cover.covers(rule, before(rule))));
  return [...shadowed].filter(rule => allPartsOf(rule, cover.rules).every(part => shadowed.has(part)))
    .filter(rule => allPartsOf(rule, cover.rules)[0] === rule)
    .map(rule => ({
      policy: rule.policy,
      rule: rule.stated.rule,
      shadowedBy: cover.coverOf(rule, before(rule)).map(({ policy, stated }) => ({ policy, rule: stated.rule })),
    }));
}

/** A rule that is not fully understood is read as several, with one path. */
const allPartsOf = ({ policy, stated }: Rule, rules: readonly Rule[]): Rule[] =>
  rules.filter(other => other.policy === policy && other.stated.rule.path.join() === stated.rule.path.join());

/** Whether a policy is certainly asked before another, about every pod that the other governs. */
function memoized(space: LabelSpace): (one: TieredPolicy, other: TieredPolicy) => boolean {
  const memo = new Map<TieredPolicy, Map<TieredPolicy, boolean>>();
  return (one, other) => {
    const known = memo.get(one) ?? new Map<TieredPolicy, boolean>();
    memo.set(one, known);
    let answer = known.get(other);
    if (answer === undefined) {
      answer = one.priority < other.priority && other.subjects.length > 0
        && other.subjects.every(inner => one.subjects.some(outer => contains(space, outer, inner)));
      known.set(other, answer);
    }
    return answer;
  };
}

function contains(space: LabelSpace, outer: PodsPeer, inner: PodsPeer): boolean {
  const pairs = [['namespace', outer.namespaces ?? [], inner.namespaces ?? []], ['pod', outer.pods, inner.pods]] as const;
  return pairs.every(([scope, wide, narrow]) => {
    const [box, within] = [space.boxOf(scope, wide), space.boxOf(scope, narrow)];
    return box !== undefined && within !== undefined && containsBox(box, within);
  });
}
