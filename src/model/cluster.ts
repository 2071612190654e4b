import { Gateway, GatewayClass, GatewayRoute, ReferenceGrant } from './gateway';
import { Named } from './named';
import { Policy } from './policy';
import { Route } from './route';
import { Endpoints, Service } from './service';
import { Source } from './source';
import { TieredPolicy } from './tiered-policy';
import { IpRange, Labels, Protocol } from '../values';

/** A cluster as the analyzer sees it: plain data, read from manifests. */
export interface Cluster {
  readonly namespaces: readonly Namespace[];
  readonly workloads: readonly Workload[];
  /** Pods that have ended. They talk to nobody, and their addresses may be somebody else's by now. */
  readonly completed: readonly Workload[];
  /** NetworkPolicies. */
  readonly policies: readonly Policy[];
  /** Policies of the APIs that have an order. */
  readonly tieredPolicies: readonly TieredPolicy[];
  readonly nodes: readonly Node[];
  readonly services: readonly Service[];
  readonly endpoints: readonly Endpoints[];
  /** Ways in through ingress controllers; those of the Gateway API once for each listener that takes them. */
  readonly routes: readonly Route[];
  readonly gateways: readonly Gateway[];
  readonly gatewayClasses: readonly GatewayClass[];
  readonly gatewayRoutes: readonly GatewayRoute[];
  readonly referenceGrants: readonly ReferenceGrant[];
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
  /** Name of the ServiceAccount of the pods. */
  readonly serviceAccount: string;
  /** Keys of labels that the controller puts on its pods, with values that no manifest tells. */
  readonly addedLabels: readonly string[];
  /** Whether there is, or can be, more than one pod. */
  readonly replicated: boolean;
  /** How many pods there are, where each has a label of its own. */
  readonly replicas?: number;
  /** Name of the node that the pod runs on, where the input tells. */
  readonly node?: string;
  /** Addresses of the pods, when the input knows all of them. */
  readonly addresses?: readonly IpRange[];
}

export interface ContainerPort {
  readonly name?: string;
  readonly port: number;
  readonly protocol: Protocol;
  /** The port of the node that leads here. */
  readonly hostPort?: number;
  /** The one address of the node that does; `undefined` is all of them. */
  readonly hostIp?: IpRange;
}

export interface Node {
  readonly name: string;
  readonly labels: Labels;
  readonly addresses: readonly IpRange[];
  readonly source: Source;
}
