import { Allowed, NOTHING } from './allowed';
import { GroupedConnection } from './connection';
import { EndsByOutcome } from './ends-by-outcome';
import { Network } from './network';
import { Outcomes } from './outcome';
import { Peer } from './peer';
import { PodClass } from './pod-classes';
import { NO_PORTS } from './port-space';
import { RoutedPorts } from './routed-ports';

/** What stand-ins for ingress controllers may reach among some classes: they connect to the ports that they serve, and to nothing else. */
export function controllerRows(network: Network, outcomes: Outcomes, destinations: readonly PodClass[]): GroupedConnection[] {
  const { universe: { classes, allowedPorts } } = network;
  const controllers = classes.filter(isController).flatMap(({ index, members }) => members.map(peer => ({ index, peer })));
  if (controllers.length === 0) return [];
  const routed = new RoutedPorts(network);

  /** Nobody knows which one it is, where the input leaves several open. */
  const reach = (destination: number, peer: Peer): Allowed => controllers.reduce((allowed, controller) => {
    const certainly = routed.of(controller.peer, peer);
    return certainly === NO_PORTS ? allowed
      : allowedPorts.union(allowed, allowedPorts.both(network.between(controller.index, destination), { certainly, perhaps: [] }));
  }, NOTHING);

  const rows = new EndsByOutcome();
  for (const { index, members } of destinations) {
    for (const peer of members.filter(({ role }) => role === undefined)) {
      for (const outcome of outcomes.of(reach(index, peer))) rows.add(outcome, controllers[0].peer.id, [peer.id]);
    }
  }
  return rows.map((outcome, id, ids) => ({ ...outcome, sources: [id], destinations: ids, replicas: false }));
}

export const isController = ({ example: { role } }: PodClass): boolean => role === 'ingress-controller';
