import { Backends } from './backends';
import { Network } from './network';
import { Peer, serves, workloadsOf } from './peer';
import { placesOf } from './places';
import { NO_PORTS, PortSet } from './port-space';
import { Route, Workload } from '../model';

/** On which ports of which workloads an ingress controller connects, to serve the routes of the input. */
export class RoutedPorts {
  private readonly byWorkload = new Map<Workload, { readonly route: Route; readonly ports: PortSet }[]>();

  constructor(private readonly network: Network) {
    const { cluster, universe: { classes, ports } } = network;
    const backends = new Backends({ ...cluster, workloads: [...placesOf(classes).keys()] }, ports);
    for (const route of cluster.routes) for (const target of backends.targetsOfRoute(route)) if (target.kind === 'pods') this.add(route, target);
  }

  /** The ports of a peer that a stand-in for a controller has to reach. */
  public of({ workload: { namespace, labels } }: Peer, peer: Peer): PortSet {
    const { environment, universe } = this.network;
    const controllers = environment.controllers.filter(({ pods }) => pods.namespace === namespace && pods.labels === labels);
    return workloadsOf(peer).flatMap(workload => this.byWorkload.get(workload) ?? [])
      .filter(({ route }) => controllers.some(controller => serves(controller, route)))
      .reduce((all, { ports }) => universe.ports.union(all, ports), NO_PORTS);
  }

  private add(route: Route, { workload, ports }: { readonly workload: Workload; readonly ports: PortSet }): void {
    const routes = this.byWorkload.get(workload);
    if (routes) routes.push({ route, ports });
    else this.byWorkload.set(workload, [{ route, ports }]);
  }
}
