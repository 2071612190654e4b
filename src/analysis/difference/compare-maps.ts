import { AddressChanges } from './address-changes';
import { Change, Part } from './change';
import { ChangedConnection, Difference } from './difference';
import { Pair, pairsOf } from './pair';
import { SharedPorts } from './shared-ports';
import { IpRange, Question, rangesText } from '../../values';
import { Connection, ConnectivityMap } from '../connection';

/**
 * Compares who may connect to whom before and after.
 *
 * It sees connections only: policies that are written in another way and do the same differ in nothing. Both maps are expected to
 * be of one environment, so that they differ in what the manifests say.
 */
export function differenceOf(before: ConnectivityMap, after: ConnectivityMap): Difference {
  const ports = new SharedPorts([before, after]);
  const addressChanges = new AddressChanges(ports, { before, after });
  const rows = new Rows(ports);
  for (const pair of pairsOf({ before, after })) {
    if (pair.outside === undefined) rows.addInside(pair);
    else rows.addOutside(pair, pair.outside, addressChanges);
  }
  const [workloadsBefore, workloadsAfter] = [workloadsOf(before), workloadsOf(after)];
  return {
    ...rows.sorted(),
    workloads: {
      added: [...workloadsAfter].filter(id => !workloadsBefore.has(id)),
      removed: [...workloadsBefore].filter(id => !workloadsAfter.has(id)),
    },
  };
}

type Ends = Pick<Connection, 'source' | 'destination'>;

/** The rows of a difference while they are being collected. */
class Rows {
  private readonly added: Connection[] = [];
  private readonly removed: Connection[] = [];
  private readonly changed: ChangedConnection[] = [];
  private readonly outside = new Map<string, readonly IpRange[]>();
  private readonly assumedAlike = new Set<Question>();

  constructor(private readonly ports: SharedPorts) {}

  public addInside({ before, after }: Pair): void {
    const { changes, assumedAlike } = this.ports.compare(before, after);
    const { source, destination } = (before[0] ?? after[0]);
    for (const change of changes) this.add({ source, destination }, change);
    assumedAlike.forEach(question => this.assumedAlike.add(question));
  }

  public addOutside(pair: Pair, end: 'source' | 'destination', addressChanges: AddressChanges): void {
    const { changes, assumedAlike } = addressChanges.of(pair, end);
    const { source, destination } = pair.before[0] ?? pair.after[0];
    for (const { change, ranges } of changes) {
      const id = rangesText(ranges);
      this.outside.set(id, ranges);
      this.add({ source, destination, [end]: id }, change);
    }
    assumedAlike.forEach(question => this.assumedAlike.add(question));
  }

  public sorted(): Omit<Difference, 'workloads'> {
    return {
      added: this.added.sort(byEnds),
      removed: this.removed.sort(byEnds),
      changed: this.changed.sort(byEnds),
      outside: this.outside,
      assumedAlike: [...this.assumedAlike].sort(),
    };
  }

  private add(between: Ends, { before, after }: Change): void {
    const ends = { ...between, replicas: between.source === between.destination };
    const passage = (part: Part) => this.ports.passage(part);
    if (before && after) this.changed.push({ ...ends, before: passage(before), after: passage(after), ...this.ports.effectOf({ before, after }) });
    else if (after) this.added.push({ ...ends, ...passage(after) });
    else if (before) this.removed.push({ ...ends, ...passage(before) });
  }
}

/** Stand-ins come and go with the policies that mention them; they are nobody's workload. */
const workloadsOf = ({ peers }: ConnectivityMap): Set<string> =>
  new Set(peers.filter(peer => 'kind' in peer && peer.kind !== '').map(({ id }) => id));

const byEnds = (a: Ends, b: Ends): number => compare(a.source, b.source) || compare(a.destination, b.destination);

const compare = (a: string, b: string): number => a < b ? -1 : Number(a > b);
