import { Peer, serves } from './peer';
import { NO_PORTS, PortSet, PortSpace } from './port-space';
import { Backend, Cluster, selects, Service, ServicePort, Workload } from '../model';
import { ControllerFacts, groupBy } from '../values';

/** On which ports of which workloads an ingress controller connects, to serve the routes of the input. */
export class RoutedPorts {
  private readonly byWorkload = new Map<Workload, { readonly className: string; readonly ports: PortSet }[]>();

  constructor(cluster: Cluster, private readonly ports: PortSpace, private readonly controllers: readonly ControllerFacts[]) {
    const services = new Map(cluster.services.map(service => [`${service.namespace}/${service.name}`, service]));
    const workloads = groupBy(cluster.workloads, ({ namespace }) => namespace);
    for (const route of cluster.routes) {
      for (const backend of route.backends) {
        const service = services.get(`${route.namespace}/${backend.service}`);
        if (service !== undefined) this.add(route.className, service, backend, workloads.get(route.namespace) ?? []);
      }
    }
  }

  /** The ports of a workload that a stand-in for a controller has to reach. */
  public of(controller: Peer, { workload, siblings = [workload] }: Peer): PortSet {
    const classNames = this.controllers
      .filter(({ pods }) => pods.namespace === controller.workload.namespace && pods.labels === controller.workload.labels)
      .map(({ className }) => className);
    return siblings.flatMap(sibling => this.byWorkload.get(sibling) ?? [])
      .filter(route => classNames.some(className => serves(className, route)))
      .reduce((all, { ports }) => this.ports.union(all, ports), NO_PORTS);
  }

  private add(className: string, service: Service, { port }: Backend, workloads: readonly Workload[]): void {
    const servicePort = service.ports.find(each => each.port === port || each.name === port);
    if (servicePort === undefined || service.selects === undefined) return;
    for (const workload of workloads) {
      if (!selects(service.selects, workload.labels)) continue;
      const routes = this.byWorkload.get(workload) ?? [];
      routes.push({ className, ports: this.targetPorts(servicePort, workload) });
      this.byWorkload.set(workload, routes);
    }
  }

  private targetPorts({ protocol, targetPort }: ServicePort, { ports }: Workload): PortSet {
    const numbers = typeof targetPort === 'number' ? [targetPort]
      : ports.filter(port => port.name === targetPort && port.protocol === protocol).map(({ port }) => port);
    return numbers.map(port => this.ports.setOf({ protocol, first: port, last: port }))
      .reduce((all, set) => this.ports.union(all, set), NO_PORTS);
  }
}
