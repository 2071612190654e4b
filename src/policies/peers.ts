import { PolicyPeer } from './network-policy';
import { PodLocation } from '../values';

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
