import { Clause } from './clause';
import { Statement } from './statement';
import { TieredPolicy } from '../../model';
import { groupBy } from '../../values';
import { Allowed } from '../allowed';
import { NEVER } from '../condition';
import { SharedSides } from '../shared-sides';
import { NetworkPolicyDraft, TierDraft } from '../tier-draft';
import { nameOf } from '../tier-drafts';
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

  /** What clauses allow that are all about the same pods. */
  public of(clauses: readonly Clause[]): Allowed {
    const { conditions } = this.universe.answers;
    const home: NetworkPolicyDraft = { cells: [], governed: NEVER };
    const tiers: TierDraft[] = [];
    let otherGoverned = NEVER;
    for (const [{ tiered, isAside }, said] of byStatement(clauses)) {
      const governed = said.filter(({ names }) => names === undefined).reduce((all, { when }) => conditions.or(all, when), NEVER);
      const cells = said.flatMap(({ names }) => names === undefined ? [] : [{ ...names, peers: ONLY_PEER }]);
      if (tiered !== undefined) {
        const draft = draftFor(tiers, tiered);
        draft.isolates = conditions.or(draft.isolates, governed);
        draft.policies.push({ priority: tiered.priority, cells: cells.map(cell => ({ ...cell, policy: nameOf(tiered) })) });
      } else if (isAside) {
        otherGoverned = conditions.or(otherGoverned, governed);
      } else {
        home.governed = conditions.or(home.governed, governed);
        home.cells.push(...cells);
      }
    }
    return this.sides.of(home, otherGoverned, tiers).allows(PEER);
  }
}

function draftFor(tiers: TierDraft[], { tier }: TieredPolicy): TierDraft {
  const last = tiers.at(-1);
  if (last?.tier.order === tier.order && last.tier.name === tier.name) return last;
  const draft: TierDraft = { tier, policies: [], isolates: NEVER };
  tiers.push(draft);
  return draft;
}

/** In the order in which they are asked. */
const byStatement = (clauses: readonly Clause[]): Map<Statement, Clause[]> =>
  groupBy([...clauses].sort((one, other) => one.place - other.place), ({ statement }) => statement);
