import { Cidr } from './cidr';
import { everyAddress, IpFamily, IpRange, parseCidr, subtractRanges } from './ip-range';

/** Blocks that lead nowhere on the internet: private, shared, link-local, loopback, multicast and reserved ones (IANA registries). */
export const NOT_PUBLIC: readonly Cidr[] = [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16',
  '224.0.0.0/3', '::/127', 'fc00::/7', 'fe80::/10', 'ff00::/8',
].map(Cidr.of);

/** The addresses of the internet. */
export const publicAddresses = (family: IpFamily): IpRange[] => subtractRanges([everyAddress(family)], NOT_PUBLIC.map(({ _range }) => _range));

/** The addresses that private networks use, and others cannot reach. */
export const PRIVATE_ADDRESSES: readonly IpRange[] =
  ['10.0.0.0/8', '100.64.0.0/10', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map(text => parseCidr(text)!.range);
