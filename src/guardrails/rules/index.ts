import { policySelectsNoPods } from './policy-selects-no-pods';
import { ruleAllowsEverySource } from './rule-allows-every-source';
import { workloadNotIsolated } from './workload-not-isolated';
import { Rule } from '../rule';

/** Every rule. To add one, add its file and a line here. */
export const rules: readonly Rule[] = [
  workloadNotIsolated,
  ruleAllowsEverySource,
  policySelectsNoPods,
];
