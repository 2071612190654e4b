import { adminRuleNeverDecides } from './admin-rule-never-decides';
import { blockMatchesNothing } from './block-matches-nothing';
import { egressForgetsIpv6 } from './egress-forgets-ipv6';
import { endpointsFitServices } from './endpoints-fit-services';
import { peerMatchesNothing } from './peer-matches-nothing';
import { policySelectsNoPods } from './policy-selects-no-pods';
import { portCannotMatch } from './port-cannot-match';
import { ruleAllowsEverySource } from './rule-allows-every-source';
import { ruleWithoutEffect } from './rule-without-effect';
import { workloadNotIsolated } from './workload-not-isolated';
import { Rule } from '../rule';

/** Every rule. To add one, add its file and a line here. */
export const rules: readonly Rule[] = [
  workloadNotIsolated,
  ruleAllowsEverySource,
  policySelectsNoPods,
  peerMatchesNothing,
  ruleWithoutEffect,
  portCannotMatch,
  blockMatchesNothing,
  adminRuleNeverDecides,
  egressForgetsIpv6,
  endpointsFitServices,
];
