import { DnsPlace } from './cluster-facts';
import { FlowEnd } from './flow-end';

/** The end of a flow to a place at which names are looked up. */
export function dnsEnd(place: DnsPlace): FlowEnd {
  switch (place.kind) {
    case 'pods': return place.pods;
    case 'addresses': return { kind: 'addresses', blocks: [{ block: place.cidr, except: [] }] };
    case 'own-node': return { kind: 'own-node' };
  }
}
