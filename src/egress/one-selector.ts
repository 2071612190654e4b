import { groupBy, Labels, PodLocation } from '../values';

/** A selector of namespaces, and one of the pods in them if not all are meant. */
export interface PodsSelector {
  readonly namespaceSelector: LabelSelector;
  readonly podSelector?: LabelSelector;
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: 'In'; readonly values: readonly string[] }[];
}

/** The label that the API server puts on every namespace and lets nobody change. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** One selector for pods, exactly; nothing where it would take several. */
export function oneSelector(pods: readonly PodLocation[]): PodsSelector | undefined {
  const byNamespace = groupBy(pods, ({ namespace }) => namespace);
  const selectors = [...byNamespace.values()].map(here => labelsSelector(here.map(({ labels }) => labels)));
  const [first] = selectors;
  if (first === undefined || selectors.some(each => JSON.stringify(each) !== JSON.stringify(first))) return undefined;
  const namespaceSelector = labelsSelector([...byNamespace.keys()].map(name => ({ [NAMESPACE_NAME]: name })))!;
  return { namespaceSelector, ...Object.keys(first).length > 0 && { podSelector: first } };
}

/** Whatever carries one set of labels or another. */
function labelsSelector(sets: readonly Labels[]): LabelSelector | undefined {
  const distinct = [...new Set(sets.map(labels => JSON.stringify(labels)))].sort().map(text => JSON.parse(text) as Labels);
  if (distinct.length === 1) return Object.keys(distinct[0]).length === 0 ? {} : { matchLabels: distinct[0] };
  const [key, ...others] = new Set(distinct.flatMap(labels => Object.keys(labels)));
  if (others.length > 0 || distinct.some(labels => !(key in labels))) return undefined;
  return { matchExpressions: [{ key, operator: 'In', values: distinct.map(labels => labels[key]) }] };
}

/** What to do where it would take several. */
export const SEVERAL_SELECTORS = {
  what: 'no single selector tells its pods from others',
  fix: 'name tiers of one namespace, or whole namespaces',
};
