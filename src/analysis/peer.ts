import { Answers, Environment } from './environment';
import { expectedId, expectedPeers } from './expected-pods';
import { isAt } from './is-at';
import { expandedReplicas } from './replicas';
import { standIn } from './stand-in';
import { Cluster, Namespace, NAMESPACE_NAME_LABEL, Route, Workload } from '../model';
import { ControllerFacts, Labels, podDns, PodLocation } from '../values';

/**
 * What plays a part in every cluster and is known from the profile rather than from the input: the pods of the DNS and of the
 * ingress controller, any node, and a pod of which nothing is known.
 */
export type Role = 'cluster-dns' | 'ingress-controller' | 'node' | 'unknown-pod';

/** Whether workloads connect to who plays a part, as they do to the DNS alone. */
export const isReached = (role: Role | undefined): boolean => role === undefined || role === 'cluster-dns';

/** Who may be at either end of a connection inside the cluster. */
export interface Peer {
  /** Such as `shop/web[Deployment]` or `{cluster-dns}`. */
  readonly id: string;
  readonly workload: Workload;
  /** Where they are several of one owner that no policy tells apart: all of them. Services may tell them apart. */
  readonly siblings?: readonly Workload[];
  /** Set when nothing in the input is these pods. */
  readonly role?: Role;
}

/** The workloads of the input that a peer is. */
export const workloadsOf = ({ workload, siblings }: Peer): readonly Workload[] => siblings ?? [workload];

export interface Peers {
  readonly peers: readonly Peer[];
  readonly namespaces: readonly Namespace[];
}

/** The workloads of the input, and stand-ins for the pods of the profile that the input does not contain but talks to. */
export function peersOf(cluster: Cluster, { facts, controllers, entryPoints, expected }: Environment, answers: Answers): Peers {
  const others = expectedPeers(cluster, expected ?? []);
  const isExpected = (pods: PodLocation) => others.some(({ id }) => id === expectedId(pods));
  const absent = [
    ...podDns(facts).map(({ pods }, index) => ({ id: index === 0 ? '{cluster-dns}' : `{cluster-dns-${index + 1}}`, role: 'cluster-dns' as const, pods })),
    ...usedControllers(cluster, controllers).map(({ pods }) => ({ id: '{ingress-controller}', role: 'ingress-controller' as const, pods })),
  ].filter(({ pods }) => !isExpected(pods) && !cluster.workloads.some(workload => isAt(workload, pods)));
  const known = new Set(cluster.namespaces.map(({ name }) => name));
  return {
    peers: [
      ...expandedReplicas(cluster, answers).map(workload => ({ id: `${workload.namespace}/${workload.name}[${workload.kind}]`, workload })),
      ...absent.map(({ id, role, pods }) => ({ id, role, workload: standIn(pods) })),
      ...others.map(({ id, workload }) => ({ id, workload })),
      ...entryPoints ? passersOn(cluster, controllers) : [],
    ],
    namespaces: [
      ...cluster.namespaces,
      ...[...new Map([...absent.map(({ pods }) => namespaceCalled(pods.namespace)), ...others.map(({ namespace }) => namespace)]
        .map(namespace => [namespace.name, namespace])).values()].filter(({ name }) => !known.has(name)),
    ],
  };
}

const namespaceCalled = (name: string): Namespace => ({ name, labels: { [NAMESPACE_NAME_LABEL]: name } });

/** The controllers that serve a route of the input. */
export const usedControllers = (cluster: Cluster, controllers: readonly ControllerFacts[]): ControllerFacts[] =>
  controllers.filter(controller => cluster.routes.some(route => serves(controller, route)));

/** The controllers that implement the Gateway API, and what they call themselves in a GatewayClass. */
const GATEWAY_CONTROLLER_NAMES: Labels = { traefik: 'traefik.io/gateway-controller' };

/** A route without a class may be served by any controller. Of a Gateway that is not in the input the class is not known. */
export function serves({ className, target }: ControllerFacts, route: Route): boolean {
  if (route.gateway === undefined) return route.className === className || route.className === '';
  const own = GATEWAY_CONTROLLER_NAMES[target];
  return route.gateway.isKnown && own !== undefined
    && (route.gateway.controllerName === undefined ? route.className === className : route.gateway.controllerName === own);
}

/** Who passes connections from outside on to pods, where the input does not tell. In no namespace, so that no selector selects them. */
function passersOn(cluster: Cluster, controllers: readonly ControllerFacts[]): Peer[] {
  const viaNodes = cluster.services.some(({ type, externalIps }) => type === 'NodePort' || type === 'LoadBalancer' || externalIps.length > 0);
  const viaUnknown = cluster.routes.some(route => !controllers.some(controller => serves(controller, route)));
  const nowhere = standIn({ namespace: '', labels: {} });
  const known = cluster.nodes.flatMap(({ addresses }) => addresses);
  const node: Workload = { ...nowhere, hostNetwork: true, addresses: known.length > 0 ? known : undefined };
  return [
    ...viaNodes ? [{ id: '{node}', role: 'node' as const, workload: node }] : [],
    ...viaUnknown ? [{ id: '{unknown-pod}', role: 'unknown-pod' as const, workload: nowhere }] : [],
  ];
}
