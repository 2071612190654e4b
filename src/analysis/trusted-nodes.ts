import { Universe } from './universe';
import { Cluster } from '../model';
import { ClusterFacts, IpRange } from '../values';

const NONE: ReadonlySet<number> = new Set();

/** Nodes that no policy keeps out, where that is assumed of them: the classes of pods on their network, and their addresses. */
export class TrustedNodes {
  /** Once somebody asks. */
  private hosts?: readonly number[];
  /** For as many atoms as there were when somebody asked. */
  private known: { readonly count: number; readonly atoms: ReadonlySet<number> } = { count: 0, atoms: NONE };

  constructor(private readonly universe: Universe, private readonly cluster: Cluster, private readonly facts: ClusterFacts) {}

  public has(podClass: number): boolean {
    return this.universe.classes[podClass].addresses.ofNodes && this.areTrusted;
  }

  /** Numbers of classes. */
  public get classes(): readonly number[] {
    this.hosts ??= this.universe.classes.filter(({ addresses }) => addresses.ofNodes).map(({ index }) => index);
    return this.hosts.length > 0 && this.areTrusted ? this.hosts : [];
  }

  /** Numbers of address atoms. */
  public get atoms(): ReadonlySet<number> {
    // Who does not state it is not asked: then addresses are not cut where nodes have theirs.
    if (this.facts.assumptions['node-to-pod'] !== 'all-nodes') return NONE;
    const { atoms: { length: count } } = this.universe.addresses;
    if (this.known.count !== count) this.known = { count, atoms: new Set(this.ranges.flatMap(range => this.universe.addresses.atomsIn(range, []))) };
    return this.known.atoms.size > 0 && this.areTrusted ? this.known.atoms : NONE;
  }

  private get ranges(): IpRange[] {
    return [...this.cluster.nodes.flatMap(({ addresses }) => addresses), ...this.facts.nodeCidrs.map(({ _range }) => _range)];
  }

  private get areTrusted(): boolean {
    return this.universe.answers.to('node-to-pod') === 'all-nodes';
  }
}
