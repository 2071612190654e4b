import { Columns, Peers } from './columns';
import { ALWAYS, Condition, NEVER } from './condition';
import { Answers } from './environment';
import { Node, Selector, selectorKey, selects } from '../model';
import { ClusterFacts, containsRange, IpRange } from '../values';

/** Finds the columns of nodes: the pods on their network, and their addresses. */
export class NodeMatcher {
  private readonly memo = new Map<string, readonly Peers[]>();
  private readonly names: ReadonlySet<string>;

  constructor(
    private readonly columns: Columns, private readonly nodes: readonly Node[],
    private readonly answers: Answers, private readonly facts: ClusterFacts,
  ) {
    this.names = new Set(nodes.map(({ name }) => name));
  }

  /** The columns of the nodes that meet a selector. */
  public peersOf(selector: Selector): readonly Peers[] {
    const key = `${selectorKey(selector)} ${this.columns.addresses.atoms.length}`;
    let peers = this.memo.get(key);
    if (peers === undefined) {
      const selected = this.nodes.filter(({ labels }) => selects(selector, labels));
      const unknown = this.answers.conditions.when('node-addresses', selectorKey(selector));
      const names = new Set(selected.map(({ name }) => name));
      peers = [...this.hostsOn(names, selector.length === 0 ? ALWAYS : unknown), ...this.outside(selected, unknown)];
      this.memo.set(key, peers);
    }
    return peers;
  }

  /** Where a pod runs is mostly decided by the scheduler. */
  private hostsOn(selected: ReadonlySet<string>, elsewhere: Condition): Peers[] {
    return this.columns.classes.filter(({ addresses }) => addresses.ofNodes).map(({ index, example: { workload: { node } } }) => {
      const isKnown = node !== undefined && this.names.has(node);
      return { peers: [index], when: isKnown && !selected.has(node) ? NEVER : isKnown ? ALWAYS : elsewhere };
    }).filter(({ when }) => when !== NEVER);
  }

  /** Without any node in the input, any address outside may be one, or any of those that nodes are known to have. */
  private outside(selected: readonly Node[], unknown: Condition): Peers[] {
    const { classes, addresses } = this.columns;
    if (this.nodes.length === 0) {
      const peers = addresses.atoms.flatMap((atom, index) => this.mayBeNode(atom) ? [classes.length + index] : []);
      return [{ peers, when: unknown }];
    }
    const atoms = new Set(selected.flatMap(node => node.addresses.filter(({ family }) => addresses.has(family))
      .map(({ family, first }) => addresses.atomAt(family, first))));
    return [{ peers: [...atoms].sort((a, b) => a - b).map(atom => classes.length + atom), when: ALWAYS }];
  }

  private mayBeNode(atom: IpRange): boolean {
    const { nodeCidrs } = this.facts;
    return nodeCidrs.length === 0 || nodeCidrs.some(({ _range }) => containsRange(_range, atom));
  }
}
