import { readEntity } from './entities';
import { certainly, Part, perhaps, PERHAPS_EVERYTHING } from './part';
import { isInvalid, SortedSelector, sortSelector } from './selector';
import { Cursor } from '../cursor';
import { PodsPeer, PolicyPeer } from '../policy';
import { readSelector } from '../read-selector';

/** Reads an entry of `fromEndpoints` or `toEndpoints`. Without a word about namespaces it means that of the policy, or all of them. */
export function readEndpointPeer(cursor: Cursor, namespace: string): Part<PolicyPeer> {
  const sorted = sortSelector(readSelector(cursor, 'what it selects is left open'));
  if (sorted.reserved.length > 0) return readReserved(cursor, sorted);
  const { pods, namespaces, unknown } = sorted;
  for (const { key } of unknown.filter(requirement => !isInvalid(requirement))) {
    cursor.warn('POL205', `which pods carry "${key}" is not in the input; whether this selects them is left open`);
  }
  const peer: PodsPeer = { kind: 'pods', namespaces: namespace !== '' && namespaces.length === 0 ? undefined : namespaces, pods };
  return unknown.length === 0 ? certainly(peer) : perhaps(peer);
}

/** A reserved label stands for the entity of its name. */
function readReserved(cursor: Cursor, { pods, namespaces, reserved: [first, ...others], unknown }: SortedSelector): Part<PolicyPeer> {
  const isAlone = pods.length + namespaces.length + others.length + unknown.length === 0;
  const isLabel = first.operator === 'Exists' || (first.operator === 'In' && first.values.join() === '');
  if (isAlone && isLabel && !['all', 'cluster', 'cluster-mesh'].includes(first.key)) return readEntity(cursor, first.key);
  cursor.warn('POL205', `what this selects by "reserved:${first.key}" is not understood; it may be anybody`);
  return PERHAPS_EVERYTHING;
}
