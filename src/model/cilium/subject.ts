import { isInvalid, POD_NAMESPACE, sortSelector } from './selector';
import { Cursor } from '../cursor';
import { NAMESPACE_NAME_LABEL } from '../namespace-name-label';
import { PodsPeer } from '../policy';
import { readSelector } from '../read-selector';
import { Requirement, Selector } from '../selector';

/**
 * Reads the pods that a rule governs; `undefined` when it governs something else.
 *
 * `namespace` is that of the policy, empty for one of the whole cluster.
 */
export function readSubject(cursor: Cursor, namespace: string): PodsPeer | undefined {
  const { pods, namespaces, reserved, unknown } = sortSelector(withoutForeignNamespace(cursor, namespace));
  if (reserved.some(isPositive)) {
    cursor.warn('POL202', 'this endpointSelector asks for what is no pod; its rules are passed over');
    return undefined;
  }
  for (const { key } of unknown.filter(requirement => !isInvalid(requirement))) {
    cursor.warn('POL205', `which pods carry "${key}" is not in the input; the rule is taken to govern them whether they do or not`);
  }
  const selected = [...pods, ...unknown.filter(isInvalid)];
  if (namespace === '') return { kind: 'pods', namespaces, pods: selected };
  const own: Requirement = { key: NAMESPACE_NAME_LABEL, operator: 'In', values: [namespace] };
  return { kind: 'pods', namespaces: namespaces.length === 0 ? undefined : [own, ...namespaces], pods: selected };
}

/** Whether only what has the label meets a requirement. Pods have no reserved label, and meet all others. */
export const isPositive = ({ operator }: Requirement): boolean => operator === 'In' || operator === 'Exists';

/** Cilium puts the own namespace of a policy in place of another that is written. */
function withoutForeignNamespace(cursor: Cursor, namespace: string): Selector {
  const selector = readSelector(cursor);
  const key = `k8s:${POD_NAMESPACE}`;
  const foreign = selector.find(each => each.key === key && each.operator === 'In' && each.values.join() !== namespace);
  const isReplaced = namespace !== '' && foreign !== undefined && cursor.field('matchLabels').has(key);
  if (!isReplaced) return selector;
  cursor.field('matchLabels').field(key).warn('POL203', `a policy governs pods of its own namespace; this is taken to mean "${namespace}"`);
  return selector.filter(each => each !== foreign);
}
