import { PolicyPeer } from './network-policy';
import { AddressBlock, FlowEnd, isPodLocation, PodLocation } from '../values';

/** The label that the API server puts on every namespace and lets nobody change, so that it is safe to select by. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Pods of another namespace. Both selectors stand in one peer: as two, they would mean "either". */
export const podsOf = ({ namespace, labels }: PodLocation): PolicyPeer => ({
  namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: namespace } },
  podSelector: { matchLabels: labels },
});

/** Pods as a policy in `here` has to name them: its own namespace goes without saying. */
export const podsSeenFrom = (here: string, pods: PodLocation): PolicyPeer =>
  pods.namespace === here ? { podSelector: { matchLabels: pods.labels } } : podsOf(pods);

/** An end of a flow as a NetworkPolicy in `here` has to name it; nothing where it has no words for it. */
export function policyPeers(here: string, end: FlowEnd): PolicyPeer[] {
  if (isPodLocation(end)) return [podsSeenFrom(here, end)];
  switch (end.kind) {
    case 'labelled': return [{ namespaceSelector: { matchLabels: end.namespaceLabels }, podSelector: { matchLabels: end.labels } }];
    case 'addresses': return end.blocks.map(addressPeer);
    default: return [];
  }
}

const addressPeer = ({ block, except }: AddressBlock): PolicyPeer => ({
  ipBlock: { cidr: `${block}`, ...except.length > 0 && { except: except.map(String) } },
});
