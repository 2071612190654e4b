import { Allowed, AllowedPorts, isNothing, NOTHING, Perhaps } from './allowed';
import { Selection } from './columns';
import { ALWAYS, Condition } from './condition';

/** These columns, on these ports, if the condition holds: what one rule names. */
export interface Cell extends Perhaps {
  /** Numbers of pod classes, then of addresses, then of domain names. */
  readonly peers: Selection;
}

/** What the policies of one tier say about the pods of a class, in one direction. */
export interface TierSide {
  /** Columns that the rules name. */
  readonly peers: Iterable<number>;
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

  /** The peers that are allowed anything; `undefined` when those that no rule names may be, too. */
  public get peers(): ReadonlySet<number> | undefined {
    return this.tiers.some(({ isLast }) => isLast) ? this.named : undefined;
  }

  /** Columns that a rule names. */
  public get named(): ReadonlySet<number> {
    return new Set(this.tiers.flatMap(({ peers }) => [...peers]));
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

/** A tier whose rules only allow, so that their order means nothing: that of NetworkPolicies. */
export class UnionTier implements TierSide {
  private index?: Map<number, Allowed>;

  constructor(private readonly allowedPorts: AllowedPorts, private readonly cells: readonly Cell[], private readonly isolates: Condition) {}

  public get isLast(): boolean {
    return this.isolates === ALWAYS;
  }

  public get peers(): Iterable<number> {
    return this.allowedByPeer.keys();
  }

  public allows(peer: number, next: Allowed): Allowed {
    const allowed = this.allowedByPeer.get(peer) ?? NOTHING;
    if (this.isolates === ALWAYS) return allowed;
    const below = this.allowedPorts.choose(this.isolates, NOTHING, next);
    return isNothing(allowed) ? below : this.allowedPorts.union(allowed, below);
  }

  private get allowedByPeer(): Map<number, Allowed> {
    if (this.index === undefined) {
      this.index = new Map();
      for (const cell of this.cells) {
        for (const peer of cell.peers) this.index.set(peer, this.allowedPorts.add(this.index.get(peer) ?? NOTHING, cell));
      }
    }
    return this.index;
  }
}
