import { Clause } from './clause';
import { ClauseDiagrams } from './clause-diagrams';
import { ClauseVerdicts } from './clause-verdict';
import { ClauseWriter } from './clause-writer';
import { Diagram } from './diagram';
import { Diagrams } from './diagrams';
import { knownNamespaces } from './known-namespaces';
import { LabelSpace } from './label-space';
import { KnownNamespace, Landscape } from './landscape';
import { Regions } from './region';
import { statementsOf } from './statement';
import { UnknownClauses } from './unknown-clauses';
import { WhereClauses } from './where-clauses';
import { WorkloadClauses } from './workload-clauses';
import { Network } from '../network';
import { PodClass } from '../pod-classes';
import { Direction } from '../rule-context';

/** Both ends have a say: what classes may do in one direction, and what pods that are not in the input may do in the other. */
export class Landscapes {
  private readonly ours: WorkloadClauses;
  private readonly theirs: UnknownClauses;
  private readonly governed: WhereClauses;
  private readonly ourWriter: ClauseWriter;
  private readonly namespaces: readonly KnownNamespace[];
  private readonly drawOurs: ClauseDiagrams;
  private readonly drawTheirs: ClauseDiagrams;
  private readonly memo = new Map<string, Landscape>();

  constructor(private readonly network: Network, space: LabelSpace, private readonly diagrams: Diagrams, private readonly direction: Direction) {
    const { cluster, universe } = network;
    const [ours, theirs] = [direction, OPPOSITE[direction]].map(each => statementsOf(cluster, each));
    const regions = new Regions(universe, space, cluster.namespaces.map(({ name }) => name));
    const draw = (): ClauseDiagrams => new ClauseDiagrams(space, diagrams, new ClauseVerdicts(universe));
    this.namespaces = knownNamespaces(cluster.namespaces, space, universe.answers);
    this.ourWriter = new ClauseWriter(universe, ours);
    this.ours = new WorkloadClauses(universe, ours, regions);
    this.theirs = new UnknownClauses(universe, theirs, regions, new ClauseWriter(universe, theirs));
    this.governed = new WhereClauses(this.theirs.governing);
    [this.drawOurs, this.drawTheirs] = [draw(), draw()];
  }

  /** Classes of which the policies say the same have one landscape. */
  public of(podClass: PodClass): Landscape {
    const receiver = this.direction === 'ingress' ? podClass : undefined;
    const ours = this.ours.of(podClass, this.ourWriter, receiver);
    const theirs = this.theirs.naming(podClass, receiver);
    const isTrusted = this.isTrusted(podClass);
    const key = [isTrusted, ...[ours, theirs].map(clauses => clauses.map(clause => clause.key).join('\n'))].join('\n\n');
    let landscape = this.memo.get(key);
    if (landscape === undefined) {
      landscape = this.draw(new WhereClauses(ours), isTrusted ? undefined : new WhereClauses(theirs));
      this.memo.set(key, landscape);
    }
    return landscape;
  }

  private draw(ours: WhereClauses, theirs: WhereClauses | undefined): Landscape {
    const { diagrams, drawOurs, drawTheirs, governed } = this;
    const both = (one: Diagram, other: () => Diagram) => theirs === undefined ? one : diagrams.both(one, other());
    const known = this.namespaces.map(namespace => ({
      namespace,
      diagram: both(drawOurs.inNamespace(ours.in(namespace.name)),
        () => drawTheirs.inNamespace(joined(governed.in(namespace.name), theirs!.in(namespace.name)))),
    }));
    return { known, elsewhere: both(drawOurs.elsewhere(ours.elsewhere), () => drawTheirs.elsewhere(joined(governed.elsewhere, theirs!.elsewhere))) };
  }

  /** What is on a node may connect to pods, whatever policies say that govern those. */
  private isTrusted({ addresses }: PodClass): boolean {
    return this.direction === 'egress' && addresses.ofNodes && this.network.universe.answers.to('node-to-pod') === 'all-nodes';
  }
}

const joined = (one: readonly Clause[], other: readonly Clause[]): readonly Clause[] => other.length === 0 ? one : [...one, ...other];

const OPPOSITE = { ingress: 'egress', egress: 'ingress' } as const;
