import { ALWAYS, Condition } from './condition';
import { Cell } from './side';
import { Universe } from './universe';

/** The subject may be one under a condition only; then so is what the rules allow it. */
export function cellsUnder({ answers: { conditions } }: Universe, when: Condition, cells: readonly Cell[]): readonly Cell[] {
  return when === ALWAYS ? cells : cells.map(cell => ({ ...cell, when: conditions.and(cell.when, when) }));
}
