import { AddressBlock, Cidr, ClusterFacts, overlaps, subtractRanges } from '../values';

/** Where clouds hand out the credentials of a machine to whoever asks from it. */
const METADATA = ['169.254.169.254/32', '169.254.170.2/32', '169.254.170.23/32', '169.254.42.42/32', '100.100.100.200/32', '192.0.0.192/32',
  'fd00:ec2::254/128', 'fd00:ec2::23/128', 'fd20:ce::254/128', 'fd00:42::42/128'].map(Cidr.of);

/** Addresses that nobody means by a wide block: whoever wants to reach them has to name them. */
export interface GuardedAddresses {
  readonly cidr: Cidr;
  /** Such as `the metadata service of a cloud`. */
  readonly what: string;
}

/** The guarded addresses that a block has among others. */
export function guardedIn({ block, except }: AddressBlock, facts: ClusterFacts): GuardedAddresses[] {
  const left = subtractRanges([block._range], except.map(({ _range }) => _range));
  return guardedAddresses(facts).filter(({ cidr }) => !cidr.contains(block) && left.some(range => overlaps(range, cidr._range)));
}

/** Addresses that have to be named to be meant. */
export const guardedAddresses = ({ metadataCidrs, nodeCidrs, apiServer }: ClusterFacts): GuardedAddresses[] => [
  ...[...METADATA, ...metadataCidrs].map(cidr => ({ cidr, what: 'the metadata service of a cloud' })),
  ...nodeCidrs.map(cidr => ({ cidr, what: 'the nodes' })),
  ...apiServer.cidrs.map(cidr => ({ cidr, what: 'the API server' })),
];
