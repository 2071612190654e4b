import { Doubts } from './doubts';
import { NAMESPACE, NAMESPACE_PREFIX } from './endpoint-labels';
import { addressesIn, EVERY_ADDRESS, readNets } from './nets';
import { Labels } from '../../values';
import { Namespace } from '../cluster';
import { KubeObject } from '../kinds/kind';
import { NAMESPACE_NAME_LABEL } from '../namespace-name-label';
import { AddressesPeer } from '../policy';
import { Selector, selectorKey, selects } from '../selector';

/** A NetworkSet or GlobalNetworkSet: addresses that selectors select by labels, as if they were an endpoint. */
export interface NetworkSet {
  /** Those of its namespace too. */
  readonly labels: Labels;
  readonly addresses: readonly AddressesPeer[];
  readonly domainNames: readonly string[];
  /** Whether every one of its addresses is known. */
  readonly isUnderstood: boolean;
}

/** The sets of networks of the input. Each selector is asked once, and only the sets that have one of its labels. */
export class NetworkSets {
  private readonly all: readonly NetworkSet[];
  private readonly byLabel = new Map<string, NetworkSet[]>();
  private readonly memo = new Map<string, readonly NetworkSet[]>();

  constructor(objects: readonly KubeObject[], namespaces: readonly Namespace[]) {
    const labelsByNamespace = new Map(namespaces.map(({ name, labels }) => [name, inheritedLabels(labels)]));
    this.all = objects.map(object => readNetworkSet(object, labelsByNamespace));
    for (const set of this.all) {
      for (const [key, value] of Object.entries(set.labels)) this.file(`${key}=${value}`, set);
    }
  }

  public selectedBy(selector: Selector): readonly NetworkSet[] {
    const key = selectorKey(selector);
    let sets = this.memo.get(key);
    if (sets === undefined) {
      sets = this.candidates(selector).filter(({ labels }) => selects(selector, labels));
      this.memo.set(key, sets);
    }
    return sets;
  }

  private file(label: string, set: NetworkSet): void {
    const sets = this.byLabel.get(label);
    if (sets) sets.push(set);
    else this.byLabel.set(label, [set]);
  }

  /** All that can meet the requirement that the fewest can meet. */
  private candidates(selector: Selector): readonly NetworkSet[] {
    let fewest: readonly (readonly NetworkSet[])[] = [this.all];
    for (const { key, operator, values } of selector) {
      if (operator !== 'In') continue;
      const lists = [...new Set(values)].map(value => this.byLabel.get(`${key}=${value}`) ?? []);
      if (countOf(lists) < countOf(fewest)) fewest = lists;
    }
    return fewest.flat();
  }
}

const countOf = (lists: readonly (readonly unknown[])[]): number => lists.reduce((count, { length }) => count + length, 0);

function readNetworkSet({ kind, namespace, root }: KubeObject, labelsByNamespace: ReadonlyMap<string, Labels>): NetworkSet {
  const doubts = new Doubts();
  const spec = root.field('spec');
  if (spec.isMap()) spec.knows('nets', 'allowedEgressDomains');
  const nets = readNets(spec.field('nets'), doubts);
  const own = root.field('metadata').field('labels').labels();
  return {
    labels: kind === 'NetworkSet' ? { ...labelsByNamespace.get(namespace), ...own, [NAMESPACE]: namespace } : own,
    addresses: addressesIn(nets ?? EVERY_ADDRESS, []),
    domainNames: spec.field('allowedEgressDomains').items().flatMap(name => name.text() ?? []),
    isUnderstood: doubts.hangsOn === undefined,
  };
}

const inheritedLabels = (labels: Labels): Labels => Object.fromEntries(
  [...Object.entries(labels), ['projectcalico.org/name', labels[NAMESPACE_NAME_LABEL]]].map(([key, value]) => [`${NAMESPACE_PREFIX}${key}`, value]));
