import { AskedRule, matches } from './asked-rule';
import { AskedPolicy, AskedTier } from './asked-tier';
import { ALWAYS, Condition, NEVER } from '../condition';
import { PortSet } from '../port-space';
import { isFirst } from '../shared-sides';
import { Universe } from '../universe';

/** Something that decides about a connection, whenever the condition holds. The conditions of all decisions exclude each other. */
export interface Decided {
  readonly by: 'rule' | 'isolation' | 'tier-skipped' | 'no-policy' | 'unmatched';
  readonly isAllowed: boolean;
  readonly when: Condition;
  readonly tier?: AskedTier;
  readonly rule?: AskedRule;
}

/** What decides about a connection, and the rules that hand it on to the next tier before. */
export interface Decisions {
  readonly decided: readonly Decided[];
  readonly passedBy: readonly AskedRule[];
}

/** Asks tiers, narrowed to one column, about an atom of ports, as if some rules were not there. */
export function decisionsAbout(
  universe: Universe, tiers: readonly AskedTier[], atom: PortSet, removed: ReadonlySet<AskedRule> = new Set(),
): Decisions {
  const questioning = new Questioning(universe, atom, removed);
  tiers.forEach(tier => questioning.ask(tier));
  return questioning.end(tiers.some(({ governing }) => governing.length > 0));
}

/** When it is allowed. */
export const allowedWhen = ({ answers: { conditions } }: Universe, { decided }: Decisions): Condition =>
  decided.filter(({ isAllowed }) => isAllowed).reduce((all, { when }) => conditions.or(all, when), NEVER);

class Questioning {
  private readonly decided: Decided[] = [];
  private readonly byRule = new Map<AskedRule, Condition>();
  /** When nothing has decided yet. */
  private open: Condition = ALWAYS;

  constructor(private readonly universe: Universe, private readonly atom: PortSet, private readonly removed: ReadonlySet<AskedRule>) {}

  public ask(tier: AskedTier): void {
    this.decide({ by: 'tier-skipped', isAllowed: true, tier }, tier.skipped);
    let passed: Condition = NEVER;
    for (const rank of tier.ranks) passed = this.or(passed, this.askRank(tier, rank));
    this.decide({ by: 'isolation', isAllowed: false, tier }, tier.isolates);
    this.open = this.or(this.open, passed);
  }

  public end(isGoverned: boolean): Decisions {
    this.decide({ by: isGoverned ? 'unmatched' : 'no-policy', isAllowed: true }, ALWAYS);
    const rules = [...this.byRule].map(([rule, when]) => ({ rule, when }));
    return {
      decided: this.decided.map(each => each.rule === undefined ? each : { ...each, when: this.byRule.get(each.rule)! }),
      passedBy: rules.flatMap(({ rule }) => rule.action === 'pass' ? rule : []),
    };
  }

  /** Asks policies of one priority. Returns when one of them hands the decision on. */
  private askRank(tier: AskedTier, rank: readonly AskedPolicy[]): Condition {
    let [passed, rest, undecided]: Condition[] = [NEVER, NEVER, this.open];
    for (const { policies, when } of this.ordersOf(rank)) {
      this.open = this.and(undecided, when);
      undecided = this.and(undecided, this.not(when));
      for (const policy of policies) for (const rule of this.inAskedOrder(policy)) passed = this.or(passed, this.askRule(tier, rule));
      rest = this.or(rest, this.open);
    }
    this.open = this.or(rest, undecided);
    return passed;
  }

  private askRule(tier: AskedTier, rule: AskedRule): Condition {
    const hit = this.and(this.open, matches(this.universe, rule.cells, this.atom));
    if (hit === NEVER) return NEVER;
    this.open = this.and(this.open, this.not(hit));
    const known = this.byRule.get(rule);
    this.byRule.set(rule, this.or(known ?? NEVER, hit));
    if (rule.action === 'pass') return hit;
    if (known === undefined) this.decided.push({ by: 'rule', isAllowed: rule.action === 'allow', tier, rule, when: hit });
    return NEVER;
  }

  /** Whichever policy is asked first, the others follow in their order; where all say the same, no order matters. */
  private ordersOf(rank: readonly AskedPolicy[]): { readonly policies: readonly AskedPolicy[]; readonly when: Condition }[] {
    const naming = rank.filter(({ rules }) => this.left(rules).some(({ cells }) => cells.length > 0));
    const actions = new Set(naming.flatMap(({ rules }) => this.left(rules).map(({ action }) => action)));
    if (naming.length < 2 || actions.size < 2) return [{ policies: naming, when: ALWAYS }];
    return naming.map((first, place) => {
      const policies = [first, ...naming.filter(each => each !== first)];
      return { policies, when: place === naming.length - 1 ? ALWAYS : isFirst(this.universe, policies.map(({ name }) => name)) };
    });
  }

  /** Where rules only allow, the one that certainly does is the one to name. */
  private inAskedOrder({ rules }: AskedPolicy): readonly AskedRule[] {
    const left = this.left(rules);
    if (left.some(({ action }) => action !== 'allow')) return left;
    const isCertain = ({ cells }: AskedRule) => matches(this.universe, cells, this.atom) === ALWAYS;
    return [...left.filter(isCertain), ...left.filter(rule => !isCertain(rule))];
  }

  private left(rules: readonly AskedRule[]): readonly AskedRule[] {
    return rules.filter(rule => !this.removed.has(rule));
  }

  private decide(decision: Omit<Decided, 'when'>, when: Condition): void {
    const decides = this.and(this.open, when);
    if (decides !== NEVER) this.decided.push({ ...decision, when: decides });
    this.open = this.and(this.open, this.not(when));
  }

  private and(one: Condition, other: Condition): Condition {
    return this.universe.answers.conditions.and(one, other);
  }

  private or(one: Condition, other: Condition): Condition {
    return this.universe.answers.conditions.or(one, other);
  }

  private not(condition: Condition): Condition {
    return this.universe.answers.conditions.not(condition);
  }
}
