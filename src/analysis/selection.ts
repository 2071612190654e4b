import { PodClass } from './pod-classes';
import { Namespace, Selector, selectorKey, selects } from '../model';

/** Numbers of pod classes or addresses, ascending. Equal selections are one array, so that they can be compared by identity. */
export type Selection = readonly number[];

/**
 * Evaluates selectors over pod classes: each distinct one once, and only within the namespaces it can reach.
 */
export class Selections {
  private readonly rangeByNamespace = new Map<string, readonly PodClass[]>();
  private readonly memo = new Map<string, Selection>();
  private readonly namespacesMemo = new Map<string, readonly string[]>();

  constructor(private readonly classes: readonly PodClass[], private readonly namespaces: readonly Namespace[]) {
    for (const { name } of namespaces) this.rangeByNamespace.set(name, []);
    for (const podClass of classes) {
      const range = this.rangeByNamespace.get(podClass.example.workload.namespace) as PodClass[] | undefined;
      range?.push(podClass);
    }
  }

  /** Classes of one namespace that meet a selector. */
  public inNamespace(namespace: string, pods: Selector): Selection {
    return this.remember(`${namespace} ${selectorKey(pods)}`, () => this.matching([namespace], pods));
  }

  /** Classes of all namespaces that meet one selector, which themselves meet the other. */
  public inNamespaces(namespaces: Selector, pods: Selector): Selection {
    const key = selectorKey(namespaces);
    return this.remember(`* ${key} ${selectorKey(pods)}`, () => this.matching(this.named(namespaces, key), pods));
  }

  /** Every class. */
  public get everyClass(): Selection {
    return this.remember('', () => this.classes.map(({ index }) => index));
  }

  private matching(namespaces: readonly string[], pods: Selector): Selection {
    return namespaces.flatMap(name => (this.rangeByNamespace.get(name) ?? [])
      .filter(({ example }) => selects(pods, example.workload.labels))
      .map(({ index }) => index)).sort((a, b) => a - b);
  }

  private named(selector: Selector, key: string): readonly string[] {
    let names = this.namespacesMemo.get(key);
    if (names === undefined) {
      names = this.namespaces.filter(({ labels }) => selects(selector, labels)).map(({ name }) => name);
      this.namespacesMemo.set(key, names);
    }
    return names;
  }

  private remember(key: string, evaluate: () => Selection): Selection {
    let selection = this.memo.get(key);
    if (selection === undefined) {
      selection = evaluate();
      this.memo.set(key, selection);
    }
    return selection;
  }
}
