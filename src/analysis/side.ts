import { Allowed, AllowedPorts, isNothing, NOTHING, Perhaps } from './allowed';
import { Columns, FIRST_NAME, Peers } from './columns';
import { ALWAYS, Condition } from './condition';

/** These columns, on these ports, if the condition holds: what one rule names. */
export interface Cell extends Perhaps, Peers {}

/** What the policies of one tier say about the pods of a class, in one direction. */
export interface TierSide {
  /** Columns that the rules name. */
  readonly peers: Iterable<number>;
  /** Columns of the domain names that rules allow by name, and not with everything else. */
  readonly names: readonly number[];
  /** Whether the tiers below are never asked. */
  readonly isLast: boolean;
  /** How many address atoms there were when the rules were compiled. */
  readonly atoms: number;
  /** The ports on which a column is allowed, where `next` is what it is allowed by the tiers below. */
  allows(peer: number, next: Allowed): Allowed;
}

/** What the policies allow pods in one direction: their tiers, the first one first. Classes under the same policies share one. */
export class Side {
  private readonly memo?: Map<number, Allowed>;

  constructor(
    private readonly allowedPorts: AllowedPorts, private readonly columns: Columns, public readonly tiers: readonly TierSide[],
  ) {
    if (tiers.length > 1) this.memo = new Map();
  }

  /** The peers that are allowed anything; `undefined` when those that no rule names may be, too. */
  public get peers(): ReadonlySet<number> | undefined {
    return this.tiers.some(({ isLast }) => isLast) ? this.named : undefined;
  }

  /** Columns of the domain names that a rule allows by name. */
  public get names(): ReadonlySet<number> {
    return new Set(this.tiers.flatMap(({ names }) => names));
  }

  /** Columns that a rule names. */
  public get named(): ReadonlySet<number> {
    return new Set(this.tiers.flatMap(({ peers }) => [...peers]));
  }

  /** The ports on which a column is allowed. */
  public allows(peer: number): Allowed {
    let allowed = this.memo?.get(peer);
    if (allowed === undefined) {
      allowed = this.tiers.reduceRight((next, tier) => tier.allows(this.columnAmong(tier.atoms, peer), next), this.allowedPorts.everything);
      this.memo?.set(peer, allowed);
    }
    return allowed;
  }

  /** An address that was cut off later is treated by older rules like the one it was a part of. */
  private columnAmong(atoms: number, column: number): number {
    const { classes: { length: first }, addresses } = this.columns;
    return column < first || column >= FIRST_NAME ? column : first + addresses.atomAmong(atoms, column - first);
  }
}

/** What the rules of a tier are compiled for. */
export interface TierContext {
  readonly allowedPorts: AllowedPorts;
  readonly isolates: Condition;
  readonly atoms: number;
}

/** A tier whose rules only allow, so that their order means nothing: that of NetworkPolicies. */
export class UnionTier implements TierSide {
  private index?: Map<number, Allowed>;

  constructor(private readonly context: TierContext, private readonly cells: readonly Cell[]) {}

  public get atoms(): number {
    return this.context.atoms;
  }

  public get names(): readonly number[] {
    return namesIn(this.cells);
  }

  public get isLast(): boolean {
    return this.context.isolates === ALWAYS;
  }

  public get peers(): Iterable<number> {
    return this.allowedByPeer.keys();
  }

  public allows(peer: number, next: Allowed): Allowed {
    const allowed = this.allowedByPeer.get(peer) ?? NOTHING;
    const { isolates, allowedPorts } = this.context;
    if (isolates === ALWAYS) return allowed;
    const below = allowedPorts.choose(isolates, NOTHING, next);
    return isNothing(allowed) ? below : allowedPorts.union(allowed, below);
  }

  private get allowedByPeer(): Map<number, Allowed> {
    if (this.index === undefined) {
      this.index = new Map();
      for (const cell of this.cells) {
        for (const peer of cell.peers) this.index.set(peer, this.context.allowedPorts.add(this.index.get(peer) ?? NOTHING, cell));
      }
    }
    return this.index;
  }
}

/** The columns of domain names that cells have by name. */
export const namesIn = (cells: readonly Cell[]): number[] => cells.flatMap(({ peers, byName }) => byName ? peers : []);
