import { ClusterFacts, FlowEnd, Ports } from '../values';

interface DnsEnd {
  readonly end: FlowEnd;
  readonly ports: readonly Ports[];
}

/** Where the cluster DNS is, as ends of flows. What the node of a pod answers itself is no connection that a policy decides on by an address. */
export const dnsEnds = ({ dns }: Pick<ClusterFacts, 'dns'>): DnsEnd[] => dns.flatMap((place): DnsEnd[] => {
  switch (place.kind) {
    case 'pods': return [{ end: place.pods, ports: place.ports }];
    case 'addresses': return [{ end: { kind: 'addresses', blocks: [{ block: place.cidr, except: [] }] }, ports: place.ports }];
    default: return [];
  }
});
