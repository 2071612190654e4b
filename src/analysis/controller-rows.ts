import { Allowed, NOTHING } from './allowed';
import { GroupedConnection } from './connection';
import { EndsByOutcome } from './ends-by-outcome';
import { Network } from './network';
import { Outcomes } from './outcome';
import { Peer } from './peer';
import { NO_PORTS } from './port-space';
import { RoutedPorts } from './routed-ports';

/** What stand-ins for ingress controllers may reach: they connect to the ports that they serve, and to nothing else. */
export function controllerRows(network: Network, outcomes: Outcomes): GroupedConnection[] {
  const { cluster, environment, universe: { classes, ports, allowedPorts } } = network;
  const routed = new RoutedPorts(cluster, ports, environment.controllers);
  const controllers = classes.flatMap(({ index, members }) =>
    members.filter(({ role }) => role === 'ingress-controller').map(peer => ({ index, peer })));

  /** Nobody knows which one it is, where the input leaves several open. */
  const reach = (destination: number, peer: Peer): Allowed => controllers.reduce((allowed, controller) => {
    const certainly = routed.of(controller.peer, peer);
    return certainly === NO_PORTS ? allowed
      : allowedPorts.union(allowed, allowedPorts.both(network.between(controller.index, destination), { certainly, perhaps: [] }));
  }, NOTHING);

  const rows = new EndsByOutcome();
  if (controllers.length === 0) return [];
  for (const { index, members } of classes) {
    for (const peer of members.filter(({ role }) => role === undefined)) {
      for (const outcome of outcomes.of(reach(index, peer))) rows.add(outcome, controllers[0].peer.id, [peer.id]);
    }
  }
  return rows.map((outcome, id, ids) => ({ ...outcome, sources: [id], destinations: ids, replicas: false }));
}
