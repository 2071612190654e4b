import { Cidr, Labels, PodLocation } from '../values';

/** Pods, and the addresses with which they leave the cluster. */
export interface StaticEgress {
  /** What its objects are called. */
  readonly name: string;
  readonly pods: readonly PodLocation[];
  /** In their canonical form. */
  readonly addresses: readonly string[];
  /** Where to; everything outside of the cluster, if nothing is named. */
  readonly destinations?: readonly Cidr[];
  /** Blocks that are never meant, though they may be in a destination: of the cluster, and of the metadata service. */
  readonly excluded: readonly Cidr[];
  /** Labels of the nodes through which the pods leave. */
  readonly gatewayNodes?: Labels;
  /** The pool from which the address is given to a node. */
  readonly pool?: string;
}
