import { GroupedConnection } from './connection';
import { EndsByOutcome } from './ends-by-outcome';
import { Network } from './network';
import { Outcomes } from './outcome';
import { PodPairs } from './pod-pairs';

/** What may flow between some classes and whoever they may reach or be reached by: work for those, whatever else there is. */
export function classRows(network: Network, outcomes: Outcomes, classes: ReadonlySet<number>): GroupedConnection[] {
  const pairs = new PodPairs(network, outcomes);
  const idsOf = (podClass: number) => network.universe.classes[podClass].members.map(({ id }) => id).sort();
  return [...classes].flatMap(podClass => {
    const [sources, destinations] = [new EndsByOutcome(), new EndsByOutcome()];
    for (const source of network.sourcesOf(podClass)) {
      for (const outcome of pairs.of(source, podClass)) sources.add(outcome, '', idsOf(source));
    }
    for (const destination of network.destinationsOf(podClass)) {
      if (classes.has(destination)) continue;
      for (const outcome of pairs.of(podClass, destination)) destinations.add(outcome, '', idsOf(destination));
    }
    const own = idsOf(podClass);
    return [
      ...sources.map((outcome, _, ids) => ({ ...outcome, sources: ids, destinations: own, replicas: false })),
      ...destinations.map((outcome, _, ids) => ({ ...outcome, sources: own, destinations: ids, replicas: false })),
    ];
  });
}
