import { Outcome } from './connection';
import { Network } from './network';
import { Outcomes } from './outcome';
import { isReached } from './peer';
import { NO_PORTS, PortSet } from './port-space';
import { podDns } from '../values';

/** What may flow from workloads to others, and to a stand-in for the cluster DNS, which answers and does nothing else. */
export class PodPairs {
  private readonly dnsPorts: PortSet;

  constructor(private readonly network: Network, private readonly outcomes: Outcomes) {
    const { environment, universe: { ports } } = network;
    this.dnsPorts = podDns(environment.facts).flatMap(place => place.ports.map(port => ports.setOf(port)))
      .reduce((all, set) => ports.union(all, set), NO_PORTS);
  }

  /** Between classes, by their numbers. */
  public of(source: number, destination: number): readonly Outcome[] {
    const { classes, allowedPorts } = this.network.universe;
    const { role } = classes[destination].example;
    if (classes[source].example.role !== undefined || !isReached(role)) return [];
    const allowed = this.network.between(source, destination);
    return this.outcomes.of(role === undefined ? allowed : allowedPorts.both(allowed, { certainly: this.dnsPorts, perhaps: [] }));
  }
}
