import { certainly, Part, perhaps } from './part';
import { containsRange, everyAddress, IpRange } from '../../values';
import { Cursor } from '../cursor';
import { readAddress } from '../pod-template';
import { AddressesPeer, PolicyPeer } from '../policy';
import { readCidr } from '../read-cidr';
import { readDomainName } from '../read-domain-name';

// Whether these match pods is for the assumptions to say: in Cilium they do not.
const anyOf = (block: IpRange, except: readonly IpRange[] = []): AddressesPeer => ({ kind: 'addresses', block, except });

const PERHAPS_ANY_ADDRESS: Part<PolicyPeer> = perhaps(anyOf(everyAddress('IPv4')), anyOf(everyAddress('IPv6')));

/** Reads an entry of `fromCIDR` or `toCIDR`: a block, or one address. */
export function readCidrPeer(cursor: Cursor): Part<PolicyPeer> {
  const address = typeof cursor.value === 'string' ? readAddress(cursor) : undefined;
  const block = address ?? readCidr(cursor, 'it may be any address')?.range;
  return block === undefined ? PERHAPS_ANY_ADDRESS : certainly(anyOf(block));
}

/** Reads an entry of `fromCIDRSet` or `toCIDRSet`. */
export function readCidrSetPeer(cursor: Cursor): Part<PolicyPeer> {
  if (!cursor.isMap()) return PERHAPS_ANY_ADDRESS;
  cursor.knows('cidr', 'cidrGroupRef', 'cidrGroupSelector', 'except');
  const except = cursor.field('except');
  if (cursor.has('cidrGroupRef') || cursor.has('cidrGroupSelector')) {
    cursor.warn('POL208', 'which addresses are in a CiliumCIDRGroup is not read; it may be any address');
    return PERHAPS_ANY_ADDRESS;
  }
  const block = readCidr(cursor.field('cidr'), 'it may be any address')?.range;
  if (block === undefined) return PERHAPS_ANY_ADDRESS;
  const exceptions = except.items().map(item => readException(item, block));
  const areUnderstood = except.isList() && exceptions.every(exception => exception !== undefined);
  const peer = anyOf(block, exceptions.flatMap(exception => exception ?? []));
  return areUnderstood ? certainly(peer) : perhaps(peer);
}

function readException(cursor: Cursor, block: IpRange): IpRange | undefined {
  const exception = readCidr(cursor, 'whether anything is excepted is left open')?.range;
  if (exception === undefined || containsRange(block, exception)) return exception;
  cursor.error('POL003', `"${cursor.text()}" is not inside the block that it is an exception of; it is still excepted`);
  return exception;
}

/** Reads an entry of `fromGroups` or `toGroups`, which a cloud provider knows. */
export function readGroupPeer(cursor: Cursor): Part<PolicyPeer> {
  cursor.warn('POL208', 'which addresses are in a group of a cloud provider is not in the input; it may be any address');
  return PERHAPS_ANY_ADDRESS;
}

/** Reads an entry of `toFQDNs`. */
export function readDomainNamePeer(cursor: Cursor): Part<PolicyPeer> {
  if (!cursor.isMap()) return PERHAPS_ANY_ADDRESS;
  cursor.knows('matchName', 'matchPattern');
  const names = ['matchName', 'matchPattern'].flatMap(key => readDomainName(cursor.field(key)));
  if (names.length > 0) return certainly({ kind: 'names', names });
  cursor.error('POL207', 'this has neither a matchName nor a matchPattern; it may be any address');
  return PERHAPS_ANY_ADDRESS;
}
