import { PolicyRule } from '../policy';
import { TieredRule } from '../tiered-policy';

/** A rule that matches what it names, or less. */
export const perhaps = (rule: TieredRule): TieredRule => ({ ...rule, hangsOn: ['not-understood'] });

/** A rule that may do anything to what it names: as two, of which each may match or not, so that no outcome is ruled out. */
export const anyAction = (rule: PolicyRule): TieredRule[] =>
  [perhaps({ ...rule, action: 'allow' }), perhaps({ ...rule, action: 'deny' })];
