import { Governing } from './asked-rule';
import { addToList, Edit } from './edit';
import { Inquiry, seenWhen } from './inquiry';
import { RatedRule } from './nearest-rule';
import { newPolicy } from './new-policy';
import { lastingLabels, peersFor } from './policy-peers';
import { Policy, TieredPolicy } from '../../model';
import { Protocol } from '../../values';
import { ALWAYS, NEVER } from '../condition';

/**
 * The smallest change to the NetworkPolicies that isolate a subject which is certain to allow a connection.
 *
 * If either the peers or the ports of the nearest rule lack something, that; if both do, a rule of its own, as it opens nothing else;
 * and where that would go to all pods of a namespace, in a policy of its own. `undefined` when no NetworkPolicy can say it.
 */
export function allowingEdit(inquiry: Inquiry, isolating: readonly Governing[], nearest: RatedRule | undefined): Edit | undefined {
  const { network: { universe: { answers: { conditions } } }, other } = inquiry;
  const total = isolating.reduce((all, { when }) => conditions.or(all, when), NEVER);
  const policies = isolating.filter(({ when }) => when === total).map(({ policy }) => policy).filter(isNetworkPolicy);
  const target = policies.find(policy => policy === nearest?.asked.policy) ?? mostSpecific(policies);
  if (target === undefined || other.kind === 'name') return undefined;
  const parts = partsOf(inquiry, target);
  return (nearest?.asked.policy === target ? changedRule(inquiry, target, nearest, parts) : undefined) ?? newRule(inquiry, target, parts);
}

/** What a rule has to list; `undefined` where it has to leave the list out to be certain. */
interface RuleParts {
  readonly peers?: readonly object[];
  readonly ports?: readonly object[];
}

const isNetworkPolicy = (policy: Policy | TieredPolicy): policy is Policy => 'selects' in policy;

const mostSpecific = (policies: readonly Policy[]): Policy | undefined =>
  [...policies].sort((a, b) => b.selects.length - a.selects.length)[0];

function partsOf({ network: { cluster, universe }, other, port }: Inquiry, { namespace }: Policy): RuleParts {
  const isUnseen = other.kind === 'pods' && (seenWhen(universe, other) ?? ALWAYS) !== ALWAYS;
  const isUnknown = port.protocol === Protocol.SCTP && universe.answers.when('sctp', 'supported') !== ALWAYS;
  return {
    peers: isUnseen ? undefined : peersFor(other, namespace, cluster.workloads),
    ports: isUnknown ? undefined : [{ protocol: port.protocol, port: port.port }],
  };
}

function changedRule(inquiry: Inquiry, policy: Policy, { asked: { rule }, hasPeer, hasPort }: RatedRule, parts: RuleParts): Edit | undefined {
  const place = `/${rule.path.join('/')}`;
  if (rule.hangsOn !== undefined || hasPeer === hasPort) return undefined;
  if (hasPeer) return parts.ports && addToList(policy, 'port', { path: `${place}/ports`, isEmpty: rule.ports!.length === 0, values: parts.ports });
  const path = `${place}/${PEERS_KEY[inquiry.direction]}`;
  return parts.peers && addToList(policy, 'peer', { path, isEmpty: rule.peers!.length === 0, values: parts.peers });
}

const PEERS_KEY = { ingress: 'from', egress: 'to' } as const;

function newRule(inquiry: Inquiry, policy: Policy, { peers, ports }: RuleParts): Edit {
  const { direction, subject, other, network: { cluster } } = inquiry;
  const rules = [{ ...peers && { [PEERS_KEY[direction]]: peers }, ...ports && { ports } }];
  const concernsEverybody = peers === undefined;
  const concernsSiblings = policy.selects.length === 0 && Object.keys(lastingLabels(subject.peer.workload, cluster.workloads)).length > 0;
  if (!concernsSiblings) return addToList(policy, 'rule', { path: `/spec/${direction}`, isEmpty: policy[direction]!.length === 0, values: rules }, concernsEverybody);
  const name = [subject.peer.workload.name || 'pods', direction === 'ingress' ? 'from' : 'to', nameFor(other)].join('-');
  return newPolicy(cluster, subject, { name, direction, rules, concernsEverybody });
}

const nameFor = (other: Inquiry['other']): string => other.kind === 'pods' ? other.peer.workload.name || other.peer.role! : 'outside';
