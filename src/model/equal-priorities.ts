import { Diagnostic } from './diagnostic';
import { TieredPolicy } from './tiered-policy';

/**
 * Tells of policies for which nobody knows which one is asked first: each that shares tier and priority with an earlier one.
 *
 * Where all their rules do the same, it makes no difference.
 */
export function equalPriorities(policies: readonly TieredPolicy[]): Diagnostic[] {
  const byOrder = new Map<string, Map<string, TieredPolicy>>();
  return policies.filter(({ tier, priority }) => tier.ties === 'open' && Number.isFinite(priority)).flatMap(policy => {
    const order = `${policy.tier.name} ${policy.priority}`;
    const earlier = byOrder.get(order) ?? new Map<string, TieredPolicy>();
    byOrder.set(order, earlier);
    const actions = actionsOf(policy);
    const first = [...earlier].find(([others]) => others !== actions || !ONE_ACTION.test(actions))?.[1];
    if (!earlier.has(actions)) earlier.set(actions, policy);
    return first === undefined || isSameObject(first, policy) ? [] : [tied(policy, first)];
  });
}

const ONE_ACTION = /^\w+$/;

/** What the rules of a policy do; several words where they do several things. */
const actionsOf = ({ ingress, egress }: TieredPolicy): string =>
  [...new Set([ingress, egress].flatMap(each => each?.rules.map(({ action }) => action) ?? []))].sort().join(' ');

/** Two texts of one object are not two policies. */
const isSameObject = (one: TieredPolicy, other: TieredPolicy): boolean =>
  one.name === other.name && one.kind === other.kind && one.apiVersion === other.apiVersion;

function tied(policy: TieredPolicy, first: TieredPolicy): Diagnostic {
  const { tier, priority, source } = policy;
  return {
    severity: 'warning',
    code: 'POL111',
    file: source.file,
    ...source.position(['spec', 'priority']),
    message: `${named(policy)} has priority ${priority} in the tier ${tier.name}, as ${named(first)} has; `
      + 'where rules of both match, nobody knows which decide',
  };
}

const named = ({ kind, name }: TieredPolicy): string => `${kind} "${name}"`;
