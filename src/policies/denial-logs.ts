import { Labels } from '../values';

/** What tells a network plugin to log what it denies to the pods of one namespace. Empty where it logs that by itself. */
export interface DenialLog {
  /** On the namespace. */
  readonly annotations?: Labels;
  /** In the namespace. */
  readonly policy?: { readonly apiVersion: string; readonly kind: string; readonly spec: unknown };
}

/** By the names of CNIs. To add one, add it here, with `policyLogging` of the plugin in `src/profiles/cnis`. */
export const denialLogs: Readonly<Record<string, DenialLog | undefined>> = {
  'antrea': { annotations: { 'networkpolicy.antrea.io/enable-logging': 'true' } },
  'aws-vpc-cni': {},
  'calico': {
    policy: {
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      // Without an order, it is asked after all NetworkPolicies: whatever gets that far is denied.
      spec: { tier: 'default', selector: 'all()', types: ['Ingress', 'Egress'], ingress: [{ action: 'Log' }], egress: [{ action: 'Log' }] },
    },
  },
  'calico-enterprise': {},
  'cilium': {},
  'eks-auto-mode': {},
  'gke-dataplane-v2': { annotations: { 'policy.network.gke.io/enable-deny-logging': 'true' } },
  'ovn-kubernetes': { annotations: { 'k8s.ovn.org/acl-logging': '{"deny":"info"}' } },
};
