export type Direction = 'ingress' | 'egress';

/** Where a rule stands. */
export interface RuleContext {
  /** Namespace of its policy. */
  readonly namespace: string;
  readonly direction: Direction;
  /** Name of the rule, in a tier whose rules may deny; absent where they only allow. */
  readonly ordered?: string;
}
