import { IpRange, Labels, Protocol } from '../values';
import { Selector } from './selector';
import { Source } from './source';

/** A cluster as the analyzer sees it: plain data, read from manifests. */
export interface Cluster {
  readonly namespaces: readonly Namespace[];
  readonly workloads: readonly Workload[];
  readonly policies: readonly Policy[];
  readonly services: readonly Service[];
  readonly routes: readonly Route[];
}

/** Anything read from a manifest; `source` leads back to it. */
export interface Named {
  readonly apiVersion: string;
  readonly namespace: string;
  readonly name: string;
  readonly kind: string;
  readonly source: Source;
}

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

/** A NetworkPolicy, with every default of the API filled in. */
export interface Policy extends Named {
  readonly selects: Selector;
  /** What it lets in; `undefined` when it does not govern ingress, empty when it lets nothing in. */
  readonly ingress?: readonly PolicyRule[];
  /** What it lets out; `undefined` when it does not govern egress, empty when it lets nothing out. */
  readonly egress?: readonly PolicyRule[];
}

export interface PolicyRule {
  /** `undefined` is everybody, inside the cluster and outside. */
  readonly peers?: readonly PolicyPeer[];
  /** `undefined` is every port of every protocol. */
  readonly ports?: readonly PolicyPort[];
  /** Where the rule stands in its manifest, such as `['spec', 'ingress', 0]`. */
  readonly path: readonly (string | number)[];
}

export type PolicyPeer =
  | { readonly kind: 'pods'; /** `undefined` is the namespace of the policy. */ readonly namespaces?: Selector; readonly pods: Selector }
  | { readonly kind: 'addresses'; readonly block: IpRange; readonly except: readonly IpRange[] };

export type PolicyPort =
  | { readonly kind: 'all'; readonly protocol: Protocol }
  | { readonly kind: 'numbers'; readonly protocol: Protocol; readonly first: number; readonly last: number }
  | { readonly kind: 'name'; readonly protocol: Protocol; readonly name: string };

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
