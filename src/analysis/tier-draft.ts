import { Condition } from './condition';
import { RankedCell } from './ordered-tier';
import { Cell } from './side';
import { PolicyTier } from '../model';

/** What the policies of one tier say about one class, while it is being collected. */
export interface TierDraft {
  readonly tier: PolicyTier;
  readonly policies: PolicyCells[];
  isolates: Condition;
}

/** What one policy of a tier names. */
export interface PolicyCells {
  readonly priority: number;
  readonly cells: readonly RankedCell[];
}

/** What the NetworkPolicies say about one class, while it is being collected. */
export interface NetworkPolicyDraft {
  readonly cells: Cell[];
  governed: Condition;
}
