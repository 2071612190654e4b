import { Backends } from './backends';
import { Network } from './network';
import { Peer, serves, workloadsOf } from './peer';
import { placesOf } from './places';
import { NO_PORTS, PortSet } from './port-space';
import { Route, Workload } from '../model';

interface Routed {
  readonly route: Route;
  readonly ports: PortSet;
}

/** On which ports of which workloads an ingress controller connects, to serve the routes of the input. */
export class RoutedPorts {
  /** Once somebody asks: most changes of a policy concern no controller. */
  private index?: ReadonlyMap<Workload, readonly Routed[]>;

  constructor(private readonly network: Network) {}

  /** The ports of a peer that a stand-in for a controller has to reach. */
  public of({ workload: { namespace, labels } }: Peer, peer: Peer): PortSet {
    const { environment, universe } = this.network;
    const controllers = environment.controllers.filter(({ pods }) => pods.namespace === namespace && pods.labels === labels);
    return workloadsOf(peer).flatMap(workload => this.byWorkload.get(workload) ?? [])
      .filter(({ route }) => controllers.some(controller => serves(controller, route)))
      .reduce((all, { ports }) => universe.ports.union(all, ports), NO_PORTS);
  }

  private get byWorkload(): ReadonlyMap<Workload, readonly Routed[]> {
    return this.index ??= routedPorts(this.network);
  }
}

function routedPorts({ cluster, universe: { classes, ports } }: Network): Map<Workload, Routed[]> {
  const byWorkload = new Map<Workload, Routed[]>();
  const backends = new Backends({ ...cluster, workloads: [...placesOf(classes).keys()] }, ports);
  for (const route of cluster.routes) {
    for (const target of backends.targetsOfRoute(route)) {
      if (target.kind !== 'pods') continue;
      const routes = byWorkload.get(target.workload);
      if (routes) routes.push({ route, ports: target.ports });
      else byWorkload.set(target.workload, [{ route, ports: target.ports }]);
    }
  }
  return byWorkload;
}
