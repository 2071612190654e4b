import { append, piecesOf } from './address-pieces';
import { Change, changeKey } from './change';
import { Pair, Sides } from './pair';
import { SharedPorts } from './shared-ports';
import { IpRange, Question } from '../../values';
import { Connection, ConnectivityMap } from '../connection';

/** A change, and the addresses at the other end. */
export interface AddressChange {
  readonly change: Change;
  readonly ranges: readonly IpRange[];
}

interface AddressComparison {
  readonly changes: readonly AddressChange[];
  readonly assumedAlike: readonly Question[];
}

/** Compares what addresses outside may do. Workloads under the same policies have the same rows, and are compared once. */
export class AddressChanges {
  private readonly numbers = new Map<string, number>();
  private readonly comparisons = new Map<string, AddressComparison>();

  constructor(private readonly ports: SharedPorts, private readonly maps: Sides<ConnectivityMap>) {}

  public of(pair: Pair, end: 'source' | 'destination'): AddressComparison {
    const key = [pair.before, pair.after].map(rows => rows.map(row => `${this.numberOf(row[end])} ${this.ports.rowKey(row)}`).sort().join(';')).join(' > ');
    let comparison = this.comparisons.get(key);
    if (comparison === undefined) {
      comparison = this.compare(pair, end);
      this.comparisons.set(key, comparison);
    }
    return comparison;
  }

  /** Addresses are cut where either side cuts them, and those that changed alike are put together again. */
  private compare(pair: Pair, end: 'source' | 'destination'): AddressComparison {
    const groups = new Map<string, AddressChange & { readonly ranges: IpRange[] }>();
    const assumedAlike = new Set<Question>();
    const statements = (['before', 'after'] as const).flatMap(side =>
      pair[side].map(row => ({ ranges: this.maps[side].outside.get(row[end])!, says: { side, row } })));
    for (const { range, said } of piecesOf(statements)) {
      const rowsOf = (wanted: string): Connection[] => said.filter(({ side }) => side === wanted).map(({ row }) => row);
      const comparison = this.ports.compare(rowsOf('before'), rowsOf('after'));
      comparison.assumedAlike.forEach(question => assumedAlike.add(question));
      for (const change of comparison.changes) {
        const key = changeKey(change);
        const group = groups.get(key) ?? { change, ranges: [] };
        append(group.ranges, range);
        groups.set(key, group);
      }
    }
    return { changes: [...groups.values()], assumedAlike: [...assumedAlike] };
  }

  /** Ids of many ranges are long, and the key of a comparison has several. */
  private numberOf(id: string): number {
    const number = this.numbers.get(id) ?? this.numbers.size;
    this.numbers.set(id, number);
    return number;
  }
}
