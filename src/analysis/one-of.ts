import { PortSpace } from './port-space';
import { Allowed, either } from './side';
import { Question } from '../values';

/** What is allowed when `question` decides which of several answers holds. Where they are one and the same, it decides nothing. */
export const oneOf = (ports: PortSpace, question: Question, answers: readonly Allowed[]): Allowed =>
  [...new Map(answers.map(answer => [allowedKey(answer), answer])).values()].reduce((one, other) => either(ports, question, one, other));

/** Text that is equal for what is allowed equally. */
export const allowedKey = ({ certainly, perhaps }: Allowed): string =>
  `${certainly} ${perhaps.map(({ ports, hangsOn }) => `${ports} ${hangsOn.join()}`).sort().join()}`;
