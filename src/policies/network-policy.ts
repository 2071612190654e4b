import { Labels } from '../values';

/**
 * The `spec` of a NetworkPolicy.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export interface NetworkPolicySpec {
  readonly podSelector: LabelSelector;
  /** Always written: its default depends on the rules, and nobody remembers how. */
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly IngressRule[];
  readonly egress?: readonly EgressRule[];
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
}

export interface IngressRule {
  readonly from: readonly PolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

export interface EgressRule {
  readonly to: readonly PolicyPeer[];
  readonly ports: readonly PolicyPort[];
}

/** Pods by their labels and those of their namespace, or addresses. */
export interface PolicyPeer {
  /** Without it, pods are those in the namespace of the policy. */
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface PolicyPort {
  readonly protocol: string;
  readonly port?: number | string;
  readonly endPort?: number;
}
