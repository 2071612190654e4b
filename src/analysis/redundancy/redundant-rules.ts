import { anyCluster, AnyCluster } from './any-cluster';
import { NamedSets } from './named-set';
import { namesSomething, PlacedRule, placedRules, RuleCover } from './stated-rules';
import { UnknownPods } from './unknown-pods';
import { Cluster, Policy, PolicyRule, selectorKey } from '../../model';
import { groupBy } from '../../values';
import { containsBox, LabelBox } from '../exposure/label-box';
import { statementsOf } from '../exposure/statement';
import { Direction } from '../rule-context';

/** A rule of a NetworkPolicy, or all of it, that allows nothing and isolates nobody but what others do. */
export interface Redundancy {
  readonly policy: Policy;
  /** Absent when the whole policy can go. */
  readonly rule?: PolicyRule;
  /** The rules that allow the same: one that is enough, or all that may be needed; none where nothing is allowed. */
  readonly coveredBy: readonly RuleOf[];
}

export interface RuleOf {
  readonly policy: Policy;
  readonly rule: PolicyRule;
}

/**
 * Finds rules and policies that can go, all together, without a change to any connection: whichever pods there are in the cluster,
 * whatever the CNI makes of open questions, and whatever other policies there are.
 *
 * A rule can go when policies that govern at least the same pods allow all that it does. Where two rules are the same, the first stays.
 */
export function redundantRules(input: Cluster): Redundancy[] {
  const world = anyCluster(input);
  const search = new Search(world);
  return [...world.cluster.policies].sort(byName).reverse().flatMap(policy => search.in(policy)).reverse();
}

const DIRECTIONS = ['ingress', 'egress'] as const;

type Rule = PlacedRule<Policy>;

/** What governs at least the pods that one selector selects. */
interface Surroundings {
  readonly policies: readonly Policy[];
  readonly covers: Map<Direction, RuleCover<Policy>>;
}

class Search {
  private readonly unknownPods: UnknownPods;
  private readonly rules: Readonly<Record<Direction, ReadonlyMap<Policy, readonly Rule[]>>>;
  private readonly byNamespace: ReadonlyMap<string, readonly Policy[]>;
  private readonly surroundings = new Map<string, Surroundings>();
  private readonly gone = new Set<Policy | PolicyRule>();

  constructor(private readonly world: AnyCluster) {
    this.unknownPods = new UnknownPods(world);
    this.rules = { ingress: rulesBy(world, 'ingress'), egress: rulesBy(world, 'egress') };
    this.byNamespace = groupBy(world.cluster.policies, ({ namespace }) => namespace);
  }

  /** The last rule is asked first, so that the first of several equal ones stays. */
  public in(policy: Policy): Redundancy[] {
    if (this.boxOf(policy) === undefined) return [];
    if (this.isRedundant(policy)) {
      this.gone.add(policy);
      return [{ policy, coveredBy: this.allRulesOf(policy).flatMap(rule => this.coverOf(rule, other => other.policy !== policy)) }];
    }
    return [...this.allRulesOf(policy)].reverse().flatMap(rule => {
      if (!namesSomething(rule) || !this.isCovered(rule, () => true)) return [];
      this.gone.add(rule.stated.rule);
      return [{ policy, rule: rule.stated.rule, coveredBy: this.coverOf(rule, () => true) }];
    });
  }

  /** Whether others isolate the same pods in the same directions, and allow all that it does. */
  private isRedundant(policy: Policy): boolean {
    const others = this.around(policy).policies.filter(other => other !== policy && this.counts(other, policy));
    return DIRECTIONS.every(direction => policy[direction] === undefined || others.some(other => other[direction] !== undefined))
      && this.allRulesOf(policy).every(rule => this.isCovered(rule, other => other.policy !== policy));
  }

  private isCovered(rule: Rule, counts: (other: Rule) => boolean): boolean {
    return this.coverFor(rule).covers(rule, other => this.stays(other, rule) && counts(other));
  }

  private coverOf(rule: Rule, counts: (other: Rule) => boolean): RuleOf[] {
    return this.coverFor(rule).coverOf(rule, other => this.stays(other, rule) && counts(other))
      .map(({ policy, stated }) => ({ policy, rule: stated.rule }));
  }

  private stays({ policy, stated }: Rule, than: Rule): boolean {
    return !this.gone.has(stated.rule) && this.counts(policy, than.policy);
  }

  /** A newer API server may refuse a policy, and then nothing is left of it. */
  private counts(other: Policy, policy: Policy): boolean {
    return !this.gone.has(other) && (!other.hasHostBits || other === policy);
  }

  private allRulesOf(policy: Policy): Rule[] {
    return DIRECTIONS.flatMap(direction => this.rules[direction].get(policy) ?? []);
  }

  private coverFor({ policy, stated: { context: { direction } } }: Rule): RuleCover<Policy> {
    const { policies, covers } = this.around(policy);
    let cover = covers.get(direction);
    if (cover === undefined) {
      cover = new RuleCover(this.world, this.unknownPods, policies.flatMap(each => this.rules[direction].get(each) ?? []));
      covers.set(direction, cover);
    }
    return cover;
  }

  private around(policy: Policy): Surroundings {
    const key = `${policy.namespace} ${selectorKey(policy.selects)}`;
    let surroundings = this.surroundings.get(key);
    if (surroundings === undefined) {
      const own = this.boxOf(policy)!;
      const policies = this.byNamespace.get(policy.namespace)!.filter(other => {
        const box = this.boxOf(other);
        return box !== undefined && containsBox(box, own);
      });
      surroundings = { policies, covers: new Map() };
      this.surroundings.set(key, surroundings);
    }
    return surroundings;
  }

  private boxOf({ selects }: Policy): LabelBox | undefined {
    return this.world.space.boxOf('pod', selects);
  }
}

function rulesBy(world: AnyCluster, direction: Direction): Map<Policy, Rule[]> {
  const statements = statementsOf({ ...world.cluster, tieredPolicies: [] }, direction);
  const sets = new NamedSets(world, statements);
  const governing = world.cluster.policies.filter(policy => policy[direction] !== undefined);
  return new Map(governing.map((policy, place) => [policy, placedRules(sets, policy, statements[place])]));
}

function byName(one: Policy, other: Policy): number {
  const [mine, theirs] = [one, other].map(({ namespace, name, source: { file } }) => `${namespace} ${name} ${file}`);
  return mine < theirs ? -1 : Number(mine > theirs);
}
