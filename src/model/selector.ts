import { Labels } from '../values';

/**
 * A label selector: every requirement has to hold.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export type Selector = readonly Requirement[];

export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

/** Whether labels meet a selector. A label that is absent meets `NotIn` and `DoesNotExist`. */
export const selects = (selector: Selector, labels: Labels): boolean =>
  selector.every(requirement => meets(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined));

/** Whether the value of a label meets a requirement; `undefined` means that the label is absent. */
export function meets({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In': return value !== undefined && values.includes(value);
    case 'NotIn': return value === undefined || !values.includes(value);
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
  }
}

/** Text that is equal for selectors written equally. */
export function selectorKey(selector: Selector): string {
  let text = '';
  // With lengths, as keys and values may be anything before somebody checks them.
  for (const { key, operator, values } of selector) {
    text += `${key.length}${key}${operator}${values.length}`;
    for (const value of values) text += `:${value.length}${value}`;
  }
  return text;
}
