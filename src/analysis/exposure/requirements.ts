import { LabelBox } from './label-box';
import { LabelKey, LabelScope, LabelSet, NO_LABEL } from './label-key';
import { LabelSpace } from './label-space';
import { Requirement, Selector } from '../../model';

/** Pods and their namespaces, as selectors select them. */
export interface SelectedPods {
  readonly namespaces: Selector;
  readonly pods: Selector;
}

/** A box in the words of Kubernetes. "One of these values, or absent" is something that only two selectors can say. */
export function selectorsOf(box: LabelBox, space: LabelSpace): SelectedPods[] {
  const parts = [...box].map(([key, set]) => ({ scope: space.keys[key].scope, ways: requirementsOf(space.keys[key], set) }));
  return parts.reduce<SelectedPods[]>((all, { scope, ways }) =>
    all.flatMap(selected => ways.map(way => withRequirements(selected, scope, way))), [{ namespaces: [], pods: [] }]);
}

const withRequirements = ({ namespaces, pods }: SelectedPods, scope: LabelScope, more: Selector): SelectedPods =>
  scope === 'namespace' ? { namespaces: [...namespaces, ...more], pods } : { namespaces, pods: [...pods, ...more] };

/** Lists of requirements of which one has to be met. */
function requirementsOf(label: LabelKey, set: LabelSet): Selector[] {
  const { key, absent, others } = label;
  const has = (part: LabelSet) => (set & part) !== NO_LABEL;
  const listed = (operator: 'In' | 'NotIn', values: readonly string[]): Requirement[] => values.length > 0 ? [{ key, operator, values }] : [];
  const present = has(others) ? listed('NotIn', label.valuesIn(~set)) : listed('In', label.valuesIn(set));
  // A label that is absent meets NotIn, and no label is there that cannot be absent.
  if (has(others)) return [has(absent) || absent === NO_LABEL ? present : [{ key, operator: 'Exists', values: [] }, ...present]];
  const missing: Selector[] = has(absent) ? [[{ key, operator: 'DoesNotExist', values: [] }]] : [];
  return present.length > 0 ? [present, ...missing] : missing;
}
