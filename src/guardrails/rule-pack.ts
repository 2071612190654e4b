import { Rule } from './rule';
import { rules } from './rules';
import { UsageError } from '../errors';

/** A set of guardrails to hold manifests to. */
export class RulePack {
  /** Only what cannot be meant: policies that select nothing, contradict themselves, or have no effect. */
  public static readonly CORRECTNESS = new RulePack(pick('NET301', 'NET302', 'NET303', 'NET306', 'NET307', 'NET311', 'NET312', 'NET408'));

  /** `CORRECTNESS`, and what nearly every cluster should hold to. */
  public static readonly BASELINE = new RulePack(pick('NET101', 'NET201', 'NET301', 'NET302', 'NET303', 'NET306', 'NET307', 'NET311', 'NET312', 'NET408'));

  private constructor(
    /** @internal */
    public readonly _rules: readonly Rule[],
  ) {}

  /** Ids of the rules, such as `NET101`. */
  public get ids(): string[] {
    return this._rules.map(({ id }) => id);
  }

  /** This pack without some of its rules. An id that the pack does not have throws a UsageError. */
  public without(...ids: string[]): RulePack {
    const unknown = ids.find(id => !this.ids.includes(id));
    if (unknown !== undefined) {
      throw new UsageError('RulePack.without', `the pack has no rule "${unknown}"`, `use one of ${this.ids.join(', ')}`);
    }
    return new RulePack(this._rules.filter(({ id }) => !ids.includes(id)));
  }
}

function pick(...ids: string[]): Rule[] {
  return ids.map(id => rules.find(rule => rule.id === id)!);
}
