import { classRows } from './class-rows';
import { ConnectivityMap, GroupedMap } from './connection';
import { controllerRows, isController } from './controller-rows';
import { byEnds, connectionCount, connectionsOf } from './grouped-rows';
import { mapPeers } from './map-peers';
import { Network } from './network';
import { Outcomes } from './outcome';
import { OutsideRows } from './outside-rows';
import { PodRows } from './pod-rows';
import { replicaRows } from './replica-rows';

/** Lists every flow that is possible. */
export function connectivityMap(network: Network): ConnectivityMap {
  const { rows, ...facts } = groupedMap(network);
  return { ...facts, connections: [...connectionsOf(rows)] };
}

/** Tells every flow that is possible, by groups of ends that are treated alike: as large as what there is to say, not as the cluster. */
export function groupedMap(network: Network): GroupedMap {
  const { classes, ports, answers } = network.universe;
  const outcomes = new Outcomes(ports, answers.conditions);
  const outside = new OutsideRows(network, outcomes);
  const rows = [
    ...new PodRows(network, outcomes).all(),
    ...replicaRows(network, outcomes, classes),
    ...controllerRows(network, outcomes, classes),
    ...outside.of(classes),
  ].filter(row => connectionCount(row) > 0).sort(byEnds);
  return { rows, peers: mapPeers(network, rows, outside), outside: outside.ranges, assumptions: answers.consulted };
}

/** Lists the flows that some classes of pods have an end of. */
export function connectivityOf(network: Network, numbers: ReadonlySet<number>): ConnectivityMap {
  const { classes, ports, answers } = network.universe;
  const outcomes = new Outcomes(ports, answers.conditions);
  const outside = new OutsideRows(network, outcomes);
  const concerned = [...numbers].map(number => classes[number]);
  const rows = [
    ...classRows(network, outcomes, numbers),
    ...replicaRows(network, outcomes, concerned),
    ...controllerRows(network, outcomes, concerned.some(isController) ? classes : concerned),
    ...outside.of(concerned),
  ];
  return { connections: [...connectionsOf(rows)], peers: [], outside: outside.ranges, assumptions: answers.consulted };
}
