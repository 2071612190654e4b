import { DnsPlace } from './cluster-facts';
import { FlowEnd } from './flow-end';

/** A place of the cluster DNS, as an end of a flow. */
export function dnsEnd(place: DnsPlace): FlowEnd {
  switch (place.kind) {
    case 'pods': return place.pods;
    case 'addresses': return { kind: 'addresses', blocks: [{ block: place.cidr, except: [] }] };
    case 'own-node': return { kind: 'own-node' };
  }
}
