import { Policy, PolicyRule, TieredPolicy, TieredRule } from '../../model';
import { cellsUnder } from '../cells-under';
import { Selection } from '../columns';
import { CompiledRule } from '../compile-rule';
import { Condition, NEVER } from '../condition';
import { PortSet } from '../port-space';
import { Direction } from '../rule-context';
import { Cell } from '../side';
import { nameOf } from '../tier-drafts';
import { Universe } from '../universe';

/** A policy with a say about a subject in one direction. */
export interface Governing {
  readonly policy: Policy | TieredPolicy;
  readonly when: Condition;
  /** Whether what nothing matches is denied. */
  readonly isolates: boolean;
  readonly rules: readonly AskedRule[];
}

/** A rule that is asked about a subject, with what it names for it. */
export interface AskedRule {
  readonly policy: Policy | TieredPolicy;
  readonly rule: PolicyRule;
  readonly action: TieredRule['action'];
  readonly cells: readonly Cell[];
}

/** Whom a rule is asked about. */
export interface Asker {
  readonly universe: Universe;
  readonly direction: Direction;
  /** Number of the class that the policies govern. */
  readonly subject: number;
}

/** What a rule names for the subject, as the map has it. */
export function cellsOf({ universe, direction, subject }: Asker, policy: Policy | TieredPolicy, rule: PolicyRule, place: number): readonly Cell[] {
  const ordered = 'tier' in policy ? `${nameOf(policy)} ${place}` : undefined;
  return new CompiledRule(universe, rule, { namespace: policy.namespace, direction, ordered }).cellsFor(universe.classes[subject]);
}

/** The rules of a policy, each compiled alone. */
export function rulesAsked(asker: Asker, policy: Policy | TieredPolicy, rules: readonly PolicyRule[], when: Condition): AskedRule[] {
  return rules.map((rule, place) => ({
    policy,
    rule,
    action: 'action' in rule ? (rule as TieredRule).action : 'allow',
    cells: cellsUnder(asker.universe, when, cellsOf(asker, policy, rule, place)),
  }));
}

/** The cells that name a column. */
export const naming = (cells: readonly Cell[], column: number): readonly Cell[] => cells.filter(({ peers }) => has(peers, column));

/** When cells have an atom of ports. */
export function matches({ ports, answers: { conditions } }: Universe, cells: readonly Cell[], atom: PortSet): Condition {
  return cells.filter(cell => ports.intersection(cell.ports, atom) === atom).reduce((all, { when }) => conditions.or(all, when), NEVER);
}

/** Selections ascend. */
function has(peers: Selection, column: number): boolean {
  let [low, high] = [0, peers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (peers[middle] < column) low = middle + 1;
    else high = middle;
  }
  return peers[low] === column;
}
