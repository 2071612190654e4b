import { Cidr, ClusterFacts } from '../values';

/** The ports to leave open of a block that is denied: some clouds answer DNS at the very address of their metadata. */
export const dnsPortsIn = (cidr: Cidr, { dns }: ClusterFacts): number[] => [...new Set(dns.flatMap(place =>
  place.kind === 'addresses' && (cidr.contains(place.cidr) || place.cidr.contains(cidr)) ? place.ports.map(({ first }) => first) : []))];
