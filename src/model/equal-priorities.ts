import { Diagnostic } from './diagnostic';
import { TieredPolicy } from './tiered-policy';

/** Tells of policies for which nobody knows which one is asked first: each that shares tier and priority with an earlier one. */
export function equalPriorities(policies: readonly TieredPolicy[]): Diagnostic[] {
  const firstByOrder = new Map<string, TieredPolicy>();
  return policies.filter(({ tier, priority }) => tier.ties === 'open' && Number.isFinite(priority)).flatMap(policy => {
    const order = `${policy.tier.name} ${policy.priority}`;
    const first = firstByOrder.get(order);
    if (first === undefined) firstByOrder.set(order, policy);
    return first === undefined || isSameObject(first, policy) ? [] : [tied(policy, first)];
  });
}

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
