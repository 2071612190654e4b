import { Cidr } from '../values';

/** The label that the API server puts on every namespace, and lets nobody change. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** What is asked of the labels of a namespace, or, under `kubernetes.io/metadata.name`, of its name. */
export interface NamespaceTerm {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists';
  readonly values?: readonly string[];
}

/** Addresses that are out of bounds. */
export interface DeniedBlock {
  readonly cidr: Cidr;
  /** Ports that stay open, such as that of a DNS server at this address. */
  readonly openPorts: readonly number[];
}

/** One thing that the pods of some namespaces never do, whatever NetworkPolicies allow. */
export interface Denial {
  /** The name of its objects, such as `palisade-tenant-acme`. */
  readonly name: string;
  /** Lower is asked first. No two denials of a boundary have one. */
  readonly priority: number;
  /** The namespaces whose pods are governed: those that meet all terms. */
  readonly subject: readonly NamespaceTerm[];
  /** Namespaces from which and to which nothing goes: those that meet all terms of any of these; none for a denial of addresses. */
  readonly others: readonly (readonly NamespaceTerm[])[];
  /** What tells the governed namespaces from those, and the names of the ones that are known; none for a denial of addresses. */
  readonly own?: OwnNamespaces;
  /** Addresses to which nothing goes. */
  readonly blocks: readonly DeniedBlock[];
}

/** The namespaces of one side of a boundary. */
export interface OwnNamespaces {
  readonly label: string;
  readonly value: string;
  readonly names: readonly string[];
}
