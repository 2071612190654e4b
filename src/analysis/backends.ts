import { LabelledWorkloads } from './labelled-workloads';
import { NO_PORTS, PortSet, PortSpace } from './port-space';
import { Cluster, Endpoints, Route, Service, ServicePort, Workload } from '../model';
import { groupBy, IpRange, Protocol } from '../values';

/** Where connections to a port of a Service end: at pods, or at an address that is none of a pod in the input. */
export type Target =
  | { readonly kind: 'pods'; readonly workload: Workload; readonly ports: PortSet }
  | { readonly kind: 'address'; readonly address: IpRange; readonly ports: PortSet };

/** Follows Services to what is behind them. */
export class Backends {
  private readonly services: ReadonlyMap<string, Service>;
  private readonly endpoints: ReadonlyMap<string, readonly Endpoints[]>;
  private readonly labelled: LabelledWorkloads;
  private readonly selected = new Map<Service, readonly Workload[]>();
  private byAddress?: ReadonlyMap<string, Workload>;

  constructor(private readonly cluster: Cluster, private readonly ports: PortSpace) {
    this.services = new Map(cluster.services.map(service => [`${service.namespace}/${service.name}`, service]));
    this.endpoints = groupBy(cluster.endpoints, ({ namespace, service }) => `${namespace}/${service}`);
    this.labelled = new LabelledWorkloads(cluster);
  }

  public service(namespace: string, name: string): Service | undefined {
    return this.services.get(`${namespace}/${name}`);
  }

  /** What the selector of a Service selects. */
  public podsOf(service: Service): readonly Workload[] {
    let pods = this.selected.get(service);
    if (pods === undefined) {
      pods = service.selects === undefined ? [] : this.labelled.selectedBy(service.namespace, service.selects);
      this.selected.set(service, pods);
    }
    return pods;
  }

  /** What somebody wrote down that is behind a Service. With a selector, controllers write down what it selects. */
  public endpointsOf(service: Service): readonly Endpoints[] {
    const written = this.endpoints.get(`${service.namespace}/${service.name}`) ?? [];
    return service.selects === undefined ? written : written.filter(({ derived }) => !derived);
  }

  public targetsOf(service: Service, port: ServicePort): Target[] {
    const pods = this.podsOf(service).map((workload): Target => ({ kind: 'pods', workload, ports: this.targetPorts(port, workload) }));
    const written = this.endpointsOf(service).flatMap(endpoints => this.writtenTargets(endpoints, port));
    return [...pods, ...written].filter(({ ports }) => ports !== NO_PORTS);
  }

  /** Where a route leads: through the ports of the Services that it names. */
  public targetsOfRoute(route: Route): Target[] {
    return route.backends.flatMap(backend => {
      const service = this.service(backend.namespace, backend.service);
      const port = service && routedPort(route, service, backend.port);
      return service === undefined || port === undefined ? [] : this.targetsOf(service, port);
    });
  }

  private targetPorts({ protocol, targetPort }: ServicePort, { ports }: Workload): PortSet {
    const numbers = typeof targetPort === 'number' ? [targetPort]
      : ports.filter(port => port.name === targetPort && port.protocol === protocol).map(({ port }) => port);
    return this.setOf(numbers.map(port => ({ protocol, port })));
  }

  /** Ports belong together by name; the number is that of the endpoints. */
  private writtenTargets({ addresses, ports }: Endpoints, { name = '', protocol }: ServicePort): Target[] {
    const set = this.setOf(ports.filter(port => port.name === name && port.protocol === protocol));
    return addresses.map((address): Target => {
      const workload = this.workloadAt(address);
      return workload === undefined ? { kind: 'address', address, ports: set } : { kind: 'pods', workload, ports: set };
    });
  }

  private setOf(ports: readonly Pick<ServicePort, 'protocol' | 'port'>[]): PortSet {
    return ports.map(({ protocol, port }) => this.ports.setOf({ protocol, first: port, last: port }))
      .reduce((all, set) => this.ports.union(all, set), NO_PORTS);
  }

  private workloadAt({ family, first }: IpRange): Workload | undefined {
    this.byAddress ??= new Map(this.cluster.workloads.filter(({ hostNetwork }) => !hostNetwork)
      .flatMap(workload => (workload.addresses ?? []).map(address => [`${address.family} ${address.first}`, workload])));
    return this.byAddress.get(`${family} ${first}`);
  }
}

/** The port of a Service that a route means by a number or a name. Two ports may share a number, but not a protocol. */
export const routedPort = ({ kind }: Route, { ports }: Service, port: number | string): ServicePort | undefined =>
  ports.find(each => typeof port === 'string' ? each.name === port : each.port === port && (each.protocol === Protocol.UDP) === (kind === 'UDPRoute'));
