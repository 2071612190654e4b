import { Allowed, isNothing } from './allowed';
import { between, has } from './columns';
import { GroupedConnection } from './connection';
import { EndsByOutcome } from './ends-by-outcome';
import { Network } from './network';
import { Outcomes } from './outcome';
import { PodClass } from './pod-classes';
import { Direction } from './rule-context';
import { Side } from './side';
import { formatAddress, groupBy, IpRange } from '../values';

/** What may flow between workloads and the world outside: its addresses, and the domain names that policies name. */
export class OutsideRows {
  /** The ranges of each end that has a row. */
  public readonly ranges = new Map<string, readonly IpRange[]>();
  /** Domain names that stand in a policy of a workload. */
  public readonly names = new Set<string>();

  constructor(private readonly network: Network, private readonly outcomes: Outcomes) {}

  public all(): GroupedConnection[] {
    const [into, outOf] = [new EndsByOutcome(), new EndsByOutcome()];
    for (const [side, ids] of this.idsBySide('ingress')) this.addAddresses(into, side, ids);
    for (const [side, ids] of this.idsBySide('egress')) {
      this.addAddresses(outOf, side, ids);
      this.addNames(outOf, side, ids);
    }
    return [
      ...into.map((outcome, outside, ids) => ({ ...outcome, sources: [outside], destinations: ids, replicas: false })),
      ...outOf.map((outcome, outside, ids) => ({ ...outcome, sources: ids, destinations: [outside], replicas: false })),
    ];
  }

  private idsBySide(direction: Direction): Map<Side, string[]> {
    const idsOf = ({ members }: PodClass) => members.filter(({ role }) => role === undefined).map(({ id }) => id);
    const inhabited = this.network.universe.classes.filter(podClass => idsOf(podClass).length > 0);
    const bySide = groupBy(inhabited, ({ index }) => this.network.sideOf(index, direction));
    return new Map([...bySide].map(([side, classes]) => [side, classes.flatMap(idsOf)]));
  }

  /** Addresses that are allowed the same are one end. */
  private addAddresses(rows: EndsByOutcome, side: Side, ids: readonly string[]): void {
    const { addresses, answers: { conditions } } = this.network.universe;
    const perAtom = this.atomsOf(side).filter(({ allowed }) => !isNothing(allowed));
    const groups = groupBy(perAtom, ({ allowed: { certainly, perhaps } }) =>
      `${certainly} ${perhaps.map(({ ports, when }) => `${ports} ${conditions.questionsOf(when).join()}`).sort().join(';')}`);
    for (const group of groups.values()) {
      const outside = this.endOf(addresses.rangesOf(group.map(({ atom }) => atom)));
      for (const outcome of this.outcomes.of(group[0].allowed)) rows.add(outcome, outside, ids);
    }
  }

  /** The atoms that may have a row: all, or those that the rules name. */
  private atomsOf(side: Side): { readonly atom: number; readonly allowed: Allowed }[] {
    const { classes, addresses } = this.network.universe;
    const end = classes.length + addresses.atoms.length;
    const named = new Set([...side.selections].flatMap(selection => between(selection, classes.length, end)));
    const columns = side.isClosed ? [...named].sort((a, b) => a - b) : addresses.atoms.map((_, atom) => classes.length + atom);
    return columns.map(column => ({ atom: column - classes.length, allowed: side.allows(column) }));
  }

  private addNames(rows: EndsByOutcome, side: Side, ids: readonly string[]): void {
    for (const [name, column] of this.network.universe.names) {
      if (![...side.selections].some(selection => has(selection, column))) continue;
      this.names.add(name);
      for (const outcome of this.outcomes.of(side.allows(column))) rows.add(outcome, name, ids);
    }
  }

  private endOf(ranges: readonly IpRange[]): string {
    const id = ranges.map(({ family, first, last }) => `${formatAddress(family, first)}-${formatAddress(family, last)}`).join(',');
    this.ranges.set(id, ranges);
    return id;
  }
}
