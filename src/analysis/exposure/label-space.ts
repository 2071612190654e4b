import { LabelBox } from './label-box';
import { LabelKey, LabelScope, LabelSet, NO_LABEL } from './label-key';
import { namespaceSelectorsOf } from './selectors-of';
import { Cluster, NAMESPACE_NAME_LABEL, Requirement, Selector, selectorKey } from '../../model';
import { groupBy } from '../../values';
import { podSelectorsOf } from '../rules-of';

/** Every label that policies ask about: first those of namespaces, then those of pods. */
export class LabelSpace {
  public readonly keys: readonly LabelKey[];
  /** Number of the label that has the name of a namespace. */
  public readonly nameKey: number;
  /** Names that no namespace of the input has. */
  public readonly unknownNames: LabelSet;

  /** Whether policies ask for nothing but listed values and for presence, so that no unlisted value differs from another. */
  public readonly isExact: boolean;

  private readonly numbers: ReadonlyMap<string, number>;
  private readonly memo = new Map<string, LabelBox | undefined>();

  constructor(cluster: Cluster) {
    const names: Selector = [{ key: NAMESPACE_NAME_LABEL, operator: 'In', values: cluster.namespaces.map(({ name }) => name) }];
    const [ofNamespaces, ofPods] = [[names, ...namespaceSelectorsOf(cluster)], [...podSelectorsOf(cluster)]];
    this.keys = [...keysOf('namespace', ofNamespaces), ...keysOf('pod', ofPods)];
    this.isExact = [...ofNamespaces, ...ofPods].every(selector => selector.every(({ operator }) => EXACT_OPERATORS.has(operator)));
    this.numbers = new Map(this.keys.map(({ scope, key }, index) => [`${scope} ${key}`, index]));
    this.nameKey = this.numbers.get(`namespace ${NAMESPACE_NAME_LABEL}`)!;
    this.unknownNames = cluster.namespaces.reduce((rest, { name }) => rest & ~this.keys[this.nameKey].atomOf(name), this.keys[this.nameKey].all);
  }

  /** What a selector selects; `undefined` when no labels meet it. */
  public boxOf(scope: LabelScope, selector: Selector): LabelBox | undefined {
    const memoKey = `${scope} ${selectorKey(selector)}`;
    if (!this.memo.has(memoKey)) this.memo.set(memoKey, this.evaluate(scope, selector));
    return this.memo.get(memoKey);
  }

  private evaluate(scope: LabelScope, selector: Selector): LabelBox | undefined {
    const sets = [...groupBy(selector, ({ key }) => this.numbers.get(`${scope} ${key}`)!)]
      .map(([key, requirements]): [number, LabelSet] => [key, this.keys[key].meeting(requirements)]);
    if (sets.some(([, set]) => set === NO_LABEL)) return undefined;
    return new Map(sets.filter(([key, set]) => set !== this.keys[key].all).sort(([one], [other]) => one - other));
  }
}

const EXACT_OPERATORS: ReadonlySet<string> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);

function keysOf(scope: LabelScope, selectors: Iterable<Selector>): LabelKey[] {
  const values = new Map<string, Set<string>>();
  for (const selector of selectors) for (const requirement of selector) addValues(values, requirement);
  return [...values].sort(([one], [other]) => one < other ? -1 : 1).map(([key, set]) => new LabelKey(scope, key, [...set].sort()));
}

function addValues(byKey: Map<string, Set<string>>, { key, values }: Requirement): void {
  const known = byKey.get(key) ?? new Set();
  values.forEach(value => known.add(value));
  byKey.set(key, known);
}
