import { AddressesEnd, End, PodsEnd } from './end';
import { Note } from './explanation';
import { containsRange, formatAddress, overlaps, wellKnownName } from '../../values';
import { Network } from '../network';

/** What else one should know about a connection. */
export function notesOn(network: Network, source: End, destination: End): Note[] {
  return [
    ...enforcement(network),
    ...[source, destination].flatMap(end => noteOnEnd(network, end)),
    ...ofOneWorkload(network, source, destination),
    ...fromHost(network, source, destination),
  ];
}

/** Whether a connection is one of a pod to itself, which policies do not hold up. */
export const isOwnPod = ({ universe }: Network, source: End, destination: End): boolean =>
  isSame(source, destination) && !(source as PodsEnd).peer.workload.replicated && universe.answers.to('self-traffic') === 'allowed';

const isSame = (source: End, destination: End): boolean => source.kind === 'pods' && destination.kind === 'pods' && source.peer === destination.peer;

function enforcement({ universe: { answers } }: Network): Note[] {
  if (answers.to('policy-enforced') === 'yes') return [];
  return [{
    code: 'not-enforced',
    message: `policy-enforced is ${answers.to('policy-enforced')}: ${
      answers.to('policy-enforced') === 'no' ? 'the CNI enforces no policies' : 'a pod that has just started may talk before its policies are enforced'}`,
  }];
}

function ofOneWorkload({ universe: { answers } }: Network, source: End, destination: End): Note[] {
  if (!isSame(source, destination)) return [];
  const hairpin = `through its Service, a pod reaches itself as service-hairpin says: ${answers.to('service-hairpin')}`;
  if (!(source as PodsEnd).peer.workload.replicated) {
    return [{ code: 'self-traffic', message: `this is one pod; to its own address, self-traffic is ${answers.to('self-traffic')}, and ${hairpin}` }];
  }
  const isLeftOut = answers.to('replica-traffic') === 'left-out';
  return [{ code: 'replica-traffic', message: `this is about connections between pods of one workload${isLeftOut ? ', which the map leaves out' : ''}; ${hairpin}` }];
}

/** Nothing is said of nodes that are certainly two. */
function fromHost({ universe: { answers } }: Network, source: End, destination: End): Note[] {
  if (source.kind !== 'pods' || !source.peer.workload.hostNetwork) return [];
  const [mine, theirs] = [source, destination].map(end => end.kind === 'pods' ? end.peer.workload.node : undefined);
  if (mine !== undefined && theirs !== undefined && mine !== theirs) return [];
  if (answers.to('node-to-pod') !== 'own-node') return [];
  return [{ code: 'host-network', message: 'the source is on the network of its node, and a node may always connect to the pods that run on it' }];
}

function noteOnEnd(network: Network, end: End): Note[] {
  if (end.kind === 'addresses') return [...addressOfPod(network, end), ...serviceAddress(network, end), ...wellKnownAddress(network, end)];
  if (end.kind === 'name') {
    return [{ code: 'domain-name', message: `this is what rules say about the name ${end.id}; what they say about its addresses may allow more: ask about those, too` }];
  }
  if (end.peer.role === undefined) return [];
  return [{ code: 'stand-in', message: `nothing in the input is ${end.id}: its namespace and labels come from the profile, and the map shows it in its role only` }];
}

function addressOfPod({ universe: { classes } }: Network, { ranges }: AddressesEnd): Note[] {
  const pods = classes.flatMap(({ members }) => members).filter(({ workload }) =>
    workload.addresses?.some(address => ranges.some(range => containsRange(range, address) && range.first === range.last)));
  return pods.map(({ id, workload }) => ({
    code: 'address-of-pod',
    message: `${formatAddress(ranges[0].family, ranges[0].first)} is explained as an address outside, but it is one of ${id}${workload.hostNetwork ? ', on the host network' : ''}`,
  }));
}

function serviceAddress({ environment: { facts }, cluster: { services } }: Network, { ranges }: AddressesEnd): Note[] {
  const addresses = [...facts.serviceCidrs.map(({ _range }) => _range), ...services.flatMap(({ clusterIps }) => clusterIps)];
  if (!addresses.some(address => ranges.some(range => overlaps(address, range)))) return [];
  return [{ code: 'service-address', message: 'these addresses are those of Services, behind which policies see the pods' }];
}

/** Of one address alone, as a whole range of them is nobody. */
function wellKnownAddress({ cluster: { endpoints } }: Network, { ranges: [range, ...others] }: AddressesEnd): Note[] {
  if (others.length > 0 || range.first !== range.last) return [];
  const isApiServer = endpoints.some(({ namespace, service, addresses }) =>
    namespace === 'default' && service === 'kubernetes' && addresses.some(address => containsRange(address, range)));
  const name = wellKnownName(range);
  if (!isApiServer && name === undefined) return [];
  return [{ code: 'well-known-address', message: `${formatAddress(range.family, range.first)} is ${isApiServer ? 'the API server' : `mostly ${name}`}` }];
}
