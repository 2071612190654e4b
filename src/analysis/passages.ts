import { Allowed, NOTHING } from './allowed';
import { Target } from './backends';
import { Network } from './network';
import { oneOf } from './one-of';
import { Passage } from './passage';
import { Place } from './places';
import { NO_PORTS, PortSet } from './port-space';
import { Servers } from './servers';
import { SourcesOutside } from './sources-outside';
import { Passer } from './way-in';
import { Route, ServicePort, Workload } from '../model';

/** Asks the policies what they let through to the targets of a way in. */
export class Passages {
  private readonly outside: SourcesOutside;

  constructor(private readonly network: Network, private readonly servers: Servers, private readonly places: ReadonlyMap<Workload, Place>) {
    this.outside = new SourcesOutside(network);
  }

  public to(target: Target, passer: Passer): readonly Passage[] {
    const { allowedPorts } = this.network.universe;
    const only = (allowed: Allowed): Allowed => allowedPorts.both(allowed, { certainly: target.ports, perhaps: [] });
    const { everybody } = this.outside;
    if (passer.kind === 'controller') return [{ clients: everybody, allowed: only(this.fromServers(passer.route, target)) }];
    // No policy stands before an address outside.
    if (target.kind === 'address') return [{ clients: everybody, allowed: only(allowedPorts.everything) }];
    const { podClass } = this.places.get(target.workload)!;
    if (passer.kind === 'nobody') return this.outside.clientsOf(podClass).map(({ clients, allowed }) => ({ clients, allowed: only(allowed) }));
    return this.outside.behindService(podClass, passer)
      .map(({ clients, allowed }) => ({ clients, allowed: this.rewritten(allowed, target.ports, passer.port) }));
  }

  private fromServers(route: Route, target: Target): Allowed {
    const { universe } = this.network;
    const { allowedPorts, addresses, answers: { conditions } } = universe;
    const from = (source: number): Allowed => target.kind === 'pods' ? this.network.between(source, this.places.get(target.workload)!.podClass)
      : this.network.outside(source, 'egress', addresses.atomAt(target.address.family, target.address.first));
    const servers = this.servers.of(route);
    const allowed = servers.length > 0 ? oneOf(universe, 'ingress-controller', servers.map(from))
      : allowedPorts.choose(conditions.when('ingress-controller'), allowedPorts.everything, from(universe.unknownPod!));
    return route.gateway?.isKnown === false ? allowedPorts.choose(conditions.when('gateway'), allowed, NOTHING) : allowed;
  }

  /** The ports of a target behind a Service, which a policy may have to allow by the port of the Service. */
  private rewritten(allowed: Allowed, targetPorts: PortSet, { protocol, port }: ServicePort): Allowed {
    const { ports, allowedPorts, answers } = this.network.universe;
    const before = allowedPorts.both(allowed, { certainly: targetPorts, perhaps: [] });
    const servicePort = ports.setOf({ protocol, first: port, last: port });
    if (servicePort === targetPorts || allowed.certainly === ports.all) return before;
    const seen = allowedPorts.both(allowed, { certainly: servicePort, perhaps: [] });
    const after: Allowed = {
      certainly: seen.certainly === NO_PORTS ? NO_PORTS : targetPorts, perhaps: seen.perhaps.map(({ when }) => ({ ports: targetPorts, when })),
    };
    return allowedPorts.choose(answers.when('service-dnat', 'before-policy'), before, after);
  }
}
