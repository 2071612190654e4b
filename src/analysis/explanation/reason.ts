import { allowingEdit } from './allowing-edit';
import { closingRules } from './closing';
import { allowedWhen, Decided, Decisions, decisionsAbout } from './decisions';
import { Edit } from './edit';
import { ClosingSet, Decision, DirectionReason } from './explanation';
import { Inquiry, seenWhen } from './inquiry';
import { nearestRule } from './nearest-rule';
import { newPolicy } from './new-policy';
import { policyReference, ruleReference, ruleReferences } from './reference';
import { verdictOf } from './verdict';
import { groupBy } from '../../values';
import { ALWAYS } from '../condition';

/** Says what decides about a connection, and what would change that. */
export function reasonOf(inquiry: Inquiry): DirectionReason {
  const { network: { universe }, direction, tiers, atom } = inquiry;
  const decisions = decisionsAbout(universe, tiers, atom);
  const outcome = verdictOf(universe, allowedWhen(universe, decisions));
  return {
    direction,
    ...outcome,
    decisions: decisions.decided.map(each => decision(inquiry, each)),
    governing: tiers.flatMap(({ governing }) => governing.map(({ policy }) => policyReference(policy))),
    passedBy: ruleReferences(decisions.passedBy),
    ...outcome.verdict === 'allowed' ? { isolatedBy: isolatingEdit(inquiry, decisions) } : toAllow(inquiry, decisions),
  };
}

/** The rules that all have to go for an allowed direction to be closed; none when that closes nothing. */
export function closingSet({ network: { universe }, direction, tiers, atom }: Inquiry): ClosingSet[] {
  const rules = closingRules(universe, tiers, atom);
  if (rules === undefined) return [];
  const emptied = [...groupBy(rules, ({ policy }) => policy)].filter(([policy, gone]) =>
    direction === 'egress' && 'selects' in policy && policy.egress!.length === gone.length).map(([policy]) => policyReference(policy));
  return [{ direction, rules: ruleReferences(rules), emptied }];
}

function decision({ network: { universe } }: Inquiry, { by, isAllowed, when, tier, rule }: Decided): Decision {
  return {
    by,
    verdict: isAllowed ? 'allowed' : 'denied',
    ...tier && { tier: tier.tier.name },
    ...rule && { rule: ruleReference(rule) },
    isolating: by === 'isolation' ? tier!.governing.filter(({ isolates }) => isolates).map(({ policy }) => policyReference(policy)) : [],
    depends: universe.answers.conditions.questionsOf(when),
  };
}

/** Only where nothing but isolation denies does a rule more allow. */
function toAllow(inquiry: Inquiry, { decided }: Decisions): Pick<DirectionReason, 'nearest' | 'edit'> {
  const denying = decided.filter(({ isAllowed }) => !isAllowed);
  const [{ tier }] = denying;
  if (denying.length > 1 || denying[0].by !== 'isolation') return {};
  const isolating = tier!.governing.filter(({ isolates }) => isolates);
  const nearest = nearestRule(inquiry, tier!.governing);
  return {
    ...nearest && { nearest: { rule: ruleReference(nearest.asked), failing: nearest.failing } },
    edit: allowingEdit(inquiry, isolating, nearest),
  };
}

/** A policy without rules for the subject, where no rule and no isolation decides and a NetworkPolicy certainly governs it. */
function isolatingEdit({ network: { cluster, universe }, direction, subject, tiers }: Inquiry, { decided }: Decisions): Edit | undefined {
  const isByDefault = decided.every(({ by }) => by === 'no-policy' || by === 'unmatched');
  const isGoverned = tiers.some(({ governing }) => governing.some(({ isolates }) => isolates));
  const isSeen = (seenWhen(universe, subject) ?? ALWAYS) === ALWAYS;
  if (!isByDefault || isGoverned || !isSeen || subject.peer.role !== undefined) return undefined;
  return newPolicy(cluster, subject, { name: `${subject.peer.workload.name}-deny-${direction}`, direction, rules: [] });
}
