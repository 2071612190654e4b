import { Clause } from './clause';
import { Statement } from './statement';
import { TieredPolicy } from '../../model';
import { Allowed } from '../allowed';
import { NEVER } from '../condition';
import { RankedCell } from '../ordered-tier';
import { SharedSides } from '../shared-sides';
import { nameOf } from '../sides';
import { NetworkPolicyDraft, TierDraft } from '../tier-draft';
import { Universe } from '../universe';

/** The one column that is asked about: all clauses are about the same two ends. */
const PEER = 0;
const ONLY_PEER = [PEER];

/** Decides what clauses allow together, as the policies of a class do. */
export class ClauseVerdicts {
  private readonly sides: SharedSides;

  constructor(private readonly universe: Universe) {
    this.sides = new SharedSides(universe);
  }

  /** What clauses allow that are all about the same pods, in the order of their places. */
  public of(clauses: readonly Clause[]): Allowed {
    const { conditions } = this.universe.answers;
    const home: NetworkPolicyDraft = { cells: [], governed: NEVER };
    const tiers: TierDraft[] = [];
    let otherGoverned = NEVER;
    for (const [statement, said] of byStatement(clauses)) {
      const governed = said.filter(({ names }) => names === undefined).reduce((all, { when }) => conditions.or(all, when), NEVER);
      if (statement.tiered !== undefined) this.addTiered(tiers, statement.tiered, said, governed);
      else if (statement.isAside) otherGoverned = conditions.or(otherGoverned, governed);
      else {
        home.governed = conditions.or(home.governed, governed);
        home.cells.push(...said.flatMap(({ names }) => names === undefined ? [] : [{ ...names, peers: ONLY_PEER }]));
      }
    }
    return this.sides.of(home, otherGoverned, tiers).allows(PEER);
  }

  private addTiered(tiers: TierDraft[], policy: TieredPolicy, said: readonly Clause[], isolates: number): void {
    const { tier, priority } = policy;
    const last = tiers.at(-1);
    const isSame = last?.tier.order === tier.order && last.tier.name === tier.name;
    const draft: TierDraft = isSame ? last : { tier, policies: [], isolates: NEVER };
    if (!isSame) tiers.push(draft);
    draft.isolates = this.universe.answers.conditions.or(draft.isolates, isolates);
    const cells = said.flatMap(({ names }): RankedCell[] => names === undefined ? [] : [{ ...names, peers: ONLY_PEER, policy: nameOf(policy) }]);
    draft.policies.push({ priority, cells });
  }
}

function byStatement(clauses: readonly Clause[]): Map<Statement, Clause[]> {
  const groups = new Map<Statement, Clause[]>();
  for (const clause of [...clauses].sort((one, other) => one.place - other.place)) {
    const group = groups.get(clause.statement);
    if (group) group.push(clause);
    else groups.set(clause.statement, [clause]);
  }
  return groups;
}
