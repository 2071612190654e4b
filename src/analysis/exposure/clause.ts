import { Region } from './region';
import { Statement, StatedRule } from './statement';
import { Perhaps } from '../allowed';
import { Condition } from '../condition';

/** One thing that a policy says about connections between one class of pods and pods that are not in the input. */
export interface Clause {
  /** Text that is equal for equal clauses of one direction. */
  readonly key: string;
  /** Place among the clauses of its direction, in the order in which they are asked. */
  readonly place: number;
  readonly statement: Statement;
  /** The pods that are not in the input about which this is said. */
  readonly region: Region;
  readonly when: Condition;
  /** What a rule names; absent when this says that the policy governs. */
  readonly names?: Perhaps & Pick<StatedRule, 'action'>;
}
