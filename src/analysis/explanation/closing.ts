import { AskedRule } from './asked-rule';
import { AskedTier } from './asked-tier';
import { decisionsAbout } from './decisions';
import { PortSet } from '../port-space';
import { Universe } from '../universe';

/**
 * The fewest rules without which a direction is closed; `undefined` when no removal closes it, as what no rule matches is allowed.
 *
 * Each of them lets the connection through when all the others are gone, so that none can stay.
 */
export function closingRules(universe: Universe, tiers: readonly AskedTier[], atom: PortSet): readonly AskedRule[] | undefined {
  const removed = new Set<AskedRule>();
  for (;;) {
    const allowing = decisionsAbout(universe, tiers, atom, removed).decided.filter(({ isAllowed }) => isAllowed);
    if (allowing.length === 0) return [...removed];
    for (const { rule } of allowing) {
      if (rule === undefined) return undefined;
      removed.add(rule);
    }
  }
}
