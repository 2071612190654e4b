import { ExplainedVerdict } from './explanation';
import { ALWAYS, Condition, NEVER } from '../condition';
import { Universe } from '../universe';

export interface Outcome {
  readonly verdict: ExplainedVerdict;
  readonly depends: readonly string[];
}

/** What a condition makes of a connection, and the questions that decide. */
export function verdictOf({ answers: { conditions } }: Universe, when: Condition): Outcome {
  return { verdict: when === ALWAYS ? 'allowed' : when === NEVER ? 'denied' : 'depends', depends: conditions.questionsOf(when) };
}
