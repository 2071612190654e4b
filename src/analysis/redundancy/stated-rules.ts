import { AnyCluster } from './any-cluster';
import { ColumnCover } from './column-cover';
import { NamedSet, NamedSets } from './named-set';
import { UnknownPods } from './unknown-pods';
import { StatedRule, Statement } from '../exposure/statement';

/** A rule of a policy, with what it names. */
export interface PlacedRule<Policy> {
  readonly policy: Policy;
  readonly stated: StatedRule;
  readonly set: NamedSet;
}

/** The rules of one statement, in their order. */
export function placedRules<Policy>(sets: NamedSets, policy: Policy, statement: Statement): PlacedRule<Policy>[] {
  return statement.rules.map(stated => ({ policy, stated, set: sets.of(statement, stated) }));
}

/** Whether a rule can match anything at all. */
export const namesSomething = ({ set: { cells, clauses } }: PlacedRule<unknown>): boolean =>
  cells.some(({ peers }) => peers.length > 0) || clauses().length > 0;

/** How many rules are tried one by one: mostly one of the first is enough, and to ask all together costs as much as there are. */
const TRIES = 8;

/** Tells whether rules name all that another names, for every pod that there may be. */
export class RuleCover<Policy> {
  private readonly columns: ColumnCover<PlacedRule<Policy>>;

  constructor({ universe }: AnyCluster, private readonly unknownPods: UnknownPods, public readonly rules: readonly PlacedRule<Policy>[]) {
    this.columns = new ColumnCover(universe.allowedPorts, rules.map(rule => [rule, rule.set.cells] as const));
  }

  /** Of the rules that count, one that names all that another does, or all where none is enough; `undefined` where they are not either. */
  public coverOf(rule: PlacedRule<Policy>, counts: (other: PlacedRule<Policy>) => boolean): readonly PlacedRule<Policy>[] | undefined {
    const isOther = (other: PlacedRule<Policy>) => other !== rule && counts(other);
    if (!this.columns.covers(rule.set.cells, isOther)) return undefined;
    let tries = TRIES;
    for (const one of this.columns.candidates(rule.set.cells, isOther)) {
      if (tries-- === 0) break;
      if (this.columns.covers(rule.set.cells, each => each === one) && this.coversUnknown([one], rule)) return [one];
    }
    const others = this.rules.filter(isOther);
    return this.coversUnknown(others, rule) ? others : undefined;
  }

  private coversUnknown(others: readonly PlacedRule<Policy>[], { set }: PlacedRule<Policy>): boolean {
    return this.unknownPods.covers(others.flatMap(other => other.set.clauses()), set.clauses());
  }
}
