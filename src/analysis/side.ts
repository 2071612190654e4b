import { NO_PORTS, PortSet, PortSpace } from './port-space';
import { Selection } from './selection';
import { AssumptionName } from '../values';

/** These columns, on these ports: one thing that the policies of a class allow it in one direction. */
export interface Cell {
  /** Numbers of pod classes, then of addresses. */
  readonly peers: Selection;
  readonly ports: PortSet;
  /** The open questions that decide whether it is allowed at all; none when it certainly is. */
  readonly hangsOn: readonly AssumptionName[];
}

/** The ports on which one peer is allowed. */
export interface Allowed {
  readonly certainly: PortSet;
  readonly possibly: PortSet;
  readonly hangsOn: readonly AssumptionName[];
}

const NOTHING: Allowed = { certainly: NO_PORTS, possibly: NO_PORTS, hangsOn: [] };

/** What the policies allow pods in one direction. Classes under the same policies share one. */
export class Side {
  private index?: Map<number, Allowed>;

  constructor(
    private readonly ports: PortSpace,
    private readonly cells: readonly Cell[],
    /** Whether any policy governs the direction at all; if none does, everything is allowed. */
    public readonly isolated: boolean,
    /** The open questions that decide whether the policies govern these pods. */
    private readonly isolationHangsOn: readonly AssumptionName[] = [],
  ) {}

  /** Whether everything may be allowed, so that asking who is makes no sense. */
  public get isOpen(): boolean {
    return !this.isolated || this.isolationHangsOn.length > 0;
  }

  /** The peers that are allowed anything, when not everything is. */
  public get peers(): Iterable<number> {
    return this.allowedByPeer.keys();
  }

  /** The ports on which a column is allowed. */
  public allows(peer: number): Allowed {
    if (!this.isolated) return { certainly: this.ports.all, possibly: this.ports.all, hangsOn: [] };
    const allowed = this.allowedByPeer.get(peer) ?? NOTHING;
    if (this.isolationHangsOn.length === 0) return allowed;
    return { ...allowed, possibly: this.ports.all, hangsOn: [...allowed.hangsOn, ...this.isolationHangsOn] };
  }

  private get allowedByPeer(): Map<number, Allowed> {
    if (this.index === undefined) {
      this.index = new Map();
      for (const cell of this.cells) for (const peer of cell.peers) this.index.set(peer, this.add(this.index.get(peer) ?? NOTHING, cell));
    }
    return this.index;
  }

  private add(allowed: Allowed, { ports, hangsOn }: Cell): Allowed {
    const possibly = this.ports.union(allowed.possibly, ports);
    if (hangsOn.length === 0) return { ...allowed, certainly: this.ports.union(allowed.certainly, ports), possibly };
    return { ...allowed, possibly, hangsOn: [...allowed.hangsOn, ...hangsOn] };
  }
}
