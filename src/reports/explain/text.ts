import { ExplainFormat } from './explain-report';
import { editText, objectText, placeText, ruleText, termText } from './sentences';
import { ClosingSet, Decision, DirectionReason, ExplainedEnd, ExplainedPort, Explanation, PolicyReference } from '../../analysis';
import { portsText } from '../map/ports-text';

/** For people: the verdict, and below it what decides at each end and what would change it. */
export const text: ExplainFormat = {
  name: 'text',
  render: ({ explanations }) => `${explanations.map(explanation => linesOf(explanation).join('\n')).join('\n\n')}\n`,
};

function linesOf(explanation: Explanation): string[] {
  const { source, destination, ports, egress, ingress, notes } = explanation;
  return [
    `${endText(source)} → ${endText(destination)} on ${portsText(ports)}: ${verdictText(explanation)}`,
    ...reasonLines(`out of ${endText(source)}`, egress, explanation),
    ...reasonLines(`into ${endText(destination)}`, ingress, explanation),
    ...closingLines(explanation),
    ...notes.map(({ message }) => `  note: ${message}`),
  ];
}

/** An end outside may be many ranges. */
function endText({ id, cidrs = [], asked }: ExplainedEnd): string {
  if (asked !== undefined || cidrs.length === 0) return asked ?? id;
  return cidrs.length > 4 ? `${cidrs.slice(0, 3).join(', ')} and ${cidrs.length - 3} more blocks` : cidrs.join(', ');
}

const verdictText = ({ verdict, depends }: { readonly verdict: string; readonly depends: readonly string[] }): string =>
  verdict === 'depends' ? `depends on ${depends.join(', ')}` : verdict;

function reasonLines(where: string, reason: DirectionReason, { port, ports }: Explanation): string[] {
  const { verdict, decisions, passedBy, nearest, edit } = reason;
  const [first, ...others] = decisions.map(decision => decisionText(decision, reason));
  const isOneThing = others.length === 0;
  return [
    isOneThing ? `  ${where}: ${first}` : `  ${where}: ${verdictText(reason)}`,
    ...isOneThing ? [] : decisions.map((decision, index) => `    ${[first, ...others][index]}${givenText(decision)}`),
    ...passedBy.map(rule => `    passed on before by ${ruleText(rule)}`),
    ...nearest ? [`    nearest: ${ruleText(nearest.rule)}`, ...nearest.failing.map(term => `      ${termText(term)}`)] : [],
    ...edit ? [`    to allow ${onText(port, ports)}: ${editText(edit)}`] : verdict === 'allowed' ? [] : [`    ${withoutEdit(reason)}`],
  ];
}

const onText = ({ protocol, port }: ExplainedPort, ports: Explanation['ports']): string => {
  const isOne = ports !== 'all' && ports.length === 1 && ports[0].first === ports[0].last;
  return isOne ? 'it' : `${protocol.toLowerCase()} ${port}`;
};

const givenText = ({ depends }: Decision): string => ` (by the answer to ${depends.join(', ')})`;

const decisionText = (decision: Decision, reason: DirectionReason): string => DECISIONS[decision.by](decision, reason);

const DECISIONS: Readonly<Record<Decision['by'], (decision: Decision, reason: DirectionReason) => string>> = {
  'rule': ({ verdict, rule, tier }) => `${verdict} by ${ruleText(rule!)}${tierText(tier)}`,
  'isolation': ({ isolating, tier }, { direction }) =>
    `denied, as no rule allows it and ${policiesText(isolating)} ${isolating.length === 1 ? 'governs' : 'govern'} ${direction}${tierText(tier)}`,
  'unmatched': (_, { governing }) => `allowed, as no rule of ${policiesText(governing)} decides it and nothing isolates`,
  'tier-skipped': ({ tier }) => `allowed, as the tier ${tier} is not asked where a NetworkPolicy governs the other direction`,
  'no-policy': (_, { direction }) => `allowed, as no policy governs ${direction}`,
  'outside': () => 'allowed, as no policy governs what is outside the cluster',
  'own-pod': () => 'allowed, as policies do not keep a pod from itself',
  'node-to-pod': () => 'allowed, as nodes may connect to every pod',
};

const tierText = (tier: string | undefined): string => tier === undefined || tier === 'NetworkPolicy' ? '' : `, in the tier ${tier}`;

const policiesText = (policies: readonly PolicyReference[]): string =>
  policies.map(policy => `${objectText(policy)} (${placeText(policy)})`).join(' and ');

/** No NetworkPolicy overrules what another tier denies. */
function withoutEdit({ decisions }: DirectionReason): string {
  const denying = decisions.find(({ by, verdict }) => by === 'rule' && verdict === 'denied');
  if (denying === undefined) return 'no rule of a NetworkPolicy can allow this with certainty';
  const { policy } = denying.rule!;
  return `to allow it, a rule that accepts has to be asked before: earlier in ${objectText(policy)}, or in a policy that comes before it in the tier ${policy.tier}`;
}

function closingLines({ verdict, closedBy, egress, ingress, port, ports }: Explanation): string[] {
  if (verdict !== 'allowed') return [];
  const ways = [...closedBy.map(closingText), ...[egress, ingress].flatMap(({ isolatedBy }) => isolatedBy ? editText(isolatedBy) : [])];
  return ways.map((way, index) => `  ${index === 0 ? `to close ${onText(port, ports)}:` : 'or:'} ${way}`);
}

/** Without types, a policy that loses its last rule for egress no longer governs it. */
function closingText({ rules, emptied }: ClosingSet): string {
  const stated = emptied.map(policy => `; ${objectText(policy)} has to state policyTypes, or it no longer governs egress`);
  return `remove ${rules.map(ruleText).join(' and ')}${stated.join('')}`;
}
