import { Cluster, isAddedByController, labelOf, meets, Namespace, NAMESPACE_NAME_LABEL, PodsPeer, Selector, selects, Workload } from '../model';
import { groupBy } from '../values';

/** The pods of the namespaces whose content the input has: of those alone can be said that none is of a kind. */
export class OwnedPods {
  private readonly byNamespace: ReadonlyMap<string, readonly Workload[]>;
  private readonly declared: ReadonlyMap<string, Namespace>;

  constructor({ namespaces, workloads, completed }: Cluster) {
    const pods = groupBy([...workloads, ...completed], ({ namespace }) => namespace);
    const owned = namespaces.filter(({ name, source }) => source !== undefined || pods.has(name));
    this.declared = new Map(owned.filter(({ source }) => source !== undefined).map(namespace => [namespace.name, namespace]));
    this.byNamespace = new Map(owned.map(({ name }) => [name, pods.get(name) ?? []]));
  }

  /** The pods that a peer means, or may mean by labels that a controller adds; `undefined` when it may mean pods that the input lacks. */
  public meantBy({ namespaces, pods }: PodsPeer, namespace: string): readonly Workload[] | undefined {
    const names = namespaces === undefined ? [namespace] : namesIn(namespaces);
    if (names?.every(name => this.byNamespace.has(name)) !== true) return undefined;
    return names.filter(name => this.mayMeet(name, namespaces)).flatMap(name => this.selectedIn(name, pods));
  }

  /** The pods of a namespace that a selector selects, or may. */
  public selectedIn(namespace: string, selector: Selector): readonly Workload[] {
    return (this.byNamespace.get(namespace) ?? []).filter(workload => selector.every(requirement =>
      isAddedByController(workload, requirement.key) || meets(requirement, labelOf(workload, requirement.key))));
  }

  /** A namespace that the input only mentions may have any labels. */
  private mayMeet(name: string, selector: Selector | undefined): boolean {
    const declared = this.declared.get(name);
    return selector === undefined || declared === undefined || selects(selector, declared.labels);
  }
}

/** The only namespaces that a selector can select; `undefined` where it does not go by their names. */
const namesIn = (selector: Selector): readonly string[] | undefined =>
  selector.find(({ key, operator }) => key === NAMESPACE_NAME_LABEL && operator === 'In')?.values;
