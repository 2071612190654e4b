import { NO_PORTS, PortSet, PortSpace } from './port-space';
import { Selection } from './selection';
import { Question } from '../values';

/** These columns, on these ports: one thing that the policies of a class allow it in one direction. */
export interface Cell {
  /** Numbers of pod classes, then of addresses. */
  readonly peers: Selection;
  readonly ports: PortSet;
  /** The open questions that decide whether it is allowed at all; none when it certainly is. */
  readonly hangsOn: readonly Question[];
}

/** The ports on which one peer is allowed: certainly, or depending on open questions. No port is in two of the sets. */
export interface Allowed {
  readonly certainly: PortSet;
  readonly perhaps: readonly Perhaps[];
}

/** Ports that open questions decide on. */
export interface Perhaps {
  readonly ports: PortSet;
  readonly hangsOn: readonly Question[];
}

export const NOTHING: Allowed = { certainly: NO_PORTS, perhaps: [] };

/** What the policies allow pods in one direction. Classes under the same policies share one. */
export class Side {
  private index?: Map<number, Allowed>;

  constructor(
    private readonly ports: PortSpace,
    private readonly cells: readonly Cell[],
    /** Whether any policy governs the direction at all; if none does, everything is allowed. */
    public readonly isolated: boolean,
  ) {}

  /** The peers that are allowed anything, when not everything is. */
  public get peers(): Iterable<number> {
    return this.allowedByPeer.keys();
  }

  /** The ports on which a column is allowed. */
  public allows(peer: number): Allowed {
    if (!this.isolated) return { certainly: this.ports.all, perhaps: [] };
    return this.allowedByPeer.get(peer) ?? NOTHING;
  }

  private get allowedByPeer(): Map<number, Allowed> {
    if (this.index === undefined) {
      this.index = new Map();
      for (const cell of this.cells) for (const peer of cell.peers) this.index.set(peer, allow(this.ports, this.index.get(peer) ?? NOTHING, cell));
    }
    return this.index;
  }
}

/** Allows more ports. Where several questions may allow a port, all of them decide on it. */
export function allow(space: PortSpace, { certainly, perhaps }: Allowed, { ports, hangsOn }: Perhaps): Allowed {
  if (hangsOn.length === 0) {
    const left = perhaps.map(each => ({ ...each, ports: space.difference(each.ports, ports) })).filter(each => each.ports !== NO_PORTS);
    return { certainly: space.union(certainly, ports), perhaps: left };
  }
  let rest = space.difference(ports, certainly);
  const parts: Perhaps[] = [];
  for (const each of perhaps) {
    const shared = space.intersection(each.ports, rest);
    rest = space.difference(rest, shared);
    parts.push({ ports: shared, hangsOn: names(each.hangsOn, hangsOn) }, { ...each, ports: space.difference(each.ports, shared) });
  }
  return { certainly, perhaps: [...parts, { ports: rest, hangsOn: names(hangsOn) }].filter(part => part.ports !== NO_PORTS) };
}

/** What both sides allow. A port that each side leaves open hangs on the questions of both. */
export function both(space: PortSpace, one: Allowed, other: Allowed): Allowed {
  const allowed: Allowed = { certainly: space.intersection(one.certainly, other.certainly), perhaps: [] };
  if (one.perhaps.length === 0 && other.perhaps.length === 0) return allowed;
  const parts = ({ certainly, perhaps }: Allowed): Perhaps[] => [{ ports: certainly, hangsOn: [] }, ...perhaps];
  return parts(one).flatMap(mine => parts(other).map(theirs => ({
    ports: space.intersection(mine.ports, theirs.ports), hangsOn: names(mine.hangsOn, theirs.hangsOn),
  }))).filter(({ ports, hangsOn }) => ports !== NO_PORTS && hangsOn.length > 0).reduce((all, part) => allow(space, all, part), allowed);
}

/** What is allowed when `question` decides whether the one holds or the other. */
export function either(space: PortSpace, question: Question, one: Allowed, other: Allowed): Allowed {
  let allowed: Allowed = { certainly: space.intersection(one.certainly, other.certainly), perhaps: [] };
  for (const mine of states(space, one)) {
    for (const theirs of states(space, other)) {
      const isSettled = mine.isDenied === theirs.isDenied && mine.hangsOn.length === 0 && theirs.hangsOn.length === 0;
      if (isSettled) continue;
      const hangsOn = names(mine.hangsOn, theirs.hangsOn, [question]);
      allowed = allow(space, allowed, { ports: space.intersection(mine.ports, theirs.ports), hangsOn });
    }
  }
  return allowed;
}

/** Every port once, by what becomes of it. */
function states(space: PortSpace, { certainly, perhaps }: Allowed): (Perhaps & { readonly isDenied: boolean })[] {
  const allowed = perhaps.reduce((all, { ports }) => space.union(all, ports), certainly);
  return [
    { ports: certainly, hangsOn: [], isDenied: false },
    ...perhaps.map(part => ({ ...part, isDenied: false })),
    { ports: space.difference(space.all, allowed), hangsOn: [], isDenied: true },
  ];
}

const names = (...lists: readonly (readonly Question[])[]): Question[] => [...new Set(lists.flat())].sort();
