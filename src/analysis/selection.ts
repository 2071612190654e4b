import { Peers } from './columns';
import { ALWAYS, Condition, NEVER } from './condition';
import { Answers } from './environment';
import { Labelled, LabelIndex } from './label-index';
import { PodClass } from './pod-classes';
import {
  isAddedByController, labelOf, meets, Namespace, NAMESPACE_NAME_LABEL, Requirement, Selector, selectorKey, selects, Workload,
} from '../model';
import { groupBy } from '../values';

/**
 * Evaluates selectors over pod classes: each distinct one once, and only within the namespaces it can reach.
 *
 * What a selector asks may be unknown: labels that a controller will add, and those of a namespace that the input only mentions.
 */
export class Selections {
  private readonly classesByNamespace: ReadonlyMap<string, LabelIndex<PodClass>>;
  private readonly allNamespaces: LabelIndex<Namespace>;
  private readonly memo = new Map<string, readonly Peers[]>();
  private readonly namespacesMemo = new Map<string, readonly NamedWhen[]>();

  constructor(classes: readonly PodClass[], namespaces: readonly Namespace[], private readonly answers: Answers) {
    const byNamespace = groupBy(classes, ({ example }) => example.workload.namespace);
    this.classesByNamespace = new Map(namespaces.map(({ name }) => [name, new LabelIndex(byNamespace.get(name) ?? [], LABELS_OF_PODS)]));
    this.allNamespaces = new LabelIndex(namespaces, LABELS_OF_NAMESPACES);
  }

  /** Classes of one namespace that meet a selector. */
  public inNamespace(namespace: string, pods: Selector): readonly Peers[] {
    return this.remember(`${namespace} ${selectorKey(pods)}`, () => this.matching([{ namespace, when: ALWAYS }], pods));
  }

  /** Classes of all namespaces that meet one selector, which themselves meet the other. */
  public inNamespaces(namespaces: Selector, pods: Selector): readonly Peers[] {
    const key = selectorKey(namespaces);
    return this.remember(`* ${key} ${selectorKey(pods)}`, () => this.matching(this.named(namespaces, key), pods));
  }

  /** Namespaces that meet a selector, each with the condition under which it does. */
  public namespacesMeeting(namespaces: Selector): readonly NamedWhen[] {
    return this.named(namespaces, selectorKey(namespaces));
  }

  private matching(namespaces: readonly NamedWhen[], pods: Selector): Peers[] {
    const byCondition = new Map<Condition, number[]>();
    for (const { namespace, when } of namespaces) {
      for (const podClass of this.classesByNamespace.get(namespace)?.candidates(pods) ?? []) {
        const condition = this.answers.conditions.and(when, this.meetsAll(pods, podClass));
        if (condition === NEVER) continue;
        const group = byCondition.get(condition);
        if (group) group.push(podClass.index);
        else byCondition.set(condition, [podClass.index]);
      }
    }
    return [...byCondition].map(([when, peers]) => ({ when, peers: peers.sort((a, b) => a - b) }));
  }

  private meetsAll(selector: Selector, { example: { workload } }: PodClass): Condition {
    let condition: Condition = ALWAYS;
    for (const requirement of selector) {
      const isMet = isAddedByController(workload, requirement.key) ? this.meetsAdded(requirement, workload)
        : meets(requirement, labelOf(workload, requirement.key)) ? ALWAYS : NEVER;
      if (isMet === NEVER) return NEVER;
      if (isMet !== ALWAYS) condition = this.answers.conditions.and(condition, isMet);
    }
    return condition;
  }

  private meetsAdded(requirement: Requirement, { namespace, kind, name }: Workload): Condition {
    if (this.answers.to('controller-labels') === 'absent') return meets(requirement, undefined) ? ALWAYS : NEVER;
    return this.answers.conditions.when('controller-labels', `${namespace}/${name}[${kind}] ${selectorKey([requirement])}`);
  }

  private meetsNamespace(selector: Selector, { name, labels, source }: Namespace): Condition {
    if (source !== undefined) return selects(selector, labels) ? ALWAYS : NEVER;
    const isKnown = ({ key }: Requirement) => key === NAMESPACE_NAME_LABEL;
    if (!selects(selector.filter(isKnown), labels)) return NEVER;
    const open = selector.filter(requirement => !isKnown(requirement));
    if (open.length === 0) return ALWAYS;
    if (this.answers.to('undeclared-namespace-labels') === 'absent') return selects(open, labels) ? ALWAYS : NEVER;
    return this.answers.conditions.when('undeclared-namespace-labels', `${name} ${selectorKey(open)}`);
  }

  private named(selector: Selector, key: string): readonly NamedWhen[] {
    let names = this.namespacesMemo.get(key);
    if (names === undefined) {
      names = [...this.allNamespaces.candidates(selector)]
        .map(namespace => ({ namespace: namespace.name, when: this.meetsNamespace(selector, namespace) }))
        .filter(({ when }) => when !== NEVER);
      this.namespacesMemo.set(key, names);
    }
    return names;
  }

  private remember(key: string, evaluate: () => readonly Peers[]): readonly Peers[] {
    let peers = this.memo.get(key);
    if (peers === undefined) {
      peers = evaluate();
      this.memo.set(key, peers);
    }
    return peers;
  }
}

const LABELS_OF_PODS: Labelled<PodClass> = {
  valueOf: ({ example }, key) => labelOf(example.workload, key),
  isOpen: ({ example }, key) => isAddedByController(example.workload, key),
};

const LABELS_OF_NAMESPACES: Labelled<Namespace> = {
  valueOf: ({ labels }, key) => Object.hasOwn(labels, key) ? labels[key] : undefined,
  isOpen: ({ source }, key) => source === undefined && key !== NAMESPACE_NAME_LABEL,
};

/** A namespace, if a condition holds. */
export interface NamedWhen {
  readonly namespace: string;
  readonly when: Condition;
}
