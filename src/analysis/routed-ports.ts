import { Backends } from './backends';
import { Peer, serves } from './peer';
import { NO_PORTS, PortSet, PortSpace } from './port-space';
import { Cluster, Route, Workload } from '../model';
import { ControllerFacts } from '../values';

/** On which ports of which workloads an ingress controller connects, to serve the routes of the input. */
export class RoutedPorts {
  private readonly byWorkload = new Map<Workload, { readonly route: Route; readonly ports: PortSet }[]>();

  constructor(cluster: Cluster, private readonly ports: PortSpace, private readonly controllers: readonly ControllerFacts[]) {
    const backends = new Backends(cluster, ports);
    for (const route of cluster.routes) for (const target of backends.targetsOfRoute(route)) if (target.kind === 'pods') this.add(route, target);
  }

  /** The ports of a workload that a stand-in for a controller has to reach. */
  public of({ workload: { namespace, labels } }: Peer, { workload }: Peer): PortSet {
    const controllers = this.controllers.filter(({ pods }) => pods.namespace === namespace && pods.labels === labels);
    return (this.byWorkload.get(workload) ?? [])
      .filter(({ route }) => controllers.some(controller => serves(controller, route)))
      .reduce((all, { ports }) => this.ports.union(all, ports), NO_PORTS);
  }

  private add(route: Route, { workload, ports }: { readonly workload: Workload; readonly ports: PortSet }): void {
    const routes = this.byWorkload.get(workload);
    if (routes) routes.push({ route, ports });
    else this.byWorkload.set(workload, [{ route, ports }]);
  }
}
