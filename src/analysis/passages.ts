import { Target } from './backends';
import { Network } from './network';
import { oneOf } from './one-of';
import { Passage } from './passage';
import { NO_PORTS, PortSet } from './port-space';
import { Servers } from './servers';
import { Allowed, allow, both } from './side';
import { SourcesOutside } from './sources-outside';
import { EVERYBODY, Passer } from './way-in';
import { Route, ServicePort, Workload } from '../model';
import { Question } from '../values';

/** Asks the policies what they let through to the targets of a way in. */
export class Passages {
  private readonly classes: ReadonlyMap<Workload, number>;
  private readonly outside: SourcesOutside;
  private readonly unknownPod?: number;

  constructor(private readonly network: Network, private readonly servers: Servers) {
    const { classes } = network.universe;
    this.classes = new Map(classes.flatMap(({ index, members }) => members.map(({ workload }) => [workload, index])));
    this.outside = new SourcesOutside(network);
    this.unknownPod = classes.find(({ members }) => members.some(({ role }) => role === 'unknown-pod'))?.index;
  }

  public to(target: Target, passer: Passer): readonly Passage[] {
    const { ports } = this.network.universe;
    const only = (allowed: Allowed): Allowed => both(ports, allowed, { certainly: target.ports, perhaps: [] });
    if (passer.kind === 'controller') return [{ clients: EVERYBODY, allowed: only(this.fromServers(passer.route, target)) }];
    // No policy stands before an address outside.
    if (target.kind === 'address') return [{ clients: EVERYBODY, allowed: only({ certainly: ports.all, perhaps: [] }) }];
    const podClass = this.classes.get(target.workload)!;
    if (passer.kind === 'nobody') return this.outside.clientsOf(podClass).map(({ clients, allowed }) => ({ clients, allowed: only(allowed) }));
    return this.outside.behindService(podClass, passer)
      .map(({ clients, allowed }) => ({ clients, allowed: this.rewritten(allowed, target.ports, passer.port) }));
  }

  private fromServers(route: Route, target: Target): Allowed {
    const { universe: { ports, addresses } } = this.network;
    const from = (source: number): Allowed => target.kind === 'pods' ? this.network.between(source, this.classes.get(target.workload)!)
      : this.network.outside(source, 'egress', addresses.atomAt(target.address.family, target.address.first));
    const unless = (question: Question, allowed: Allowed) => allow(ports, allowed, { ports: ports.all, hangsOn: [question] });
    const servers = this.servers.of(route);
    const allowed = servers.length > 0 ? oneOf(ports, 'ingress-controller', servers.map(from)) : unless('ingress-controller', from(this.unknownPod!));
    if (route.gateway?.isKnown !== false) return allowed;
    return both(ports, allowed, { certainly: NO_PORTS, perhaps: [{ ports: ports.all, hangsOn: ['gateway'] }] });
  }

  /** The ports of a target behind a Service, which a policy may have to allow by the port of the Service. */
  private rewritten(allowed: Allowed, targetPorts: PortSet, { protocol, port }: ServicePort): Allowed {
    const { ports, answers } = this.network.universe;
    const before = both(ports, allowed, { certainly: targetPorts, perhaps: [] });
    const servicePort = ports.setOf({ protocol, first: port, last: port });
    if (servicePort === targetPorts || allowed.certainly === ports.all) return before;
    const answer = answers.to('service-dnat');
    if (answer === 'before-policy') return before;
    const seen = both(ports, allowed, { certainly: servicePort, perhaps: [] });
    const after: Allowed = {
      certainly: seen.certainly === NO_PORTS ? NO_PORTS : targetPorts, perhaps: seen.perhaps.map(({ hangsOn }) => ({ ports: targetPorts, hangsOn })),
    };
    return answer === 'after-policy' ? after : oneOf(ports, 'service-dnat', [before, after]);
  }
}
