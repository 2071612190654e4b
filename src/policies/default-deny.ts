import { NetworkPolicySpec } from './network-policy';

/** Closes every pod of a namespace, both ways; the other policies then open what they name. */
export const defaultDeny = (): NetworkPolicySpec => ({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
