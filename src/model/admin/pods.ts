import { Cursor } from '../cursor';
import { PodsPeer } from '../policy';
import { readSelector } from '../read-selector';
import { Selector } from '../selector';

/** Pods of the namespaces that a selector selects, as `namespaces` names them; `undefined` when it cannot be read as a whole. */
export function readNamespaces(cursor: Cursor): PodsPeer | undefined {
  const namespaces = readWholeSelector(cursor);
  return namespaces && { kind: 'pods', namespaces, pods: [] };
}

/** Pods by their labels, as `pods` names them, of every namespace unless it selects some; `undefined` when it cannot be read as a whole. */
export function readNamespacedPods(cursor: Cursor): PodsPeer | undefined {
  if (!cursor.isMap() || !hasOnly(cursor, ['namespaceSelector', 'podSelector'])) return undefined;
  if (!cursor.has('podSelector')) {
    cursor.error('POL112', `${cursor.path.join('.')} needs a podSelector, which is {} for all pods`);
    return undefined;
  }
  const [namespaces, pods] = [cursor.field('namespaceSelector'), cursor.field('podSelector')].map(readWholeSelector);
  return namespaces && pods && { kind: 'pods', namespaces, pods };
}

/**
 * A selector of which every part is understood.
 *
 * A part that is passed over would widen it, and one that selects nothing would take the force from a rule that denies.
 */
export function readWholeSelector(cursor: Cursor): Selector | undefined {
  if (!hasOnly(cursor, ['matchLabels', 'matchExpressions'])) return undefined;
  const selector = readSelector(cursor);
  const isFaulty = selector.some(({ operator, values }) => operator === 'In' && values.length === 0);
  return isFaulty ? undefined : selector;
}

function hasOnly(cursor: Cursor, known: readonly string[]): boolean {
  const strange = cursor.keys().filter(key => !known.includes(key));
  for (const key of strange) cursor.field(key).error('POL112', `${[...cursor.path, key].join('.')} is not understood; known are ${known.join(', ')}`);
  return strange.length === 0;
}
