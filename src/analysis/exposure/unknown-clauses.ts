import { Clause } from './clause';
import { ClauseWriter } from './clause-writer';
import { Regions, RegionWhen } from './region';
import { StatedRule, Statement } from './statement';
import { groupBy } from '../../values';
import { Selection } from '../columns';
import { ALWAYS, Condition } from '../condition';
import { PodClass } from '../pod-classes';
import { RulePeers } from '../rule-peers';
import { Universe } from '../universe';

interface NamingRule {
  readonly statement: Statement;
  readonly stated: StatedRule;
  readonly when: Condition;
}

/** What policies that govern pods that are not in the input say about those that are. */
export class UnknownClauses {
  /** That they govern. */
  public readonly governing: readonly Clause[];

  private readonly subjects = new Map<Statement, readonly RegionWhen[]>();
  private readonly rules = new Map<Selection, NamingRule[]>();
  private readonly selections = new Map<number, Selection[]>();

  constructor(private readonly universe: Universe, statements: readonly Statement[], regions: Regions, private readonly writer: ClauseWriter) {
    for (const statement of statements) {
      this.subjects.set(statement, statement.subjects.flatMap(subject => regions.of(subject, statement.namespace)));
      statement.rules.forEach(stated => this.add(statement, stated));
    }
    for (const selection of this.rules.keys()) this.addColumns(selection);
    const clauses = statements.flatMap(statement => this.subjects.get(statement)!.flatMap(subject => writer.governs(statement, subject)));
    this.governing = [...groupBy(clauses, effectOf).values()].flatMap(distinct);
  }

  /** What rules of theirs name a class. */
  public naming({ index }: PodClass, receiver: PodClass | undefined): Clause[] {
    const { conditions } = this.universe.answers;
    const rules = (this.selections.get(index) ?? []).flatMap(selection => this.rules.get(selection)!);
    return rules.flatMap(({ statement, stated, when }) => this.subjects.get(statement)!.flatMap(subject =>
      this.writer.names(statement, stated, { ...subject, when: conditions.and(subject.when, when) }, receiver)));
  }

  private add(statement: Statement, stated: StatedRule): void {
    for (const { peers, when } of new RulePeers(this.universe, stated.context).of(stated.rule)) {
      const rules = this.rules.get(peers) ?? [];
      if (rules.length === 0) this.rules.set(peers, rules);
      rules.push({ statement, stated, when });
    }
  }

  private addColumns(selection: Selection): void {
    for (const column of selection) {
      if (column >= this.universe.classes.length) return;
      const selections = this.selections.get(column) ?? [];
      if (selections.length === 0) this.selections.set(column, selections);
      selections.push(selection);
    }
  }
}

/** That a pod is governed by several policies of a tier is one fact. */
const effectOf = ({ region, statement: { tiered, isAside } }: Clause): string =>
  `${tiered === undefined ? `NetworkPolicy ${isAside}` : `${tiered.tier.order} ${tiered.tier.name}`} ${region.where}`;

/** Nothing is left to say where all pods are governed. */
function distinct(clauses: readonly Clause[]): Clause[] {
  const all = clauses.find(({ region, when }) => region.pods.size === 0 && when === ALWAYS);
  return all === undefined ? [...groupBy(clauses, ({ region, when }) => `${when} ${region.key}`).values()].map(([first]) => first) : [all];
}
