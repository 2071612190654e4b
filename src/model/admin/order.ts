import { Cursor } from '../cursor';
import { ADMIN_TIER, BASELINE_TIER, PolicyTier } from '../tiered-policy';

/** The priority of a policy in its tier. One outside the range that the API allows still says whom it comes before. */
export function readPriority(spec: Cursor): number | undefined {
  const cursor = spec.field('priority');
  const priority = cursor.number();
  if (priority === undefined) cursor.error('POL102', 'a policy needs a priority; this one may be asked at any time');
  else if (priority < 0 || priority > 1000) cursor.error('POL102', `a priority is 0 to 1000, but this is ${priority}; it keeps its place all the same`);
  return priority;
}

export function readTier(spec: Cursor): PolicyTier | undefined {
  const cursor = spec.field('tier');
  const text = cursor.text();
  const tier = [ADMIN_TIER, BASELINE_TIER].find(({ name }) => name === text);
  if (tier === undefined) cursor.error('POL102', 'a policy is in the tier Admin or Baseline; nobody knows what this one decides');
  return tier;
}
