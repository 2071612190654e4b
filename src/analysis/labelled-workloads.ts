import { Cluster, Selector, selects, Workload } from '../model';
import { groupBy } from '../values';

/** Looks up the workloads that Services select, without a walk over all of their namespace. */
export class LabelledWorkloads {
  private readonly byLabel: ReadonlyMap<string, readonly { readonly workload: Workload }[]>;

  constructor({ services, workloads }: Cluster) {
    const keys = [...new Set(services.flatMap(({ selects: selector = [] }) => selector.map(({ key }) => key)))];
    const labelled = workloads.flatMap(workload => keys.filter(key => Object.hasOwn(workload.labels, key))
      .map(key => ({ workload, id: labelId(workload.namespace, key, workload.labels[key]) })));
    this.byLabel = groupBy(labelled, ({ id }) => id);
  }

  /** The workloads of a namespace that meet the selector of a Service, which names one value for each of its keys. */
  public selectedBy(namespace: string, selector: Selector): Workload[] {
    const lists = selector.map(({ key, values: [value] }) => this.byLabel.get(labelId(namespace, key, value)) ?? []);
    const shortest = lists.reduce((one, other) => other.length < one.length ? other : one);
    return shortest.map(({ workload }) => workload).filter(({ labels }) => selects(selector, labels));
  }
}

const labelId = (namespace: string, key: string, value: string): string => JSON.stringify([namespace, key, value]);
