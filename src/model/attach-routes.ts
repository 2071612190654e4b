import { Cluster } from './cluster';
import { Path } from './cursor';
import { Diagnostic } from './diagnostic';
import { GatewayRoute, ParentRef } from './gateway';
import { GrantedServices } from './granted-services';
import { Takers } from './listeners-for';
import { Backend, Route } from './route';

export interface AttachedRoutes {
  readonly routes: readonly Route[];
  readonly diagnostics: readonly Diagnostic[];
}

type Parts = Pick<Cluster, 'namespaces' | 'services' | 'gateways' | 'gatewayClasses' | 'gatewayRoutes' | 'referenceGrants'>;

/** Binds the routes of the Gateway API to the listeners that take them, and to the backends that they may refer to. */
export function attachRoutes(cluster: Parts): AttachedRoutes {
  const diagnostics: Diagnostic[] = [];
  const takers = new Takers(cluster);
  const grants = new GrantedServices(cluster);
  const routes = cluster.gatewayRoutes.flatMap(route => {
    const tell = (path: Path, code: string, message: string) =>
      diagnostics.push({ severity: 'error', code, file: route.source.file, ...route.source.position(path), message });
    const granted = withGrantedBackends(route, grants, tell);
    return route.parents.flatMap(parent => attach(granted, parent, takers, tell));
  });
  return { routes, diagnostics };
}

type Tell = (path: Path, code: string, message: string) => void;

/** A backend that the route may not refer to gets no traffic: clients are told of an error. */
function withGrantedBackends(route: GatewayRoute, grants: GrantedServices, tell: Tell): GatewayRoute {
  const isGranted = (backend: Backend) => {
    const granted = grants.to(route, backend);
    if (!granted) {
      tell(backend.path, 'GTW005', `Service ${backend.namespace}/${backend.service} is in another namespace, where no ReferenceGrant lets `
        + `${route.kind}s of ${route.namespace} refer to it; nothing is sent there`);
    }
    return granted;
  };
  return { ...route, rules: route.rules.map(rule => ({ ...rule, backends: rule.backends.filter(isGranted) })) };
}

function attach(route: GatewayRoute, parent: ParentRef, takers: Takers, tell: Tell): Route[] {
  const taken = takers.of(route, parent);
  if (typeof taken === 'string') {
    tell(parent.path, 'GTW006', `${taken}; the route is not attached there`);
    return [];
  }
  return taken.flatMap(({ hosts, ...listener }) => hosts.flatMap(host => route.rules.flatMap(({ matches, backends }) =>
    matches.map(match => ({ ...identityOf(route), ...listener, ...match, host, backends })))));
}

const identityOf = ({ apiVersion, kind, namespace, name, source }: GatewayRoute) => ({ apiVersion, kind, namespace, name, source });
