import { NetworkPolicySpec } from './network-policy';
import { podsOf } from './peers';
import { policyPorts } from './policy-ports';
import { PodLocation, Ports } from '../values';

/** Lets every pod of a namespace look up names in the cluster DNS, and nowhere else. */
export const dnsEgress = (dns: PodLocation, ports: readonly Ports[]): NetworkPolicySpec => ({
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [{ to: [podsOf(dns)], ports: policyPorts(ports) }],
});
