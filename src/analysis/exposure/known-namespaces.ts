import { LabelSet } from './label-key';
import { LabelSpace } from './label-space';
import { KnownNamespace } from './landscape';
import { Namespace } from '../../model';
import { Answers } from '../environment';

/** The namespaces of the input, by those of their labels that policies ask about. */
export function knownNamespaces(namespaces: readonly Namespace[], space: LabelSpace, answers: Answers): KnownNamespace[] {
  const numbers = space.keys.flatMap(({ scope }, index) => scope === 'namespace' ? [index] : []);
  return namespaces.map(({ name, labels, source }) => {
    const isSettled = (key: number) =>
      key === space.nameKey || source !== undefined || answers.to('undeclared-namespace-labels') === 'absent';
    const settled = new Map(numbers.filter(isSettled).map((key): [number, LabelSet] =>
      [key, space.keys[key].atomOf(Object.hasOwn(labels, space.keys[key].key) ? labels[space.keys[key].key] : undefined)]));
    return { name, labels: settled, canHave: (key: number) => settled.get(key) ?? space.keys[key].all };
  });
}
