import { NAMESPACE_NAME_LABEL } from '../namespace-name-label';
import { Requirement, Selector } from '../selector';

/** The label under which Cilium keeps the namespace of a pod. */
export const POD_NAMESPACE = 'io.kubernetes.pod.namespace';

/** What the keys begin with under which Cilium keeps the labels of the namespace of a pod. */
const NAMESPACE_LABELS = 'io.cilium.k8s.namespace.labels.';

const CLUSTER_NAME = 'io.cilium.k8s.policy.cluster';

/** The requirements of a selector of Cilium, by what they are about, with the keys that Kubernetes uses. */
export interface SortedSelector {
  readonly pods: Selector;
  readonly namespaces: Selector;
  /** About labels that Cilium gives to what is no pod; the keys are without `reserved:`. */
  readonly reserved: Selector;
  /** About what no manifest tells, or not valid. */
  readonly unknown: Selector;
}

export function sortSelector(selector: Selector): SortedSelector {
  const sorted: Record<keyof SortedSelector, Requirement[]> = { pods: [], namespaces: [], reserved: [], unknown: [] };
  for (const requirement of selector) {
    const [about, key] = meaningOf(requirement);
    sorted[about].push({ ...requirement, key });
  }
  return sorted;
}

/** A key without the source of the label, such as `k8s:`; `undefined` when it is from another source. */
export function withoutSource(key: string, ...sources: readonly string[]): string | undefined {
  const colon = key.indexOf(':');
  if (colon < 0) return key;
  return sources.includes(key.slice(0, colon)) ? key.slice(colon + 1) : undefined;
}

/** Whether a requirement is one that no label can meet: what is made of one that is not valid. */
export const isInvalid = ({ operator, values }: Requirement): boolean => operator === 'In' && values.length === 0;

function meaningOf(requirement: Requirement): [keyof SortedSelector, string] {
  const { key } = requirement;
  const label = withoutSource(key, 'k8s', 'any');
  if (isInvalid(requirement)) return ['unknown', key];
  if (label === undefined) return key.startsWith('reserved:') ? ['reserved', key.slice('reserved:'.length)] : ['unknown', key];
  if (label === POD_NAMESPACE) return ['namespaces', NAMESPACE_NAME_LABEL];
  if (label.startsWith(NAMESPACE_LABELS)) return ['namespaces', label.slice(NAMESPACE_LABELS.length)];
  return [label === CLUSTER_NAME ? 'unknown' : 'pods', label];
}
