import { ALWAYS, Condition, Conditions, NEVER } from './condition';
import { ExpectedPods } from './expected-pods';
import { AssumptionName, ClusterFacts, ControllerFacts, fallbackAssumptions } from '../values';

/** What the analysis has to know besides the manifests. */
export interface Environment {
  readonly facts: ClusterFacts;
  /** Ingress controllers that may serve the routes of the input. */
  readonly controllers: readonly ControllerFacts[];
  /** Whether to ask for entry points too, where nodes and pods that nobody knows are sources. */
  readonly entryPoints?: boolean;
  /** Pods that are expected to be there too, so that verdicts about them can be asked for. */
  readonly expected?: readonly ExpectedPods[];
  /**
   * Whether domain names are taken for addresses that no block of only some addresses has. What rules say of names alone is asked for by
   * that: otherwise a name may always stand for an address that some rule denies.
   */
  readonly namesApart?: boolean;
}

/** Answers that leave a question open. */
const OPEN = new Set(['unknown', 'ambiguous']);

/** Answers questions that Kubernetes leaves open, and remembers which were asked: only those belong in a report. */
export class Answers {
  public readonly conditions = new Conditions();
  private readonly asked = new Map<AssumptionName, string>();

  constructor(private readonly facts: ClusterFacts) {}

  /** The answer in force. */
  public to(name: AssumptionName): string {
    const answer = this.facts.assumptions[name] ?? fallbackAssumptions[name];
    this.asked.set(name, answer);
    return answer;
  }

  /** When the answer is the given one; `about` tells apart the answers that one question has about several things. */
  public when(name: AssumptionName, answer: string, about?: string): Condition {
    const actual = this.to(name);
    if (actual === answer) return ALWAYS;
    return OPEN.has(actual) ? this.conditions.when(name, about) : NEVER;
  }

  /** Every question asked so far, with its answer. */
  public get consulted(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.asked].sort(([a], [b]) => a < b ? -1 : 1));
  }
}
