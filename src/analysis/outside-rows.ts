import { isNothing } from './allowed';
import { namesAllowed } from './allowed-names';
import { GroupedConnection } from './connection';
import { EndsByOutcome } from './ends-by-outcome';
import { Network } from './network';
import { Outcomes } from './outcome';
import { PodClass } from './pod-classes';
import { Direction } from './rule-context';
import { groupBy, IpRange, rangesText } from '../values';

/** Workloads under the same policies, and one of their classes. */
interface Governed {
  readonly example: number;
  readonly ids: readonly string[];
}

/** What may flow between workloads and the world outside: its addresses, and the domain names that policies allow by name. */
export class OutsideRows {
  /** The ranges of each end that has a row. */
  public readonly ranges = new Map<string, readonly IpRange[]>();
  /** The domain names that have a row. */
  public readonly names = new Set<string>();

  constructor(private readonly network: Network, private readonly outcomes: Outcomes) {}

  /** The rows of the workloads of some classes. */
  public of(classes: readonly PodClass[]): GroupedConnection[] {
    const [into, outOf] = [new EndsByOutcome(), new EndsByOutcome()];
    for (const governed of this.bySide(classes, 'ingress')) this.addAddresses(into, governed, 'ingress');
    for (const governed of this.bySide(classes, 'egress')) {
      this.addAddresses(outOf, governed, 'egress');
      this.addNames(outOf, governed);
    }
    return [
      ...into.map((outcome, outside, ids) => ({ ...outcome, sources: [outside], destinations: ids, replicas: false })),
      ...outOf.map((outcome, outside, ids) => ({ ...outcome, sources: ids, destinations: [outside], replicas: false })),
    ];
  }

  private bySide(classes: readonly PodClass[], direction: Direction): Governed[] {
    const inhabited = classes.filter(({ example: { role } }) => role === undefined);
    return [...groupBy(inhabited, ({ index }) => this.network.sideOf(index, direction)).values()]
      .map(alike => ({ example: alike[0].index, ids: alike.flatMap(({ members }) => members.map(({ id }) => id)) }));
  }

  /** Addresses that are allowed the same are one end. */
  private addAddresses(rows: EndsByOutcome, { example, ids }: Governed, direction: Direction): void {
    const { addresses, answers: { conditions } } = this.network.universe;
    const perAtom = [...this.network.atomsOf(example, direction)]
      .map(atom => ({ atom, allowed: this.network.outside(example, direction, atom) })).filter(({ allowed }) => !isNothing(allowed));
    const groups = groupBy(perAtom, ({ allowed: { certainly, perhaps } }) =>
      `${certainly} ${perhaps.map(({ ports, when }) => `${ports} ${conditions.questionsOf(when).join()}`).sort().join(';')}`);
    for (const group of groups.values()) {
      const outside = this.endOf(addresses.rangesOf(group.map(({ atom }) => atom)));
      for (const outcome of this.outcomes.of(group[0].allowed)) rows.add(outcome, outside, ids);
    }
  }

  private addNames(rows: EndsByOutcome, { example, ids }: Governed): void {
    for (const { name, allowed } of namesAllowed(this.network, example)) {
      this.names.add(name);
      for (const outcome of this.outcomes.of(allowed)) rows.add(outcome, name, ids);
    }
  }

  private endOf(ranges: readonly IpRange[]): string {
    const id = rangesText(ranges);
    this.ranges.set(id, ranges);
    return id;
  }
}
