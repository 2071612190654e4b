import { ControllerFacts, PodLocation } from '../values';
import { Answers, Environment } from './environment';
import { expandedReplicas } from './replicas';
import { Cluster, Namespace, NAMESPACE_NAME_LABEL, selects, Workload } from '../model';

/** Pods that play a part in every cluster and are known from the profile rather than from the input. */
export type Role = 'cluster-dns' | 'ingress-controller';

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

export interface Peers {
  readonly peers: readonly Peer[];
  readonly namespaces: readonly Namespace[];
}

/** The workloads of the input, and stand-ins for the pods of the profile that the input does not contain but talks to. */
export function peersOf(cluster: Cluster, { facts, controllers }: Environment, answers: Answers): Peers {
  const absent = [
    { role: 'cluster-dns' as const, pods: facts.dns.pods },
    ...usedControllers(cluster, controllers).map(({ pods }) => ({ role: 'ingress-controller' as const, pods })),
  ].filter(({ pods }) => !cluster.workloads.some(workload => isAt(workload, pods)));
  const known = new Set(cluster.namespaces.map(({ name }) => name));
  return {
    peers: [
      ...expandedReplicas(cluster, answers).map(workload => ({ id: `${workload.namespace}/${workload.name}[${workload.kind}]`, workload })),
      ...absent.map(({ role, pods }) => ({ id: `{${role}}`, role, workload: standIn(pods) })),
    ],
    namespaces: [
      ...cluster.namespaces,
      ...[...new Set(absent.map(({ pods }) => pods.namespace))].filter(name => !known.has(name))
        .map(name => ({ name, labels: { [NAMESPACE_NAME_LABEL]: name } })),
    ],
  };
}

/** The controllers that serve a route of the input. A route without a class may be served by any. */
export const usedControllers = (cluster: Cluster, controllers: readonly ControllerFacts[]): ControllerFacts[] =>
  controllers.filter(({ className }) => cluster.routes.some(route => serves(className, route)));

export const serves = (className: string, route: { readonly className: string }): boolean =>
  route.className === className || route.className === '';

/** Whether a workload is the pods that a profile or a declaration means. */
export const isAt = (workload: Workload, { namespace, labels }: PodLocation): boolean =>
  workload.namespace === namespace
  && selects(Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] })), workload.labels);

const standIn = ({ namespace, labels }: PodLocation): Workload => ({
  namespace,
  apiVersion: '',
  name: '',
  kind: '',
  labels,
  ports: [],
  hostNetwork: false,
  serviceAccount: '',
  addedLabels: [],
  replicated: true,
  source: { file: '', position: () => ({ line: 1, column: 1 }) },
});

