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
  clauses.length > 0 || cells.some(({ peers }) => peers.length > 0);

/** Tells whether rules name all that another names, for every pod that there may be. */
export class RuleCover<Policy> {
  private readonly columns: ColumnCover<PlacedRule<Policy>>;

  constructor({ universe }: AnyCluster, private readonly unknownPods: UnknownPods, public readonly rules: readonly PlacedRule<Policy>[]) {
    this.columns = new ColumnCover(universe.allowedPorts, rules.map(rule => [rule, rule.set.cells] as const));
  }

  public covers(rule: PlacedRule<Policy>, counts: (other: PlacedRule<Policy>) => boolean): boolean {
    const isOther = (other: PlacedRule<Policy>) => other !== rule && counts(other);
    return this.columns.covers(rule.set.cells, isOther)
      && this.unknownPods.covers(this.rules.filter(isOther).flatMap(({ set }) => set.clauses), rule.set.clauses);
  }

  /** The one rule that is enough, or all that count where none is. */
  public coverOf(rule: PlacedRule<Policy>, counts: (other: PlacedRule<Policy>) => boolean): readonly PlacedRule<Policy>[] {
    const others = this.rules.filter(other => other !== rule && counts(other));
    const one = others.find(other => this.covers(rule, each => each === other));
    return one === undefined ? others : [one];
  }
}
