import { Named } from './named';
import { Policy } from './policy';
import { Selector } from './selector';
import { Source } from './source';
import { TieredPolicy } from './tiered-policy';
import { IpRange, Labels, Protocol } from '../values';

/** A cluster as the analyzer sees it: plain data, read from manifests. */
export interface Cluster {
  readonly namespaces: readonly Namespace[];
  readonly workloads: readonly Workload[];
  /** NetworkPolicies. */
  readonly policies: readonly Policy[];
  /** Policies of the APIs that have an order. */
  readonly tieredPolicies: readonly TieredPolicy[];
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  readonly routes: readonly Route[];
}

/** The label that the API server puts on every namespace, whatever its manifest says. */
export const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

export interface Namespace {
  readonly name: string;
  readonly labels: Labels;
  /** Absent when nothing in the input defines it and other objects only mention it. */
  readonly source?: Source;
}

/** Pods that a policy cannot tell apart: those of one controller, or a lone one. */
export interface Workload extends Named {
  /** Labels of the pods, not of their controller. */
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  /** Name of the ServiceAccount of the pods. */
  readonly serviceAccount: string;
  /** Whether there is, or can be, more than one pod. */
  readonly replicated: boolean;
  /** Addresses of the pods, when the input knows all of them. */
  readonly addresses?: readonly IpRange[];
}

export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
}

export interface Node {
  readonly name: string;
  readonly labels: Labels;
  readonly addresses: readonly IpRange[];
  readonly source: Source;
}

export interface Service extends Named {
  /** `undefined` when the Service selects no pods. */
  readonly selects?: Selector;
  readonly ports: readonly ServicePort[];
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** Number or name of the port on the pods. */
  readonly targetPort: number | string;
}

/** A way in through an ingress controller. */
export interface Route extends Named {
  /** Name of the ingress class; empty when the object leaves it to the cluster. */
  readonly className: string;
  readonly host: string;
  readonly path: string;
  readonly tls: boolean;
  readonly backends: readonly Backend[];
}

/** A port of a Service in the namespace of the route, by number or name. */
export interface Backend {
  readonly service: string;
  readonly port: number | string;
}
