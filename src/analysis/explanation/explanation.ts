import { Edit } from './edit';
import { ExplainedEnd } from './end';
import { PolicyReference, RuleReference } from './reference';
import { Term } from './term';
import { Protocol } from '../../values';
import { PortRange } from '../port-space';
import { Direction } from '../rule-context';

export type ExplainedVerdict = 'allowed' | 'depends' | 'denied';

/** Why a connection is possible or not, on ports with one outcome and for one reason. */
export interface Explanation {
  readonly source: ExplainedEnd;
  readonly destination: ExplainedEnd;
  readonly ports: readonly PortRange[] | 'all';
  /** The one of the ports that edits are about. */
  readonly port: ExplainedPort;
  readonly verdict: ExplainedVerdict;
  /** The open questions that decide, when the verdict is `depends`. */
  readonly depends: readonly string[];
  /** What lets it leave the source. */
  readonly egress: DirectionReason;
  /** What lets it enter the destination. */
  readonly ingress: DirectionReason;
  /** Sets of rules: without those of any one set, the connection is denied, and without fewer it is not. */
  readonly closedBy: readonly ClosingSet[];
  readonly notes: readonly Note[];
}

export interface ExplainedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

export interface DirectionReason {
  readonly direction: Direction;
  readonly verdict: ExplainedVerdict;
  readonly depends: readonly string[];
  /** What decides: one thing, or several of which open questions choose one. */
  readonly decisions: readonly Decision[];
  /** The policies that govern this end in this direction. */
  readonly governing: readonly PolicyReference[];
  /** Rules that match, and leave the decision to the next tier. */
  readonly passedBy: readonly RuleReference[];
  /** Unless it is allowed, the rule that comes nearest to allowing it. */
  readonly nearest?: NearestRule;
  /** Unless it is allowed, the smallest change that allows it; absent when no NetworkPolicy can. */
  readonly edit?: Edit;
  /** When nothing isolates this end, the smallest policy that would. */
  readonly isolatedBy?: Edit;
}

/** Something that decides. */
export interface Decision {
  readonly by: 'rule' | 'isolation' | 'tier-skipped' | 'no-policy' | 'unmatched' | 'outside' | 'own-pod' | 'node-to-pod';
  readonly verdict: 'allowed' | 'denied';
  readonly tier?: string;
  readonly rule?: RuleReference;
  /** The policies that isolate. */
  readonly isolating: readonly PolicyReference[];
  /** The open questions on which it hangs whether this decides. */
  readonly depends: readonly string[];
}

/** A rule that would allow a connection, but for some terms. */
export interface NearestRule {
  readonly rule: RuleReference;
  readonly failing: readonly Term[];
}

export interface ClosingSet {
  readonly direction: Direction;
  readonly rules: readonly RuleReference[];
  /** NetworkPolicies that lose their last rule for egress, and so have to state their types to go on governing it. */
  readonly emptied: readonly PolicyReference[];
}

/** Something else to know. */
export interface Note {
  readonly code: 'self-traffic' | 'replica-traffic' | 'stand-in' | 'host-network' | 'address-of-pod' | 'service-address' | 'well-known-address'
  | 'domain-name' | 'not-enforced';
  readonly message: string;
}
