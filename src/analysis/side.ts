import { Allowed, AllowedPorts, isNothing, NOTHING, Perhaps } from './allowed';
import { has, Selection } from './columns';
import { ALWAYS, Condition } from './condition';

/** These columns, on these ports, if the condition holds: what one rule names. */
export interface Cell extends Perhaps {
  /** Numbers of pod classes, then of addresses, then of domain names. */
  readonly peers: Selection;
}

/** What the policies of one tier say about the pods of a class, in one direction. */
export interface TierSide {
  /** The columns that each of the rules names. */
  readonly selections: readonly Selection[];
  /** Whether the tiers below are never asked. */
  readonly isLast: boolean;
  /** The ports on which a column is allowed, where `next` is what it is allowed by the tiers below. */
  allows(peer: number, next: Allowed): Allowed;
}

/** What the policies allow pods in one direction: their tiers, the first one first. Classes under the same policies share one. */
export class Side {
  private readonly memo?: Map<number, Allowed>;

  constructor(private readonly allowedPorts: AllowedPorts, public readonly tiers: readonly TierSide[]) {
    if (tiers.length > 1) this.memo = new Map();
  }

  /** Whether nobody is allowed anything but those that a rule names. */
  public get isClosed(): boolean {
    return this.tiers.some(({ isLast }) => isLast);
  }

  /** The columns that rules name: those that are in the same of these are allowed the same. */
  public get selections(): ReadonlySet<Selection> {
    return new Set(this.tiers.flatMap(({ selections }) => selections));
  }

  /** The ports on which a column is allowed. */
  public allows(peer: number): Allowed {
    let allowed = this.memo?.get(peer);
    if (allowed === undefined) {
      allowed = this.tiers.reduceRight((next, tier) => tier.allows(peer, next), this.allowedPorts.everything);
      this.memo?.set(peer, allowed);
    }
    return allowed;
  }
}

/** Selections of more columns than this are searched where one column is asked for: an index of them would be as large as the map. */
const WIDE = 256;

/** A tier whose rules only allow, so that their order means nothing: that of NetworkPolicies. */
export class UnionTier implements TierSide {
  private readonly wide: readonly Cell[];
  private index?: Map<number, Allowed>;

  constructor(private readonly allowedPorts: AllowedPorts, private readonly cells: readonly Cell[], private readonly isolates: Condition) {
    this.wide = cells.filter(({ peers }) => peers.length > WIDE);
  }

  public get isLast(): boolean {
    return this.isolates === ALWAYS;
  }

  public get selections(): readonly Selection[] {
    return this.cells.map(({ peers }) => peers);
  }

  public allows(peer: number, next: Allowed): Allowed {
    const allowed = this.allowedTo(peer);
    if (this.isolates === ALWAYS) return allowed;
    const below = this.allowedPorts.choose(this.isolates, NOTHING, next);
    return isNothing(allowed) ? below : this.allowedPorts.union(allowed, below);
  }

  private allowedTo(peer: number): Allowed {
    const narrow = this.narrow.get(peer) ?? NOTHING;
    return this.wide.reduce((allowed, cell) => has(cell.peers, peer) ? this.allowedPorts.add(allowed, cell) : allowed, narrow);
  }

  private get narrow(): Map<number, Allowed> {
    if (this.index === undefined) {
      this.index = new Map();
      for (const cell of this.cells.filter(({ peers }) => peers.length <= WIDE)) {
        for (const peer of cell.peers) this.index.set(peer, this.allowedPorts.add(this.index.get(peer) ?? NOTHING, cell));
      }
    }
    return this.index;
  }
}
