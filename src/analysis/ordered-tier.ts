import { Allowed, AllowedPorts, isNothing, NOTHING } from './allowed';
import { Selection } from './columns';
import { ALWAYS, Condition, NEVER } from './condition';
import { Cell, namesIn, TierContext, TierSide } from './side';
import { TieredRule } from '../model';

/** One rule of a tier, where it matters. */
export interface RankedCell extends Cell {
  readonly action: TieredRule['action'];
  /** Name of its policy. */
  readonly policy: string;
}

/** Policies of one priority: one, or several of which nobody knows which is asked first. */
export type Rank = readonly (readonly RankedCell[])[];

type RankedPart = Omit<RankedCell, 'peers'>;

export interface OrderedTierProps extends TierContext {
  readonly ranks: readonly Rank[];
  /** When the tier is not asked at all. */
  readonly skipped: Condition;
  /** When, of policies of one priority, the first one named is asked before the others. */
  readonly isFirst: (policies: readonly string[]) => Condition;
}

/** The rules that name a peer, the last one here, those before it behind it. Peers that the same rules name share one. */
interface Matches {
  readonly before?: Matches;
  readonly rank: number;
  readonly policy: number;
  readonly part: RankedPart;
}

/** What a tier allows if the tiers below allow nothing, and if they allow everything. */
interface Decision {
  readonly least: Allowed;
  readonly most: Allowed;
}

/** A tier whose rules are asked in their order until one matches. */
export class OrderedTier implements TierSide {
  /** What no rule matches is denied, and none leaves the decision to the tiers below. */
  public readonly isLast: boolean;
  public readonly atoms: number;
  private readonly allowedPorts: AllowedPorts;
  private index?: Map<number, Matches>;
  private allowedColumns?: Selection;
  private readonly decisions = new Map<Matches | undefined, Decision>();

  constructor(private readonly props: OrderedTierProps) {
    this.allowedPorts = props.allowedPorts;
    this.atoms = props.atoms;
    const passes = props.ranks.some(rank => rank.some(cells => cells.some(({ action }) => action === 'pass')));
    this.isLast = props.isolates === ALWAYS && props.skipped === NEVER && !passes;
  }

  public get selections(): readonly Selection[] {
    return this.props.ranks.flat(2).map(({ peers }) => peers);
  }

  public get allowing(): readonly Selection[] {
    this.allowedColumns ??= [...this.matchesByPeer].filter(([, matches]) => !isNothing(this.decisionOn(matches).least))
      .map(([column]) => column).sort((a, b) => a - b);
    return [this.allowedColumns];
  }

  public get names(): readonly number[] {
    return namesIn(this.props.ranks.flat(2).filter(({ action }) => action === 'allow'));
  }

  /** On each port the tier allows, denies, or leaves it to the tiers below: the two extremes tell which, whatever those allow. */
  public allows(peer: number, next: Allowed): Allowed {
    const { least, most } = this.decisionOn(this.matchesByPeer.get(peer));
    return this.allowedPorts.union(least, this.allowedPorts.both(most, next));
  }

  private decisionOn(matches: Matches | undefined): Decision {
    let decision = this.decisions.get(matches);
    if (decision === undefined) {
      const ranks = partsOf(matches);
      decision = { least: this.decide(ranks, NOTHING), most: this.decide(ranks, this.allowedPorts.everything) };
      this.decisions.set(matches, decision);
    }
    return decision;
  }

  private decide(ranks: readonly RankedPart[][][], next: Allowed): Allowed {
    const { isolates, skipped } = this.props;
    const unmatched = this.allowedPorts.choose(isolates, NOTHING, next);
    const decided = ranks.reduceRight((rest, rank) => this.ofRank(rank, { next, rest }), unmatched);
    return this.allowedPorts.choose(skipped, this.allowedPorts.everything, decided);
  }

  /** Whichever policy of a rank is asked first, the others follow in their order. */
  private ofRank(policies: readonly RankedPart[][], { next, rest }: { readonly next: Allowed; readonly rest: Allowed }): Allowed {
    const inOrder = (order: readonly RankedPart[][]) => order.flat().reduceRight((after, part) => this.ofRule(part, { next, after }), rest);
    const matching = policies.filter(parts => parts.length > 0);
    return matching.map((first): { names: string[]; allowed: Allowed } => {
      const order = [first, ...matching.filter(each => each !== first)];
      return { names: order.map(([{ policy }]) => policy), allowed: inOrder(order) };
    }).reduceRight((otherwise, { names, allowed }) => ({
      names, allowed: this.allowedPorts.choose(this.props.isFirst(names), allowed, otherwise.allowed),
    })).allowed;
  }

  private ofRule({ action, ...part }: RankedPart, { next, after }: { readonly next: Allowed; readonly after: Allowed }): Allowed {
    const matched = { allow: this.allowedPorts.everything, deny: NOTHING, pass: next }[action];
    return this.allowedPorts.overlay(part, matched, after);
  }

  private get matchesByPeer(): Map<number, Matches> {
    if (this.index === undefined) {
      const index = new Map<number, Matches>();
      this.props.ranks.forEach((rank, rankNumber) => rank.forEach((cells, policy) => cells.forEach(({ peers, ...part }) => {
        const following = new Map<Matches | undefined, Matches>();
        for (const peer of peers) {
          const before = index.get(peer);
          let matches = following.get(before);
          if (matches === undefined) {
            matches = { before, rank: rankNumber, policy, part };
            following.set(before, matches);
          }
          index.set(peer, matches);
        }
      })));
      this.index = index;
    }
    return this.index;
  }
}

/** The rules in their order, by rank and policy. */
function partsOf(last: Matches | undefined): RankedPart[][][] {
  const ranks: RankedPart[][][] = [];
  const inOrder: Matches[] = [];
  for (let matches = last; matches !== undefined; matches = matches.before) inOrder.push(matches);
  for (const { rank, policy, part } of inOrder.reverse()) ((ranks[rank] ??= [])[policy] ??= []).push(part);
  return ranks;
}
