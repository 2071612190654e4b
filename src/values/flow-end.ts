import { Cidr } from './cidr';
import { DomainPattern } from './domain-pattern';
import { Labels } from './labels';
import { PodLocation } from './pod-location';

/** Who is at one end of a declared flow. What has no `kind` is pods of one namespace. */
export type FlowEnd = PodLocation | LabelledPods | AddressBlocks | DomainNames | ApiServerEnd | OwnNodeEnd;

/** Pods of every namespace that carries certain labels. */
export interface LabelledPods {
  readonly kind: 'labelled';
  readonly namespaceLabels: Labels;
  readonly labels: Labels;
}

/** Addresses outside the cluster. */
export interface AddressBlocks {
  readonly kind: 'addresses';
  readonly blocks: readonly AddressBlock[];
}

/** The addresses of `block` that are in none of `except`. */
export interface AddressBlock {
  readonly block: Cidr;
  readonly except: readonly Cidr[];
}

/** Whatever a domain name stands for at the time. */
export interface DomainNames {
  readonly kind: 'names';
  readonly pattern: DomainPattern;
}

/** The API server, where the CNI knows it by itself. */
export interface ApiServerEnd {
  readonly kind: 'api-server';
}

/** The node on which the pod at the other end runs. */
export interface OwnNodeEnd {
  readonly kind: 'own-node';
}

/** Whether an end is pods of one namespace. */
export const isPodLocation = (end: FlowEnd): end is PodLocation => !('kind' in end);
