import { Backends } from './backends';
import { Servers } from './servers';
import { EVERYBODY, viaOf, WayIn } from './way-in';
import { PortSpace } from './port-space';
import { Cluster, ContainerPort, Route, Service, ServicePort, Workload } from '../model';
import { IpRange, mergeRanges, parseCidr, PRIVATE_ADDRESSES } from '../values';

/** Lists the ways into a cluster: through its Services, the ports of its nodes, and its routes. */
export function* waysIn({ services, workloads, routes }: Cluster, backends: Backends, servers: Servers, ports: PortSpace): Iterable<WayIn> {
  for (const service of services) for (const port of service.ports) yield* waysThrough(service, port, backends);
  for (const workload of workloads) for (const port of workload.ports) yield* waysThroughNode(workload, port, ports);
  for (const route of routes) yield wayAlong(route, backends, servers);
}

function waysThrough(service: Service, port: ServicePort, backends: Backends): WayIn[] {
  const { type, loadBalancer, externalIps } = service;
  const hasNodePort = type === 'NodePort' || loadBalancer?.hasNodePorts === true;
  if (!hasNodePort && loadBalancer === undefined && externalIps.length === 0) return [];
  const way = (through: WayIn['through'], clients: readonly IpRange[], outerPort: number | undefined): WayIn => ({
    via: viaOf(service),
    through,
    port: outerPort,
    tls: false,
    clients,
    passedOnBy: { kind: 'service', service, port, isLoadBalancer: through.endsWith('load-balancer') },
    targets: backends.targetsOf(service, port),
  });
  return [
    ...loadBalancer ? [way(loadBalancer.internal ? 'internal-load-balancer' : 'load-balancer', clientsOf(loadBalancer), port.port)] : [],
    ...hasNodePort ? [way('node-port', EVERYBODY, port.nodePort)] : [],
    ...externalIps.length > 0 ? [way('external-ip', EVERYBODY, port.port)] : [],
  ];
}

const clientsOf = ({ internal, sourceRanges }: NonNullable<Service['loadBalancer']>): readonly IpRange[] =>
  mergeRanges(sourceRanges ?? (internal ? PRIVATE_ADDRESSES : EVERYBODY));

/** A pod on the network of its node has all its ports there; another only those it asks for. */
function waysThroughNode(workload: Workload, { port, protocol, hostPort, hostIp }: ContainerPort, ports: PortSpace): WayIn[] {
  const nodePort = workload.hostNetwork ? port : hostPort;
  if (nodePort === undefined || (hostIp !== undefined && LOOPBACK.some(({ family, first, last }) =>
    hostIp.family === family && first <= hostIp.first && hostIp.last <= last))) return [];
  return [{
    via: viaOf(workload),
    through: workload.hostNetwork ? 'host-network' : 'host-port',
    port: nodePort,
    tls: false,
    clients: EVERYBODY,
    passedOnBy: { kind: 'nobody' },
    targets: [{ kind: 'pods', workload, ports: ports.setOf({ protocol, first: port, last: port }) }],
  }];
}

const LOOPBACK: readonly IpRange[] = ['127.0.0.0/8', '::1/128'].map(text => parseCidr(text)!.range);

/** Annotations of ingress-nginx count only where nothing else can serve the route. */
function wayAlong(route: Route, backends: Backends, servers: Servers): WayIn {
  const checks = servers.isServedBy(route, 'ingress-nginx') ? route.ingressNginx : undefined;
  return {
    via: viaOf(route),
    through: 'route',
    host: route.host || undefined,
    path: route.path || undefined,
    pathType: route.pathType,
    port: route.port,
    tls: route.tls,
    authentication: checks?.authentication,
    clients: mergeRanges(checks?.clients ?? EVERYBODY),
    passedOnBy: { kind: 'controller', route },
    targets: backends.targetsOfRoute(route),
  };
}
