import { AskedRule, Asker, Governing, naming, rulesAsked } from './asked-rule';
import { BASELINE_TIER, NETWORK_POLICY_PRIORITY, NETWORK_POLICY_TIER, Policy, PolicyTier, TieredPolicy } from '../../model';
import { groupBy } from '../../values';
import { Peers } from '../columns';
import { Condition, NEVER } from '../condition';
import { Network } from '../network';
import { Direction } from '../rule-context';
import { hostsSelectable, seenPods } from '../rule-peers';
import { inOrder, nameOf, subjectsOf } from '../tier-drafts';
import { Universe } from '../universe';

/** A tier, as it is asked about one subject. */
export interface AskedTier {
  readonly tier: PolicyTier;
  /** By priority, the policies that are asked: several where nobody knows which is the first. */
  readonly ranks: readonly (readonly AskedPolicy[])[];
  readonly governing: readonly Governing[];
  /** When what nothing matches is denied. */
  readonly isolates: Condition;
  /** When the tier is not asked at all. */
  readonly skipped: Condition;
}

/** A policy of a tier, or all its NetworkPolicies, which stand there as one. */
export interface AskedPolicy {
  readonly name: string;
  readonly priority: number;
  readonly rules: readonly AskedRule[];
}

/** The tiers that are asked about a class in one direction, the first one first. */
export function tiersAsked({ cluster, universe }: Network, direction: Direction, subject: number): AskedTier[] {
  const asker: Asker = { universe, direction, subject };
  const tiered = [...cluster.tieredPolicies].sort(inOrder).flatMap(policy => tieredGoverning(asker, policy));
  const home = cluster.policies.flatMap(policy => networkPolicyGoverning(asker, policy)).sort(byName);
  const parts = inTiers(tiered);
  if (!parts.some(({ tier }) => isHome(tier))) parts.push({ tier: NETWORK_POLICY_TIER, governing: [] });
  const otherGoverned = () => cluster.policies.reduce((all, policy) =>
    policy[direction === 'egress' ? 'ingress' : 'egress'] === undefined ? all : universe.answers.conditions.or(all, selected(asker, policy)), NEVER);
  return parts.sort((a, b) => a.tier.order - b.tier.order).map(part =>
    askedTier(universe, part, { home: isHome(part.tier) ? home : [], otherGoverned }));
}

/** The tiers, as they are asked about one column. */
export function narrowedTo(tiers: readonly AskedTier[], column: number): AskedTier[] {
  const narrow = (rules: readonly AskedRule[]) => rules.map(rule => ({ ...rule, cells: naming(rule.cells, column) }));
  return tiers.map(tier => ({ ...tier, ranks: tier.ranks.map(rank => rank.map(policy => ({ ...policy, rules: narrow(policy.rules) }))) }));
}

interface TierPart {
  readonly tier: PolicyTier;
  readonly governing: Governing[];
}

const isHome = (tier: PolicyTier): boolean => tier.order === NETWORK_POLICY_TIER.order;

function inTiers(tiered: readonly Governing[]): TierPart[] {
  const parts: TierPart[] = [];
  for (const each of tiered) {
    const { tier } = each.policy as TieredPolicy;
    const last = parts.at(-1);
    if (last?.tier.order === tier.order && last.tier.name === tier.name) last.governing.push(each);
    else parts.push({ tier, governing: [each] });
  }
  return parts;
}

interface Surroundings {
  /** NetworkPolicies, in their tier. */
  readonly home: readonly Governing[];
  /** When NetworkPolicies govern the other direction. */
  readonly otherGoverned: () => Condition;
}

function askedTier({ answers }: Universe, { tier, governing }: TierPart, { home, otherGoverned }: Surroundings): AskedTier {
  const { conditions } = answers;
  const all = [...governing, ...home];
  const other = tier.order === BASELINE_TIER.order ? otherGoverned() : NEVER;
  return {
    tier,
    ranks: ranksOf(tier, governing, home),
    governing: all,
    isolates: all.filter(({ isolates }) => isolates).reduce((sum, { when }) => conditions.or(sum, when), NEVER),
    skipped: other === NEVER ? NEVER : conditions.and(other, answers.when('np-tier-scope', 'any-direction')),
  };
}

function ranksOf({ ties }: PolicyTier, governing: readonly Governing[], home: readonly Governing[]): AskedPolicy[][] {
  const policies = [
    ...governing.map(({ policy, rules }) => ({ name: nameOf(policy as TieredPolicy), priority: (policy as TieredPolicy).priority, rules })),
    ...home.length > 0 ? [{ name: '', priority: NETWORK_POLICY_PRIORITY, rules: home.flatMap(({ rules }) => rules) }] : [],
  ].sort((a, b) => a.priority - b.priority);
  return ties === 'by-name' ? policies.map(policy => [policy]) : [...groupBy(policies, ({ priority }) => priority).values()];
}

function tieredGoverning(asker: Asker, policy: TieredPolicy): Governing[] {
  const rules = policy[asker.direction];
  if (rules === undefined) return [];
  const when = subjectsOf(asker.universe, policy).get(asker.subject) ?? NEVER;
  return when === NEVER ? [] : [{ policy, when, isolates: rules.isolates, rules: rulesAsked(asker, policy, rules.rules, when) }];
}

function networkPolicyGoverning(asker: Asker, policy: Policy): Governing[] {
  const rules = policy[asker.direction];
  if (rules === undefined) return [];
  const when = selected(asker, policy);
  return when === NEVER ? [] : [{ policy, when, isolates: true, rules: rulesAsked(asker, policy, rules, when) }];
}

/** When a NetworkPolicy selects the subject. */
function selected({ universe, subject }: Asker, { namespace, selects }: Policy): Condition {
  const { selections, classes, answers: { conditions } } = universe;
  if (classes[subject].example.workload.namespace !== namespace) return NEVER;
  const groups: readonly Peers[] = seenPods(universe, selections.inNamespace(namespace, selects), hostsSelectable);
  return groups.filter(({ peers }) => peers.includes(subject)).reduce((all, { when }) => conditions.or(all, when), NEVER);
}

function byName(one: Governing, other: Governing): number {
  const [mine, theirs] = [one, other].map(({ policy: { name, source: { file } } }) => `${name} ${file}`);
  return mine < theirs ? -1 : 1;
}
