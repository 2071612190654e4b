import { Allowed } from './allowed';
import { Universe } from './universe';
import { Question } from '../values';

/**
 * What is allowed when `question` decides which of several answers holds: certainly what all of them allow, perhaps what some do.
 *
 * Where they are one and the same, it decides nothing.
 */
export function oneOf({ allowedPorts, answers: { conditions } }: Universe, question: Question, possible: readonly Allowed[]): Allowed {
  const any = possible.reduce((one, other) => allowedPorts.union(one, other));
  const every = possible.reduce((one, other) => allowedPorts.both(one, other));
  return allowedPorts.choose(conditions.when(question), any, every);
}
