import { Cursor } from '../cursor';
import { BASELINE_TIER, PolicyTier } from '../tiered-policy';

const tier = (name: string, order: number): PolicyTier => ({ name: `Antrea ${name}`, order, ties: 'open' });

/** Tiers that Antrea brings along: all but the last are asked before NetworkPolicies. */
const TIERS: Readonly<Record<string, PolicyTier>> = {
  emergency: tier('emergency', 50),
  securityops: tier('securityops', 100),
  networkops: tier('networkops', 150),
  platform: tier('platform', 200),
  application: tier('application', 250),
  baseline: tier('baseline', BASELINE_TIER.order),
};

/** Where policies are put of which nobody knows when they are asked: first, as all that they say is open then. */
export const FIRST_TIER = TIERS.emergency;

/** `undefined` for a tier that somebody made, of which is not known when it is asked. */
export function readTier(cursor: Cursor): PolicyTier | undefined {
  const name = cursor.isAbsent ? 'application' : cursor.text()?.toLowerCase();
  if (name !== undefined && Object.hasOwn(TIERS, name)) return TIERS[name];
  cursor.warn('POL401', 'only the tiers that Antrea brings along are known, so that nobody knows when this policy is asked');
  return undefined;
}

/** `undefined` when nobody can tell which policies of the tier are asked before. */
export function readPriority(cursor: Cursor): number | undefined {
  if (Number.isFinite(cursor.value)) return Number(cursor.value);
  cursor.error('POL401', 'a policy of Antrea needs a priority, which is a number; this one may be asked at any time');
  return undefined;
}
