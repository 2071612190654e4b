import { ALWAYS, Condition, Conditions, NEVER } from './condition';
import { NO_PORTS, PortSet, PortSpace } from './port-space';

/** The ports on which one peer is allowed: certainly, or depending on open questions. No port is in two of the sets. */
export interface Allowed {
  readonly certainly: PortSet;
  readonly perhaps: readonly Perhaps[];
}

/** Ports that open questions decide on. */
export interface Perhaps {
  readonly ports: PortSet;
  readonly when: Condition;
}

export const NOTHING: Allowed = { certainly: NO_PORTS, perhaps: [] };

export const isNothing = ({ certainly, perhaps }: Allowed): boolean => certainly === NO_PORTS && perhaps.length === 0;

/** Puts together what rules, tiers and sides allow. */
export class AllowedPorts {
  public readonly everything: Allowed;

  constructor(private readonly ports: PortSpace, private readonly conditions: Conditions) {
    this.everything = { certainly: ports.all, perhaps: [] };
  }

  /** Allows more. */
  public add(allowed: Allowed, { ports, when }: Perhaps): Allowed {
    if (when === ALWAYS && allowed.perhaps.length === 0) return { certainly: this.ports.union(allowed.certainly, ports), perhaps: [] };
    return this.combine(allowed, this.on(ports, when), (one, other) => this.conditions.or(one, other));
  }

  /** What either allows. */
  public union(one: Allowed, other: Allowed): Allowed {
    if (isNothing(other)) return one;
    return this.combine(one, other, (mine, theirs) => this.conditions.or(mine, theirs));
  }

  /** What both allow. */
  public both(one: Allowed, other: Allowed): Allowed {
    if (one.perhaps.length === 0 && other.perhaps.length === 0) {
      return { certainly: this.ports.intersection(one.certainly, other.certainly), perhaps: [] };
    }
    return this.combine(one, other, (mine, theirs) => this.conditions.and(mine, theirs));
  }

  /** What `yes` allows if a condition holds, and what `no` allows if not. */
  public choose(when: Condition, yes: Allowed, no: Allowed): Allowed {
    if (when === ALWAYS) return yes;
    if (when === NEVER) return no;
    return this.combine(yes, no, (mine, theirs) => this.conditions.choose(when, mine, theirs));
  }

  /** What `inside` allows on some ports, and what `outside` allows on the rest. */
  public overlay({ ports, when }: Perhaps, inside: Allowed, outside: Allowed): Allowed {
    const isPlain = when === ALWAYS && inside.perhaps.length === 0 && outside.perhaps.length === 0;
    if (!isPlain) return this.union(this.within(ports, this.choose(when, inside, outside)), this.without(ports, outside));
    const { union, intersection, difference } = bound(this.ports);
    return { certainly: union(intersection(inside.certainly, ports), difference(outside.certainly, ports)), perhaps: [] };
  }

  private within(ports: PortSet, { certainly, perhaps }: Allowed): Allowed {
    const cut = (set: PortSet) => this.ports.intersection(set, ports);
    return { certainly: cut(certainly), perhaps: perhaps.map(each => ({ ...each, ports: cut(each.ports) })).filter(isSome) };
  }

  private without(ports: PortSet, allowed: Allowed): Allowed {
    return this.within(this.ports.difference(this.ports.all, ports), allowed);
  }

  private on(ports: PortSet, when: Condition): Allowed {
    return when === ALWAYS ? { certainly: ports, perhaps: [] } : { certainly: NO_PORTS, perhaps: [{ ports, when }] };
  }

  private combine(one: Allowed, other: Allowed, condition: (mine: Condition, theirs: Condition) => Condition): Allowed {
    const portsByCondition = new Map<Condition, PortSet>();
    for (const mine of this.states(one)) {
      for (const theirs of this.states(other)) {
        const ports = this.ports.intersection(mine.ports, theirs.ports);
        if (ports === NO_PORTS) continue;
        const when = condition(mine.when, theirs.when);
        portsByCondition.set(when, this.ports.union(portsByCondition.get(when) ?? NO_PORTS, ports));
      }
    }
    const certainly = portsByCondition.get(ALWAYS) ?? NO_PORTS;
    portsByCondition.delete(ALWAYS);
    portsByCondition.delete(NEVER);
    return { certainly, perhaps: [...portsByCondition].map(([when, ports]) => ({ ports, when })) };
  }

  /** Every port once, by what becomes of it. */
  private states({ certainly, perhaps }: Allowed): Perhaps[] {
    const allowed = perhaps.reduce((all, { ports }) => this.ports.union(all, ports), certainly);
    return [{ ports: certainly, when: ALWAYS }, ...perhaps, { ports: this.ports.difference(this.ports.all, allowed), when: NEVER }].filter(isSome);
  }
}

const isSome = ({ ports }: Perhaps): boolean => ports !== NO_PORTS;

const bound = (space: PortSpace) => ({
  union: (one: PortSet, other: PortSet) => space.union(one, other),
  intersection: (one: PortSet, other: PortSet) => space.intersection(one, other),
  difference: (one: PortSet, other: PortSet) => space.difference(one, other),
});
