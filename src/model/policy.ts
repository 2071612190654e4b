import { Named } from './named';
import { Selector } from './selector';
import { IpRange, Protocol, Question } from '../values';

/** A NetworkPolicy, with every default of the API filled in. */
export interface Policy extends Named {
  readonly selects: Selector;
  /** What it lets in; `undefined` when it does not govern ingress, empty when it lets nothing in. */
  readonly ingress?: readonly PolicyRule[];
  /** What it lets out; `undefined` when it does not govern egress, empty when it lets nothing out. */
  readonly egress?: readonly PolicyRule[];
  /** Whether a CIDR has bits set after its prefix, which newer API servers refuse. */
  readonly hasHostBits: boolean;
  /** The annotation that tells why its flows are allowed. */
  readonly purpose?: string;
}

export interface PolicyRule {
  /** `undefined` is everybody, inside the cluster and outside. */
  readonly peers?: readonly PolicyPeer[];
  /** `undefined` is every port of every protocol. */
  readonly ports?: readonly PolicyPort[];
  /** Where the rule stands in its manifest, such as `['spec', 'ingress', 0]`. */
  readonly path: readonly (string | number)[];
  /** Open questions that decide whether the rule matches at all what it names. */
  readonly hangsOn?: readonly Question[];
}

export type PolicyPeer = PodsPeer | AddressesPeer | NodesPeer | DomainNamesPeer;

/** Pods, by their labels and those of their namespace. */
export interface PodsPeer {
  readonly kind: 'pods';
  /** `undefined` is the namespace of the policy. */
  readonly namespaces?: Selector;
  readonly pods: Selector;
  /** Whether pods are selected beside namespaces: some CNIs treat that differently from not selecting pods at all. */
  readonly hasPodSelector?: boolean;
}

/** Addresses in a block and in none of its exceptions. */
export interface AddressesPeer {
  readonly kind: 'addresses';
  readonly block: IpRange;
  readonly except: readonly IpRange[];
  /** Whether a CIDR of it has bits set after its prefix. */
  readonly hasHostBits?: boolean;
  /** Whether pods with such an address match too, where the API settles it; `undefined` leaves it to the assumptions. */
  readonly pods?: 'always' | 'never';
}

/** Nodes, and with them the pods on their network. */
export interface NodesPeer {
  readonly kind: 'nodes';
  readonly nodes: Selector;
}

/** Whatever certain domain names stand for, such as `api.example.com` or `*.example.com`. Never a pod. */
export interface DomainNamesPeer {
  readonly kind: 'names';
  readonly names: readonly string[];
}

export type PolicyPort =
  | { readonly kind: 'all'; readonly protocol: Protocol }
  | { readonly kind: 'numbers'; readonly protocol: Protocol; readonly first: number; readonly last: number }
  | { readonly kind: 'name'; /** `undefined` is the protocol of the container port. */ readonly protocol?: Protocol; readonly name: string };
