import { Cluster, Namespace } from './cluster';
import { Gateway, GatewayRoute, Listener, ParentRef } from './gateway';
import { sharedHosts } from './hostnames';
import { NAMESPACE_NAME_LABEL } from './namespace-name-label';
import { Route, RouteGateway } from './route';
import { selects } from './selector';

/** A listener that takes a route, as far as the route needs to know, and the hosts it takes it for. */
export interface Taken extends Pick<Route, 'className' | 'tls' | 'port'> {
  readonly gateway: RouteGateway;
  readonly hosts: readonly string[];
}

/** Finds the listeners that take a route. */
export class Takers {
  private readonly gateways: ReadonlyMap<string, Gateway>;
  private readonly controllerNames: ReadonlyMap<string, string>;
  private readonly namespaces: ReadonlyMap<string, Namespace>;

  constructor({ gateways, gatewayClasses, namespaces }: Pick<Cluster, 'gateways' | 'gatewayClasses' | 'namespaces'>) {
    this.gateways = new Map(gateways.map(gateway => [`${gateway.namespace}/${gateway.name}`, gateway]));
    this.controllerNames = new Map(gatewayClasses.map(({ name, controllerName }) => [name, controllerName]));
    this.namespaces = new Map(namespaces.map(namespace => [namespace.name, namespace]));
  }

  /** The listeners of a parent that take the route, or why none does. */
  public of(route: GatewayRoute, parent: ParentRef): Taken[] | string {
    const gateway = this.gateways.get(`${parent.namespace}/${parent.name}`);
    if (gateway === undefined) return [unknownGateway(route, parent)];
    const called = `Gateway ${parent.namespace}/${parent.name}`;
    const named = gateway.listeners.filter(({ name, port }) =>
      (parent.sectionName ?? name) === name && (parent.port ?? port) === port);
    if (named.length === 0) return `${called} has no listener${listenerText(parent)}`;
    const open = named.filter(listener => listener.kinds.includes(route.kind) && this.takesFrom(listener, gateway, route));
    if (open.length === 0) return `${called} takes no ${route.kind} from namespace ${route.namespace}`;
    const taken = open.map(listener => this.taken(gateway, listener, route)).filter(({ hosts }) => hosts.length > 0);
    return taken.length > 0 ? taken : `${called} shares no host with ${route.hostnames.join(', ')}`;
  }

  private takesFrom({ takesFrom }: Listener, gateway: Gateway, { namespace }: GatewayRoute): boolean {
    if (takesFrom === 'All' || takesFrom === 'None') return takesFrom === 'All';
    if (takesFrom === 'Same') return gateway.namespace === namespace;
    const known = this.namespaces.get(namespace);
    if (known?.source !== undefined) return selects(takesFrom, known.labels);
    // Of a namespace that is not in the input, only one label is known.
    return selects(takesFrom.filter(({ key }) => key === NAMESPACE_NAME_LABEL), { [NAMESPACE_NAME_LABEL]: namespace });
  }

  private taken({ namespace, name, className }: Gateway, { hostname, port, protocol }: Listener, { hostnames }: GatewayRoute): Taken {
    return {
      className,
      port,
      tls: protocol === 'HTTPS' || protocol === 'TLS',
      gateway: { namespace, name, controllerName: this.controllerNames.get(className), isKnown: true },
      hosts: sharedHosts(hostname, hostnames),
    };
  }
}

const unknownGateway = ({ hostnames }: GatewayRoute, { namespace, name, port }: ParentRef): Taken => ({
  className: '',
  port,
  gateway: { namespace, name, isKnown: false },
  hosts: hostnames.length > 0 ? hostnames : [''],
});

const listenerText = ({ sectionName, port }: ParentRef): string =>
  `${sectionName === undefined ? '' : ` ${sectionName}`}${port === undefined ? '' : ` on port ${port}`}`;
