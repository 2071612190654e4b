import { Allowed, AllowedPorts, NOTHING, Perhaps } from './allowed';
import { between, Columns, FIRST_NAME, has, Peers, Selection } from './columns';
import { ALWAYS, Condition } from './condition';

/** These columns, on these ports, if the condition holds: what one rule names. */
export interface Cell extends Perhaps, Peers {}

/** What the policies of one tier say about the pods of a class, in one direction. */
export interface TierSide {
  /** The columns that each of the rules names. */
  readonly selections: readonly Selection[];
  /** Columns that it may allow, whatever the tiers below say. */
  readonly allowing: readonly Selection[];
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
  /** Whether nobody is allowed anything but those that a rule names. */
  public readonly isClosed: boolean;
  private namedSelections?: ReadonlySet<Selection>;
  private allowedSelections?: ReadonlySet<Selection>;

  constructor(
    private readonly allowedPorts: AllowedPorts, private readonly columns: Columns, public readonly tiers: readonly TierSide[],
  ) {
    this.isClosed = tiers.some(({ isLast }) => isLast);
  }

  /** The columns that rules name: those that are in the same of these are allowed the same. */
  public get selections(): ReadonlySet<Selection> {
    this.namedSelections ??= new Set(this.tiers.flatMap(({ selections }) => selections));
    return this.namedSelections;
  }

  /** The columns that may be allowed, where a closed side allows no others. */
  public get allowing(): ReadonlySet<Selection> {
    this.allowedSelections ??= new Set(this.tiers.flatMap(({ allowing }) => allowing));
    return this.allowedSelections;
  }

  /** Numbers of the classes that may be allowed. */
  public get classes(): ReadonlySet<number> {
    return this.allowedBetween(0, this.columns.classes.length);
  }

  /** Numbers of the address atoms that may be allowed, and of those cut off since, which may be parts of them. */
  public get atoms(): ReadonlySet<number> {
    const { classes: { length: first }, addresses: { atoms } } = this.columns;
    const named = new Set([...this.allowedBetween(first, FIRST_NAME)].map(column => column - first));
    for (let atom = Math.min(...this.tiers.map(tier => tier.atoms)); atom < atoms.length; atom++) named.add(atom);
    return named;
  }

  /** Columns of the domain names that a rule allows by name. */
  public get names(): ReadonlySet<number> {
    return new Set(this.tiers.flatMap(({ names }) => names));
  }

  /** The ports on which a column is allowed. */
  public allows(peer: number): Allowed {
    let allowed = this.allowedPorts.everything;
    for (let index = this.tiers.length - 1; index >= 0; index--) {
      const tier = this.tiers[index];
      allowed = tier.allows(this.columnAmong(tier.atoms, peer), allowed);
    }
    return allowed;
  }

  private allowedBetween(first: number, end: number): Set<number> {
    const named = new Set<number>();
    for (const selection of this.allowing) for (const column of between(selection, first, end)) named.add(column);
    return named;
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

/** Selections of more columns than this are searched where one column is asked for: an index of them would be as large as the map. */
const WIDE = 256;

/** A tier whose rules only allow, so that their order means nothing: that of NetworkPolicies. */
export class UnionTier implements TierSide {
  private readonly wide: readonly Cell[];
  private index?: Map<number, Allowed>;

  constructor(private readonly context: TierContext, private readonly cells: readonly Cell[]) {
    this.wide = cells.filter(({ peers }) => peers.length > WIDE);
  }

  public get atoms(): number {
    return this.context.atoms;
  }

  public get names(): readonly number[] {
    return namesIn(this.cells);
  }

  public get isLast(): boolean {
    return this.context.isolates === ALWAYS;
  }

  public get selections(): readonly Selection[] {
    return this.cells.map(({ peers }) => peers);
  }

  public get allowing(): readonly Selection[] {
    return this.selections;
  }

  public allows(peer: number, next: Allowed): Allowed {
    const allowed = this.allowedTo(peer);
    const { isolates, allowedPorts } = this.context;
    return isolates === ALWAYS ? allowed : allowedPorts.union(allowed, allowedPorts.choose(isolates, NOTHING, next));
  }

  private allowedTo(peer: number): Allowed {
    const { allowedPorts } = this.context;
    const narrow = this.narrow.get(peer) ?? NOTHING;
    return this.wide.reduce((allowed, cell) => has(cell.peers, peer) ? allowedPorts.union(allowed, allowedPorts.of(cell)) : allowed, narrow);
  }

  private get narrow(): Map<number, Allowed> {
    if (this.index === undefined) {
      this.index = new Map();
      for (const cell of this.cells.filter(({ peers }) => peers.length <= WIDE)) {
        const allowed = this.context.allowedPorts.of(cell);
        for (const peer of cell.peers) this.index.set(peer, this.context.allowedPorts.union(this.index.get(peer) ?? NOTHING, allowed));
      }
    }
    return this.index;
  }
}

/** The columns of domain names that cells have by name. */
export const namesIn = (cells: readonly Cell[]): number[] => cells.flatMap(({ peers, byName }) => byName ? peers : []);
