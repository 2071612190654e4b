import { NetworkPolicySpec, PolicyPeer } from './network-policy';
import { podsOf } from './peers';
import { policyPorts } from './policy-ports';
import { DnsPlace, groupBy } from '../values';

/** Lets every pod of a namespace look up names in the cluster DNS, and nowhere else. */
export const dnsEgress = (dns: readonly DnsPlace[]): NetworkPolicySpec => ({
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [...groupBy(dns, ({ ports }) => JSON.stringify(policyPorts(ports)))]
    .map(([ports, places]) => ({ to: places.flatMap(peersAt), ports: JSON.parse(ports) }))
    .filter(({ to }) => to.length > 0),
});

/** A NetworkPolicy has no words for the node of a pod, and where it takes some, the addresses of the node are among the places too. */
function peersAt(place: DnsPlace): PolicyPeer[] {
  switch (place.kind) {
    case 'pods': return [podsOf(place.pods)];
    case 'addresses': return [{ ipBlock: { cidr: `${place.cidr}` } }];
    default: return [];
  }
}
