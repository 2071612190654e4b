import { Backends } from './backends';
import { Through } from './entry-point';
import { PortSpace } from './port-space';
import { Servers } from './servers';
import { EVERYBODY, viaOf, WayIn } from './way-in';
import { Cluster, ContainerPort, LoadBalancer, Route, Service, ServicePort, Workload } from '../model';
import { containsRange, IpRange, mergeRanges, parseCidr, PRIVATE_ADDRESSES } from '../values';

/** Lists the ways into a cluster: through its Services, the ports of its nodes, and its routes. */
export function* waysIn({ services, workloads, routes }: Cluster, backends: Backends, servers: Servers, ports: PortSpace): Iterable<WayIn> {
  for (const service of services) for (const port of service.ports) yield* waysThrough(service, port, backends);
  for (const workload of workloads) for (const port of workload.ports) yield* waysThroughNode(workload, port, ports);
  for (const route of routes) yield wayAlong(route, backends, servers);
}

/** What of a Service clients outside connect to. */
type Front = Pick<WayIn, 'through' | 'clients' | 'port'>;

function waysThrough(service: Service, port: ServicePort, backends: Backends): WayIn[] {
  const fronts = frontsOf(service, port);
  if (fronts.length === 0) return [];
  const targets = backends.targetsOf(service, port);
  return fronts.map(front => ({
    ...front,
    via: viaOf(service),
    tls: false,
    passedOnBy: { kind: 'service', service, port, isLoadBalancer: front.through.endsWith('load-balancer') },
    targets,
  }));
}

/** The source ranges of a load balancer guard neither the ports of the nodes nor the addresses that they take traffic for. */
function frontsOf({ type, loadBalancer, externalIps }: Service, { port, nodePort }: ServicePort): Front[] {
  const hasNodePort = type === 'NodePort' || loadBalancer?.hasNodePorts === true;
  return [
    ...loadBalancer ? [{ through: throughOf(loadBalancer), clients: clientsOf(loadBalancer), port }] : [],
    ...hasNodePort ? [{ through: 'node-port' as const, clients: EVERYBODY, port: nodePort }] : [],
    ...externalIps.length > 0 ? [{ through: 'external-ip' as const, clients: EVERYBODY, port }] : [],
  ];
}

const throughOf = ({ internal }: LoadBalancer): Through => internal ? 'internal-load-balancer' : 'load-balancer';

const clientsOf = ({ internal, sourceRanges }: LoadBalancer): readonly IpRange[] =>
  mergeRanges(sourceRanges ?? (internal ? PRIVATE_ADDRESSES : EVERYBODY));

/** A pod on the network of its node has all its ports there; another only those it asks for. */
function waysThroughNode(workload: Workload, { port, protocol, hostPort, hostIp }: ContainerPort, ports: PortSpace): WayIn[] {
  const nodePort = workload.hostNetwork ? port : hostPort;
  if (nodePort === undefined || (hostIp !== undefined && LOOPBACK.some(block => containsRange(block, hostIp)))) return [];
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
