import { Labels } from '../values';

/**
 * A label selector: every requirement has to hold.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export type Selector = readonly Requirement[];

export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

/** Those of Kubernetes, and those that Calico adds; each stands beside its opposite. */
export type Operator =
  | 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  | 'Contains' | 'DoesNotContain' | 'StartsWith' | 'DoesNotStartWith' | 'EndsWith' | 'DoesNotEndWith';

/** Whether labels meet a selector. A label that is absent meets every operator that says no: `NotIn`, `DoesNotExist`... */
export const selects = (selector: Selector, labels: Labels): boolean =>
  selector.every(requirement => meets(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined));

/** Whether the value of a label meets a requirement; `undefined` means that the label is absent. */
export function meets({ operator, values }: Requirement, value: string | undefined): boolean {
  const { absent, present } = OPERATORS[operator];
  return value === undefined ? absent : present(value, values);
}

/** The requirement that is met by exactly the labels that do not meet this one. */
export const oppositeOf = (requirement: Requirement): Requirement => ({ ...requirement, operator: OPERATORS[requirement.operator].opposite });

/** What an operator says of a label that is absent, and of the value of one that is not. */
interface Meaning {
  readonly absent: boolean;
  readonly present: (value: string, values: readonly string[]) => boolean;
  readonly opposite: Operator;
}

const OPERATORS: Readonly<Record<Operator, Meaning>> = {
  In: { absent: false, present: (value, values) => values.includes(value), opposite: 'NotIn' },
  NotIn: { absent: true, present: (value, values) => !values.includes(value), opposite: 'In' },
  Exists: { absent: false, present: () => true, opposite: 'DoesNotExist' },
  DoesNotExist: { absent: true, present: () => false, opposite: 'Exists' },
  Contains: { absent: false, present: (value, [part]) => value.includes(part), opposite: 'DoesNotContain' },
  DoesNotContain: { absent: true, present: (value, [part]) => !value.includes(part), opposite: 'Contains' },
  StartsWith: { absent: false, present: (value, [start]) => value.startsWith(start), opposite: 'DoesNotStartWith' },
  DoesNotStartWith: { absent: true, present: (value, [start]) => !value.startsWith(start), opposite: 'StartsWith' },
  EndsWith: { absent: false, present: (value, [end]) => value.endsWith(end), opposite: 'DoesNotEndWith' },
  DoesNotEndWith: { absent: true, present: (value, [end]) => !value.endsWith(end), opposite: 'EndsWith' },
};

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
