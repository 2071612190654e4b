import { addressesIn, End, PodsEnd, podsNamed } from './end';
import { UsageError } from '../../errors';
import { IpRange, nearest, parseAddress, parseCidr, publicAddresses } from '../../values';
import { Network } from '../network';
import { Universe } from '../universe';

const FORMS = 'a workload such as shop/web or shop/web[Deployment], an address, a CIDR, "internet", or a domain name that a policy names';

/**
 * The ends that a text means: mostly one, and several where policies tell apart what it names.
 *
 * A text is the id of a peer, `namespace/name` or the name alone where only one workload goes by it, an address or a CIDR, `internet`
 * for all public addresses, or a domain name as a policy writes it.
 */
export function endsNamed({ universe }: Network, where: string, text: string): End[] {
  const peers = podsNamed(universe, text);
  if (peers.length > 0) return peers;
  const ranges = rangesNamed(text);
  if (ranges !== undefined) return addressesNamed(universe, where, text, ranges);
  const column = universe.names.get(domainName(text));
  if (column !== undefined) return [{ kind: 'name', id: domainName(text), column }];
  return workloadNamed(universe, where, text);
}

function rangesNamed(text: string): readonly IpRange[] | undefined {
  if (text === 'internet') return (['IPv4', 'IPv6'] as const).flatMap(publicAddresses);
  const address = parseAddress(text);
  if (address !== undefined) return [{ family: address.family, first: address.value, last: address.value }];
  const cidr = parseCidr(text);
  return cidr && [cidr.range];
}

function addressesNamed(universe: Universe, where: string, text: string, ranges: readonly IpRange[]): End[] {
  const ends = addressesIn(universe, ranges);
  if (ends.length > 0) return ends;
  throw new UsageError(where, `the network has no addresses such as ${text}`, 'name one of the family that ip-families states');
}

function workloadNamed(universe: Universe, where: string, text: string): PodsEnd[] {
  const ids = [...new Set(universe.classes.flatMap(({ members }) => members.map(({ id }) => id)))].sort();
  const called = ids.filter(id => id.startsWith(`${text}[`) || id.startsWith(`${text}{`) || (!text.includes('/') && nameIn(id) === text));
  if (called.length === 1) return podsNamed(universe, called[0]);
  if (called.length > 1) throw new UsageError(where, `"${text}" may be any of ${called.join(', ')}`, 'write one of them');
  const near = nearest(text, [...ids, ...universe.names.keys()]);
  throw new UsageError(where, `nothing in the input is "${text}"`, near.length === 0 ? `name ${FORMS}` : `did you mean ${near.join(' or ')}? Else name ${FORMS}`);
}

const nameIn = (id: string): string => /^[^/]*\/([^[]*)/.exec(id)?.[1] ?? '';

const domainName = (text: string): string => text.toLowerCase().replace(/\.$/, '');
