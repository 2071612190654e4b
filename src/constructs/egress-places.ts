import { UsageError } from '../errors';
import { guardedAddresses, outermost } from '../policies';
import { Cidr, ClusterFacts, formatAddress, LINK_LOCAL, parseAddress } from '../values';

/** Addresses that no connection leaves a cluster with. */
const NOT_A_SOURCE = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3', '::/127', 'ff00::/8'].map(Cidr.of);

/** Checks addresses that pods are to leave the cluster with, and writes them the canonical way. */
export function checkedAddresses(where: string, texts: readonly string[], { podCidrs, serviceCidrs }: ClusterFacts): string[] {
  if (texts.length === 0) throw new UsageError(where, 'there is no address', "name one, such as '203.0.113.10'");
  const addresses = texts.map(text => {
    const parsed = parseAddress(text);
    if (parsed === undefined) throw new UsageError(where, `${JSON.stringify(text)} is no address`, "write one alone, such as '203.0.113.10'");
    const address = formatAddress(parsed.family, parsed.value);
    const single = Cidr.of(`${address}/${parsed.family === 'IPv4' ? 32 : 128}`);
    const block = [...NOT_A_SOURCE, ...LINK_LOCAL, ...podCidrs, ...serviceCidrs].find(each => each.contains(single));
    if (block === undefined) return address;
    throw new UsageError(where, `"${address}" is in ${block}, with which nothing leaves the cluster`, 'name an address that is routed to a node of the cluster');
  });
  const repeated = addresses.find((address, index) => addresses.indexOf(address) < index);
  if (repeated !== undefined) throw new UsageError(where, `the address "${repeated}" is listed twice`, 'list each address once');
  return addresses;
}

/** Checks the destinations, of which each needs an address of its family, and each address a destination. */
export function checkedDestinations(where: string, destinations: readonly Cidr[], addresses: readonly string[], inside: readonly Cidr[]): Cidr[] {
  if (destinations.length === 0) throw new UsageError(where, 'the list of destinations is empty', 'leave `destinations` out for everything outside of the cluster');
  const own = destinations.find(cidr => inside.some(each => each.contains(cidr)));
  if (own !== undefined) {
    throw new UsageError(where, `"${own}" is of the cluster, or of the metadata service of a cloud, and nothing leaves the cluster for it`,
      'name addresses outside of the cluster');
  }
  const isIpv6 = (address: string): boolean => parseAddress(address)!.family === 'IPv6';
  const lonely = destinations.find(cidr => !addresses.some(address => isIpv6(address) === cidr.isIpv6));
  if (lonely !== undefined) throw new UsageError(where, `no address is of the family of "${lonely}"`, 'add one, or leave the destination out');
  const idle = addresses.find(address => !destinations.some(cidr => isIpv6(address) === cidr.isIpv6));
  if (idle !== undefined) throw new UsageError(where, `no destination is of the family of "${idle}"`, 'add one, or leave the address out');
  return outermost(destinations);
}

/** Blocks for which nothing leaves the cluster: its own, and those that mean something else on every node. */
export const insideBlocks = (facts: ClusterFacts): Cidr[] =>
  outermost([...LINK_LOCAL, ...guardedAddresses(facts).map(({ cidr }) => cidr), ...facts.podCidrs, ...facts.serviceCidrs]);
