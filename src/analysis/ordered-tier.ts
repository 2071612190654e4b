import { Allowed, AllowedPorts, NOTHING } from './allowed';
import { ALWAYS, Condition } from './condition';
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

/** A tier whose rules are asked in their order until one matches. */
export class OrderedTier implements TierSide {
  /** What no rule matches is denied, and none leaves the decision to the tiers below. */
  public readonly isLast: boolean;
  public readonly atoms: number;
  private readonly allowedPorts: AllowedPorts;
  private index?: Map<number, RankedPart[][][]>;

  constructor(private readonly props: OrderedTierProps) {
    this.allowedPorts = props.allowedPorts;
    this.atoms = props.atoms;
    const passes = props.ranks.some(rank => rank.some(cells => cells.some(({ action }) => action === 'pass')));
    this.isLast = props.isolates === ALWAYS && !passes;
  }

  public get peers(): Iterable<number> {
    return this.partsByPeer.keys();
  }

  public get names(): readonly number[] {
    return namesIn(this.props.ranks.flat(2).filter(({ action }) => action === 'allow'));
  }

  public allows(peer: number, next: Allowed): Allowed {
    const { isolates, skipped } = this.props;
    const unmatched = this.allowedPorts.choose(isolates, NOTHING, next);
    const ranks = this.partsByPeer.get(peer) ?? [];
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

  /** For each peer, by rank and policy, the rules that name it. */
  private get partsByPeer(): Map<number, RankedPart[][][]> {
    if (this.index === undefined) {
      this.index = new Map();
      this.props.ranks.forEach((rank, rankNumber) => rank.forEach((cells, policy) => cells.forEach(({ peers, ...part }) => {
        for (const peer of peers) {
          const ranks = this.index!.get(peer) ?? [];
          if (ranks.length === 0) this.index!.set(peer, ranks);
          ((ranks[rankNumber] ??= [])[policy] ??= []).push(part);
        }
      })));
    }
    return this.index;
  }
}
