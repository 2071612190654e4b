import { AddressesEnd, End, PodsEnd } from './end';
import { Term } from './term';
import {
  AddressesPeer, isAddedByController, labelOf, meets, Namespace, NAMESPACE_NAME_LABEL, PodsPeer, PolicyPeer, requirementText, Selector, Workload,
} from '../../model';
import { cidrsOf, containsRange, formatAddress, IpRange, overlaps } from '../../values';

/** What of a cluster a peer of a rule is held against. */
export interface PeerContext {
  /** Namespace of the policy. */
  readonly namespace: string;
  readonly namespaces: readonly Namespace[];
  /** Whether selectors are certain to see pods on the host network. */
  readonly seesHosts: () => boolean;
}

/** Why a peer of a rule is not this end. */
export function peerTerms(peer: PolicyPeer, end: End, context: PeerContext): Term[] {
  switch (peer.kind) {
    case 'pods': return end.kind === 'pods' ? podsTerms(peer, end, context) : [mismatch('pods', end)];
    case 'addresses': return addressesTerms(peer, end);
    case 'nodes': return [mismatch('nodes', end)];
    case 'names': return [mismatch(peer.names.join(', '), end)];
  }
}

const KINDS = { pods: 'pods', addresses: 'addresses outside', name: 'a domain name' };

const mismatch = (expected: string, end: End): Term => ({ term: 'peer', expected, actual: KINDS[end.kind] });

function podsTerms({ namespaces, pods }: PodsPeer, { peer: { workload } }: PodsEnd, context: PeerContext): Term[] {
  const isUnseen = workload.hostNetwork && !context.seesHosts();
  return [
    ...isUnseen ? [{ term: 'host-network' as const, expected: 'a pod with an address of its own', actual: 'the host network' }] : [],
    ...namespaces === undefined ? ownNamespaceTerms(context.namespace, workload) : namespaceTerms(namespaces, workload, context),
    ...addedLabels(pods, workload),
    ...failing('pod-label', pods.filter(({ key }) => !isAddedByController(workload, key)), key => labelOf(workload, key)),
  ];
}

const ownNamespaceTerms = (expected: string, { namespace }: Workload): Term[] =>
  namespace === expected ? [] : [{ term: 'namespace', expected, actual: namespace }];

function namespaceTerms(selector: Selector, { namespace }: Workload, { namespaces }: PeerContext): Term[] {
  const labels = namespaces.find(({ name }) => name === namespace)?.labels ?? { [NAMESPACE_NAME_LABEL]: namespace };
  return failing('namespace-label', selector, key => Object.hasOwn(labels, key) ? labels[key] : undefined);
}

const addedLabels = (pods: Selector, workload: Workload): Term[] => pods.filter(({ key }) => isAddedByController(workload, key))
  .map(requirement => ({ term: 'pod-label', expected: requirementText(requirement), actual: `${requirement.key}, of which only the controller knows the value` }));

const failing = (term: Term['term'], selector: Selector, label: (key: string) => string | undefined): Term[] =>
  selector.filter(requirement => !meets(requirement, label(requirement.key))).map(requirement => {
    const value = label(requirement.key);
    return { term, expected: requirementText(requirement), actual: value === undefined ? `no label ${requirement.key}` : `${requirement.key}=${value}` };
  });

function addressesTerms(peer: AddressesPeer, end: End): Term[] {
  if (end.kind === 'name') return [mismatch(rangeText(peer.block), end)];
  return end.kind === 'pods' ? podAddressTerms(peer, end) : [addressTerm(peer, end)];
}

function addressTerm({ block, except }: AddressesPeer, { ranges, id }: AddressesEnd): Term {
  const [range] = ranges;
  if (range.family !== block.family) return { term: 'family', expected: block.family, actual: range.family };
  const hole = except.find(each => overlaps(each, range));
  return containsRange(block, range) && hole !== undefined ? { term: 'exception', expected: `not ${rangeText(hole)}`, actual: id }
    : { term: 'range', expected: rangeText(block), actual: id };
}

function podAddressTerms({ block }: AddressesPeer, { peer: { workload } }: PodsEnd): Term[] {
  const actual = workload.addresses?.map(({ family, first }) => formatAddress(family, first)).join(', ') ?? 'a pod, whose address no manifest tells';
  return [{ term: 'range', expected: rangeText(block), actual }];
}

const rangeText = (range: IpRange): string => cidrsOf(range).join(', ');
