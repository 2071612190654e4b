import { AnyCluster } from './any-cluster';
import { UNION } from './named-set';
import { ALWAYS } from '../condition';
import { Clause } from '../exposure/clause';
import { ClauseDiagrams } from '../exposure/clause-diagrams';
import { ClauseVerdicts } from '../exposure/clause-verdict';
import { Diagram } from '../exposure/diagram';
import { Diagrams, TooManyCombinations } from '../exposure/diagrams';
import { knownNamespaces } from '../exposure/known-namespaces';
import { KnownNamespace } from '../exposure/landscape';
import { EVERYWHERE } from '../exposure/region';
import { WhereClauses } from '../exposure/where-clauses';

/** Steps that are made for one question, before it is taken to have too many combinations of labels to be answered. */
const STEPS = 20_000;

/** Without it, what nothing names would be allowed. */
const CLOSED: Clause = { key: 'closed', place: -1, statement: UNION, region: EVERYWHERE, when: ALWAYS };

/** Compares what rules name of pods that are not in the input, by their labels and those of their namespaces. */
export class UnknownPods {
  private readonly diagrams: Diagrams;
  private readonly draw: ClauseDiagrams;
  private readonly namespaces: readonly KnownNamespace[];

  constructor({ cluster, universe, space }: AnyCluster) {
    this.diagrams = new Diagrams(universe.allowedPorts, STEPS);
    this.draw = new ClauseDiagrams(space, this.diagrams, new ClauseVerdicts(universe));
    this.namespaces = knownNamespaces(cluster.namespaces, space, universe.answers);
  }

  /** Whether some clauses name all that others name; not, when that is too much to ask. */
  public covers(clauses: readonly Clause[], own: readonly Clause[]): boolean {
    if (own.length === 0) return true;
    this.diagrams.begin();
    try {
      const [without, together] = [clauses, [...clauses, ...own]].map(each => this.drawn(new WhereClauses([CLOSED, ...each])));
      return without.every((diagram, place) => diagram === together[place]);
    } catch (error) {
      if (!(error instanceof TooManyCombinations)) throw error;
      return false;
    }
  }

  private drawn(clauses: WhereClauses): Diagram[] {
    return [...this.namespaces.map(({ name }) => this.draw.inNamespace(clauses.in(name))), this.draw.elsewhere(clauses.elsewhere)];
  }
}
