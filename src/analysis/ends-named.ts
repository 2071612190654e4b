import { GroupedMap, isWorkload, MapPeer } from './connection';
import { Network } from './network';
import { UsageError } from '../errors';
import { containsRange, IpRange, nearest, overlaps, parseAddress, parseCidr, publicAddresses } from '../values';

const ROLES = ['{ingress-controller}', '{cluster-dns}'];
const INTERNET = 'internet';

/**
 * The ends that somebody means, by id: a peer, with or without its kind, the workloads of a namespace as `shop/`, whoever has an address,
 * or `internet`. None where there is such an end, but no row has it.
 */
export function endsNamed(network: Network, { peers }: GroupedMap, text: string): string[] {
  if (text === INTERNET) return peers.filter(isInternet).map(({ id }) => id);
  const address = parseAddress(text);
  if (address !== undefined) return endsAt(network, peers, { family: address.family, first: address.value, last: address.value });
  const ends = peers.filter(peer => namesOf(peer).includes(text)).map(({ id }) => id);
  if (ends.length > 0 || ROLES.includes(text)) return ends;
  const near = nearest(text, peers.flatMap(suggestionsOf));
  throw new UsageError('--focus', `there is no peer "${text}"`, near.length === 0 ? `use a workload of the input, ${KINDS}` : `use ${near.join(', ')}, or else ${KINDS}`);
}

const KINDS = `a namespace as NAMESPACE/, an address, ${INTERNET} or ${ROLES[0]}`;

/** Whether an end is, or may be, somewhere on the internet. */
export const isInternet = (peer: MapPeer): boolean =>
  'domainName' in peer || 'cidrs' in peer && rangesOf(peer.cidrs).some(range => publicAddresses(range.family).some(each => overlaps(each, range)));

function namesOf(peer: MapPeer): string[] {
  return isWorkload(peer) ? [peer.id, `${peer.namespace}/${peer.name}`, `${peer.namespace}/`] : [peer.id];
}

const suggestionsOf = (peer: MapPeer): string[] => isWorkload(peer) ? [peer.id, `${peer.namespace}/`] : [peer.id];

/** An address of pods is nowhere outside, unless it is that of their node. */
function endsAt(network: Network, peers: readonly MapPeer[], address: IpRange): string[] {
  const pods = network.universe.classes.flatMap(({ members }) => members).filter(({ workload, siblings = [workload] }) =>
    siblings.some(({ addresses = [] }) => addresses.some(range => containsRange(range, address))));
  const outside = peers.filter(peer => 'cidrs' in peer && rangesOf(peer.cidrs).some(range => containsRange(range, address)));
  const isPodsOwn = pods.some(({ workload }) => !workload.hostNetwork);
  return [...pods, ...isPodsOwn ? [] : outside].map(({ id }) => id);
}

const rangesOf = (cidrs: readonly string[]): IpRange[] => cidrs.map(cidr => parseCidr(cidr)!.range);
