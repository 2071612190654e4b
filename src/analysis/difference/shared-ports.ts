import { Change, changesBetween, closes, opens, Part } from './change';
import { ChangedConnection, Passage } from './difference';
import { groupBy, Question } from '../../values';
import { AllowedPorts, NOTHING } from '../allowed';
import { ALWAYS, Condition, Conditions } from '../condition';
import { Connection, ConnectivityMap } from '../connection';
import { NO_PORTS, PortRange, PortSet, PortSpace } from '../port-space';

/** What differs between some rows and others, and what they leave open alike. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly assumedAlike: readonly Question[];
}

/** The ports of two maps, cut where either of them cuts, so that equal sets of ports are equal numbers. */
export class SharedPorts {
  private readonly space: PortSpace;
  private readonly conditions = new Conditions();
  private readonly allowed: AllowedPorts;
  private readonly comparisons = new Map<string, Comparison>();
  private readonly sets = new Map<Connection['ports'], PortSet>();

  constructor(maps: readonly ConnectivityMap[]) {
    this.space = new PortSpace(rangesOf(maps));
    this.allowed = new AllowedPorts(this.space, this.conditions);
  }

  /** Compares rows between the same ends. There are few distinct ones, however many ends there are. */
  public compare(before: readonly Connection[], after: readonly Connection[]): Comparison {
    const key = `${this.rowsKey(before)} > ${this.rowsKey(after)}`;
    let comparison = this.comparisons.get(key);
    if (comparison === undefined) {
      const [mine, theirs] = [this.partsOf(before), this.partsOf(after)];
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
    return { ports: ports === this.space.all ? 'all' : this.space.rangesOf(ports), verdict: hangsOn.length === 0 ? 'allowed' : 'depends', depends: hangsOn };
  }

  public effectOf(change: Required<Change>): Pick<ChangedConnection, 'opens' | 'closes'> {
    return { opens: opens(this.space, change), closes: closes(this.space, change) };
  }

  /** Rows may overlap where two workloads have one id; then what is certain wins, and questions add up. */
  private partsOf(rows: readonly Connection[]): Part[] {
    const { certainly, perhaps } = rows.reduce((all, { ports, depends }) =>
      this.allowed.union(all, this.allowed.of({ ports: this.setOf(ports), when: this.whenAll(depends) })), NOTHING);
    const open = perhaps.map(({ ports, when }) => ({ ports, hangsOn: this.conditions.questionsOf(when) }));
    const parts = groupBy([{ ports: certainly, hangsOn: [] }, ...open].filter(({ ports }) => ports !== NO_PORTS), ({ hangsOn }) => hangsOn.join());
    return [...parts].sort(([a], [b]) => a < b ? -1 : 1)
      .map(([, same]) => ({ hangsOn: same[0].hangsOn, ports: same.reduce((all, { ports }) => this.space.union(all, ports), NO_PORTS) }));
  }

  private whenAll(questions: Connection['depends']): Condition {
    return questions.reduce((all, question) => this.conditions.and(all, this.conditions.when(question)), ALWAYS);
  }

  private openAlike(before: readonly Part[], after: readonly Part[]): Question[] {
    return before.filter(mine => after.some(theirs => mine.hangsOn.join() === theirs.hangsOn.join()
      && this.space.intersection(mine.ports, theirs.ports) !== NO_PORTS)).flatMap(({ hangsOn }) => hangsOn);
  }

  private rowsKey(rows: readonly Connection[]): string {
    return rows.length === 1 ? this.rowKey(rows[0]) : rows.map(row => this.rowKey(row)).sort().join(';');
  }

  /** Rows of one map that have the same ports share the list. */
  private setOf(ports: Connection['ports']): PortSet {
    let set = this.sets.get(ports);
    if (set === undefined) {
      set = ports === 'all' ? this.space.all : ports.reduce((all, range) => this.space.union(all, this.space.setOf(range)), NO_PORTS);
      this.sets.set(ports, set);
    }
    return set;
  }
}

function rangesOf(maps: readonly ConnectivityMap[]): PortRange[] {
  const lists = new Set(maps.flatMap(({ connections }) => connections.map(({ ports }) => ports)));
  return [...lists].flatMap(ports => ports === 'all' ? [] : ports);
}
