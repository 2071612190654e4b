import { Named } from './named';
import { PodsPeer, PolicyRule } from './policy';

/**
 * A policy of an API with an order: AdminNetworkPolicy, ClusterNetworkPolicy, and those of Calico and Cilium.
 *
 * Tiers are asked in their order, policies of a tier by priority, rules of a policy from the first; the first that matches decides.
 */
export interface TieredPolicy extends Named {
  readonly tier: PolicyTier;
  /** Lower is asked first, within the tier. */
  readonly priority: number;
  /** The pods that it governs: those that any of these select. Never pods on the host network. */
  readonly subjects: readonly PodsPeer[];
  /** What it decides about connections to its pods; `undefined` when it does not govern them. */
  readonly ingress?: TieredRules;
  /** What it decides about connections from its pods; `undefined` when it does not govern them. */
  readonly egress?: TieredRules;
}

/** What a policy decides in one direction. */
export interface TieredRules {
  readonly rules: readonly TieredRule[];
  /** Whether, to the pods it governs, whatever nothing in its tier matches is denied; if not, the next tier is asked. */
  readonly isolates: boolean;
}

/** Rules that match allow, deny, or leave the decision to the next tier. */
export interface TieredRule extends PolicyRule {
  readonly action: 'allow' | 'deny' | 'pass';
}

/** Policies that are asked together. */
export interface PolicyTier {
  readonly name: string;
  /** Lower is asked first. */
  readonly order: number;
  /** Which of two policies with one priority is asked first: the one whose name sorts first, or nobody knows. */
  readonly ties: 'by-name' | 'open';
}

/** Where NetworkPolicies are asked; those of Calico that name no tier too, whose orders run below and above it. */
export const NETWORK_POLICY_TIER: PolicyTier = { name: 'NetworkPolicy', order: 1_000_000, ties: 'by-name' };

/** The priority of a NetworkPolicy in its tier. They only allow, so that their order among each other means nothing. */
export const NETWORK_POLICY_PRIORITY = 1_000;

/** Asked before NetworkPolicies. Calico, which alone has other tiers, keeps it at this order. */
export const ADMIN_TIER: PolicyTier = { name: 'Admin', order: 1_000, ties: 'open' };

/** Asked when no NetworkPolicy governs the pod. */
export const BASELINE_TIER: PolicyTier = { name: 'Baseline', order: 10_000_000, ties: 'open' };
