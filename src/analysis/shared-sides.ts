import { ALWAYS, Condition, NEVER } from './condition';
import { OrderedTier, Rank, RankedCell } from './ordered-tier';
import { Cell, Side, TierContext, TierSide, UnionTier } from './side';
import { NetworkPolicyDraft, PolicyCells, TierDraft } from './tier-draft';
import { Universe } from './universe';
import { UsageError } from '../errors';
import { BASELINE_TIER, NETWORK_POLICY_PRIORITY, NETWORK_POLICY_TIER } from '../model';
import { groupBy } from '../values';

/** Makes one side for all classes under the same policies, and one tier for all sides that share it. */
export class SharedSides {
  private readonly tiers = new Map<string, { readonly number: number; readonly tier: TierSide }>();
  private readonly sides = new Map<string, Side>();
  private readonly selectionNumbers = new Map<object, number>();
  private readonly listNumbers = new Map<object, number>();
  private readonly contentNumbers = new Map<string, number>();

  constructor(private readonly universe: Universe) {}

  /** The side of a class; `otherGoverned` is when NetworkPolicies govern its other direction. */
  public of(networkPolicies: NetworkPolicyDraft, otherGoverned: Condition, drafts: readonly TierDraft[]): Side {
    const tiers: { readonly number: number; readonly tier: TierSide }[] = [];
    for (const draft of withNetworkPolicies(networkPolicies, drafts)) {
      tiers.push(this.tierOf(draft, networkPolicies, draft.tier === BASELINE_TIER ? this.skipped(otherGoverned) : NEVER));
      if (tiers[tiers.length - 1].tier.isLast) break;
    }
    const key = tiers.map(({ number }) => number).join();
    return remember(this.sides, key, () => new Side(this.universe.allowedPorts, this.universe, tiers.map(({ tier }) => tier)));
  }

  /** Whether a NetworkPolicy for one direction keeps the Baseline from being asked about the other, implementations differ. */
  private skipped(otherGoverned: Condition): Condition {
    if (otherGoverned === NEVER) return NEVER;
    const { answers } = this.universe;
    return answers.conditions.and(otherGoverned, answers.when('np-tier-scope', 'any-direction'));
  }

  private tierOf({ tier, policies, isolates }: TierDraft, { cells, governed }: NetworkPolicyDraft, skipped: Condition) {
    const isHome = tier.order === NETWORK_POLICY_TIER.order;
    const closes = isHome ? this.universe.answers.conditions.or(governed, isolates) : isolates;
    const allowsOnly = skipped === NEVER && policies.every(policy => policy.cells.every(({ action }) => action === 'allow'));
    return allowsOnly ? this.union([...isHome ? cells : [], ...policies.flatMap(policy => policy.cells)], closes)
      : this.ordered(this.ranksOf(tier.ties, isHome ? withCells(policies, cells) : policies), closes, skipped);
  }

  private union(cells: readonly Cell[], isolates: Condition) {
    const key = `union ${isolates} ${cells.map(cell => this.cellKey(cell)).sort().join(' ')}`;
    return this.shared(key, () => new UnionTier(this.context(isolates), cells));
  }

  private ordered(ranks: readonly Rank[], isolates: Condition, skipped: Condition) {
    const ranksKey = ranks.map(rank => rank.map(cells => this.cellsNumber(cells)).join('|')).join(' ');
    return this.shared(`ordered ${isolates} ${skipped} ${ranksKey}`,
      () => new OrderedTier({ ...this.context(isolates), ranks, skipped, isFirst: policies => isFirst(this.universe, policies) }));
  }

  private context(isolates: Condition): TierContext {
    const { allowedPorts, addresses: { atoms } } = this.universe;
    return { allowedPorts, isolates, atoms: atoms.length };
  }

  private ranksOf(ties: 'by-name' | 'open', policies: readonly PolicyCells[]): Rank[] {
    if (ties === 'by-name') return policies.map(({ cells }) => [cells]);
    const ranks = [...groupBy(policies, ({ priority }) => priority).values()];
    const equal = ranks.find(({ length }) => length > 1);
    if (equal !== undefined && this.universe.answers.to('equal-cnp-priority') === 'error') throw equalPriority(equal);
    return ranks.map(rank => rank.map(({ cells }) => cells));
  }

  private shared<T extends TierSide>(key: string, make: () => T) {
    return remember(this.tiers, key, () => ({ number: this.tiers.size, tier: make() }));
  }

  /** A number that is the same for equal cells of a policy. Most subjects of a policy have one list. */
  private cellsNumber(cells: readonly RankedCell[]): number {
    let number = this.listNumbers.get(cells);
    if (number === undefined) {
      const key = cells.map(cell => `${cell.action} ${cell.policy} ${this.cellKey(cell)}`).join(' ');
      number = remember(this.contentNumbers, key, () => this.contentNumbers.size);
      this.listNumbers.set(cells, number);
    }
    return number;
  }

  /** Text that is equal for equal cells. Selections that are equal are mostly one array, so that its number stands for it. */
  private cellKey({ peers, ports, when }: Cell): string {
    let number = this.selectionNumbers.get(peers);
    if (number === undefined) {
      number = this.selectionNumbers.size;
      this.selectionNumbers.set(peers, number);
    }
    return `${number}:${ports}:${when}`;
  }
}

/** When, of policies of one priority, the first one named is asked before the others. */
export function isFirst({ answers }: Universe, policies: readonly string[]): Condition {
  if (policies.length === 1 || answers.to('equal-cnp-priority') === 'by-name') return ALWAYS;
  return answers.conditions.when('equal-cnp-priority', policies.join('\n'));
}

/** NetworkPolicies are asked in their tier even if no other policy stands there. */
function withNetworkPolicies({ governed }: NetworkPolicyDraft, drafts: readonly TierDraft[]): readonly TierDraft[] {
  if (governed === NEVER || drafts.some(({ tier }) => tier.order === NETWORK_POLICY_TIER.order)) return drafts;
  const home: TierDraft = { tier: NETWORK_POLICY_TIER, policies: [], isolates: NEVER };
  return [...drafts, home].sort((a, b) => a.tier.order < b.tier.order ? -1 : 1);
}

/** NetworkPolicies stand among the others of their tier as one policy. */
function withCells(policies: readonly PolicyCells[], cells: readonly Cell[]): PolicyCells[] {
  const ranked = cells.map((cell): RankedCell => ({ ...cell, action: 'allow', policy: '' }));
  return [...policies, { priority: NETWORK_POLICY_PRIORITY, cells: ranked }].sort((a, b) => a.priority - b.priority);
}

function equalPriority(policies: readonly PolicyCells[]): UsageError {
  const names = [...new Set(policies.flatMap(({ cells }) => cells.map(({ policy }) => policy)))];
  return new UsageError(names.join(' and '), `they have the one priority ${policies[0].priority}, so that nobody knows which is asked first`,
    'give each a priority of its own, or allow this with equal-cnp-priority=ambiguous or by-name');
}

function remember<Value>(memo: Map<string, Value>, key: string, make: () => Value): Value {
  let value = memo.get(key);
  if (value === undefined) {
    value = make();
    memo.set(key, value);
  }
  return value;
}
