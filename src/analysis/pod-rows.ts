import { GroupedConnection, Outcome } from './connection';
import { EndsByOutcome } from './ends-by-outcome';
import { Kind, Kinds } from './kinds';
import { Network } from './network';
import { Outcomes } from './outcome';
import { isReached } from './peer';
import { PodPairs } from './pod-pairs';
import { groupBy } from '../values';

/** What may flow between workloads, and from them to the cluster DNS, by kinds of them: no pair is looked at on its own. */
export class PodRows {
  private readonly sources: Kinds;
  private readonly destinations: Kinds;
  private readonly pairs: PodPairs;

  constructor(private readonly network: Network, outcomes: Outcomes) {
    this.sources = new Kinds(network, 'source');
    this.destinations = new Kinds(network, 'destination');
    this.pairs = new PodPairs(network, outcomes);
  }

  /** Destinations that the same sources reach in the same way are one row. */
  public all(): GroupedConnection[] {
    const rows = new EndsByOutcome();
    const sets = new Map<string, readonly string[]>();
    const sourcesOf = this.sourcesByDestination();
    for (const destination of this.destinations.all.filter(({ role }) => isReached(role))) {
      const reaching = groupBy(this.reaching(destination, sourcesOf(destination)), ({ outcome }) => outcome);
      for (const [outcome, pairs] of reaching) {
        const key = `${destination.role} ${pairs.map(({ source }) => source.index).join()}`;
        if (!sets.has(key)) sets.set(key, pairs.flatMap(({ source }) => source.ids).sort());
        rows.add(outcome, key, destination.ids);
      }
    }
    return rows.map((outcome, key, ids) => ({ ...outcome, sources: sets.get(key)!, destinations: ids, replicas: false }));
  }

  private* reaching({ example }: Kind, sources: readonly Kind[]): Iterable<{ readonly source: Kind; readonly outcome: Outcome }> {
    for (const source of sources) for (const outcome of this.pairs.of(source.example, example)) yield { source, outcome };
  }

  /** Whoever may reach a kind, in their order: those that are open themselves or allow it; of those that it allows, if it is closed. */
  private sourcesByDestination(): (destination: Kind) => Kind[] {
    const sources = this.sources.all.filter(({ role }) => role === undefined);
    const trusted = sources.filter(({ example }) => this.network.isTrusted(example));
    const open = sources.filter(({ side }) => !side.isClosed);
    const allowing = this.destinations.all.map((): Kind[] => []);
    for (const source of sources.filter(({ side }) => side.isClosed)) {
      for (const { index } of this.destinations.allowedBy(source.side)) allowing[index].push(source);
    }
    return ({ side, index }) => {
      if (!side.isClosed) return [...open, ...allowing[index]].sort(byIndex);
      const admitted = new Set([...trusted, ...this.sources.allowedBy(side)]);
      const outgoing = new Set(allowing[index]);
      return [...admitted].filter(source => !source.side.isClosed || outgoing.has(source)).filter(({ role }) => role === undefined).sort(byIndex);
    };
  }
}

const byIndex = (one: Kind, other: Kind): number => one.index - other.index;
