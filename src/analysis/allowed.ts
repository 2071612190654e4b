import { ALWAYS, Condition, Conditions, NEVER } from './condition';
import { NO_PORTS, PortSet, PortSpace } from './port-space';

/**
 * The ports on which one peer is allowed: certainly, or depending on open questions. No port is in two of the sets.
 *
 * `AllowedPorts` keeps each once, so that equal ones are one object.
 */
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

type Memo = Map<Allowed, Map<Allowed, Allowed>>;

/** Puts together what rules, tiers and sides allow. */
export class AllowedPorts {
  public readonly everything: Allowed;
  // There are few distinct ones, however many pairs of pods ask.
  private readonly certain: Allowed[] = [NOTHING];
  private readonly open = new Map<string, Allowed>();
  private readonly unions: Memo = new Map();
  private readonly intersections: Memo = new Map();

  constructor(private readonly ports: PortSpace, private readonly conditions: Conditions) {
    this.everything = this.certainly(ports.all);
  }

  /** These ports, if a condition holds. */
  public of({ ports, when }: Perhaps): Allowed {
    return this.choose(when, this.certainly(ports), NOTHING);
  }

  /** What either allows. */
  public union(one: Allowed, other: Allowed): Allowed {
    if (one === other || other === NOTHING) return one;
    if (one === NOTHING) return other;
    if (isCertain(one) && isCertain(other)) return this.certainly(this.ports.union(one.certainly, other.certainly));
    return recall(this.unions, one, other)
      ?? keep(this.unions, one, other, this.combine(one, other, (mine, theirs) => this.conditions.or(mine, theirs)));
  }

  /** What both allow. */
  public both(one: Allowed, other: Allowed): Allowed {
    if (one === other || one === NOTHING || other === this.everything) return one;
    if (isCertain(one) && isCertain(other)) return this.certainly(this.ports.intersection(one.certainly, other.certainly));
    return recall(this.intersections, one, other)
      ?? keep(this.intersections, one, other, this.combine(one, other, (mine, theirs) => this.conditions.and(mine, theirs)));
  }

  /** What `yes` allows if a condition holds, and what `no` allows if not. */
  public choose(when: Condition, yes: Allowed, no: Allowed): Allowed {
    if (when === ALWAYS) return yes;
    if (when === NEVER) return no;
    return this.combine(yes, no, (mine, theirs) => this.conditions.choose(when, mine, theirs));
  }

  /** What `inside` allows on some ports, and what `outside` allows on the rest. */
  public overlay({ ports, when }: Perhaps, inside: Allowed, outside: Allowed): Allowed {
    const isPlain = when === ALWAYS && isCertain(inside) && isCertain(outside);
    if (!isPlain) return this.union(this.within(ports, this.choose(when, inside, outside)), this.without(ports, outside));
    const { union, intersection, difference } = bound(this.ports);
    return this.certainly(union(intersection(inside.certainly, ports), difference(outside.certainly, ports)));
  }

  private within(ports: PortSet, { certainly, perhaps }: Allowed): Allowed {
    const cut = (set: PortSet) => this.ports.intersection(set, ports);
    return this.kept(cut(certainly), perhaps.map(each => ({ ...each, ports: cut(each.ports) })).filter(isSome));
  }

  private without(ports: PortSet, allowed: Allowed): Allowed {
    return this.within(this.ports.difference(this.ports.all, ports), allowed);
  }

  private certainly(ports: PortSet): Allowed {
    return this.certain[ports] ??= { certainly: ports, perhaps: [] };
  }

  private kept(certainly: PortSet, perhaps: readonly Perhaps[]): Allowed {
    if (perhaps.length === 0) return this.certainly(certainly);
    const sorted = [...perhaps].sort((a, b) => a.when - b.when);
    const key = `${certainly} ${sorted.map(({ ports, when }) => `${ports}:${when}`).join()}`;
    let allowed = this.open.get(key);
    if (allowed === undefined) {
      allowed = { certainly, perhaps: sorted };
      this.open.set(key, allowed);
    }
    return allowed;
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
    return this.kept(certainly, [...portsByCondition].map(([when, ports]) => ({ ports, when })));
  }

  /** Every port once, by what becomes of it. */
  private states({ certainly, perhaps }: Allowed): Perhaps[] {
    const allowed = perhaps.reduce((all, { ports }) => this.ports.union(all, ports), certainly);
    return [{ ports: certainly, when: ALWAYS }, ...perhaps, { ports: this.ports.difference(this.ports.all, allowed), when: NEVER }].filter(isSome);
  }
}

const isCertain = ({ perhaps }: Allowed): boolean => perhaps.length === 0;

const recall = (memo: Memo, one: Allowed, other: Allowed): Allowed | undefined => memo.get(one)?.get(other);

function keep(memo: Memo, one: Allowed, other: Allowed, result: Allowed): Allowed {
  const results = memo.get(one);
  if (results === undefined) memo.set(one, new Map([[other, result]]));
  else results.set(other, result);
  return result;
}

const isSome = ({ ports }: Perhaps): boolean => ports !== NO_PORTS;

const bound = (space: PortSpace) => ({
  union: (one: PortSet, other: PortSet) => space.union(one, other),
  intersection: (one: PortSet, other: PortSet) => space.intersection(one, other),
  difference: (one: PortSet, other: PortSet) => space.difference(one, other),
});
