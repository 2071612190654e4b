import { Change, changesBetween, closes, opens, Part } from './change';
import { ChangedConnection, Passage } from './difference';
import { groupBy } from '../../values';
import { Connection, ConnectivityMap } from '../connection';
import { NO_PORTS, PortSet, PortSpace } from '../port-space';
import { allow, Allowed, NOTHING, Perhaps } from '../side';

/** What differs between some rows and others, and what they leave open alike. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly assumedAlike: readonly string[];
}

/** The ports of two maps, cut where either of them cuts, so that equal sets of ports are equal numbers. */
export class SharedPorts {
  private readonly space: PortSpace;
  private readonly comparisons = new Map<string, Comparison>();
  private readonly ranges = new Map<PortSet, Connection['ports']>();

  constructor(maps: readonly ConnectivityMap[]) {
    this.space = new PortSpace(rangesOf(maps));
  }

  /** Compares rows between the same ends. There are few distinct pairs of verdicts, however many ends there are. */
  public compare(before: readonly Connection[], after: readonly Connection[]): Comparison {
    const [mine, theirs] = [this.partsOf(before), this.partsOf(after)];
    const key = [mine, theirs].map(parts => parts.map(({ ports, hangsOn }) => `${ports} ${hangsOn.join()}`).join(';')).join(' > ');
    let comparison = this.comparisons.get(key);
    if (comparison === undefined) {
      comparison = { changes: changesBetween(this.space, mine, theirs), assumedAlike: this.openAlike(mine, theirs) };
      this.comparisons.set(key, comparison);
    }
    return comparison;
  }

  /** Text that is equal for rows of the same ports and verdict. */
  public rowKey({ ports, depends }: Connection): string {
    return `${this.setOf(ports)} ${depends.join()}`;
  }

  public passage({ ports, hangsOn }: Part): Passage {
    return { ports: this.rangesIn(ports), verdict: hangsOn.length === 0 ? 'allowed' : 'depends', depends: hangsOn };
  }

  public effectOf(change: Change): Pick<ChangedConnection, 'opens' | 'closes'> {
    return { opens: opens(this.space, change), closes: closes(this.space, change) };
  }

  /** Rows may overlap where two workloads have one id; then what is certain wins, and questions add up. */
  private partsOf(rows: readonly Connection[]): Part[] {
    const { certainly, perhaps } = rows.reduce<Allowed>((all, { ports, depends }) =>
      allow(this.space, all, { ports: this.setOf(ports), hangsOn: depends as Perhaps['hangsOn'] }), NOTHING);
    const parts = groupBy([{ ports: certainly, hangsOn: [] }, ...perhaps].filter(({ ports }) => ports !== NO_PORTS), ({ hangsOn }) => hangsOn.join());
    return [...parts].sort(([a], [b]) => a < b ? -1 : 1)
      .map(([, same]) => ({ hangsOn: same[0].hangsOn, ports: same.reduce((all, { ports }) => this.space.union(all, ports), NO_PORTS) }));
  }

  private openAlike(before: readonly Part[], after: readonly Part[]): string[] {
    return before.filter(mine => after.some(theirs => mine.hangsOn.join() === theirs.hangsOn.join()
      && this.space.intersection(mine.ports, theirs.ports) !== NO_PORTS)).flatMap(({ hangsOn }) => hangsOn);
  }

  private setOf(ports: Connection['ports']): PortSet {
    return ports === 'all' ? this.space.all : ports.reduce((all, range) => this.space.union(all, this.space.setOf(range)), NO_PORTS);
  }

  private rangesIn(set: PortSet): Connection['ports'] {
    let ranges = this.ranges.get(set);
    if (ranges === undefined) {
      ranges = set === this.space.all ? 'all' : this.space.rangesOf(set);
      this.ranges.set(set, ranges);
    }
    return ranges;
  }
}

function* rangesOf(maps: readonly ConnectivityMap[]) {
  for (const { connections } of maps) for (const { ports } of connections) if (ports !== 'all') yield* ports;
}
