import { PeerKind } from './peers';
import { PortsField } from './ports';
import { Cursor } from '../cursor';
import { PolicyTier, TieredRule } from '../tiered-policy';

/** What tells one API of cluster-wide policies from another. They share subjects, rules and tiers. */
export interface AdminApi {
  /** Versions that are written this way. */
  readonly versions: readonly string[];
  /** Fields of the spec besides `subject`, `ingress` and `egress`. */
  readonly fields: readonly string[];
  readonly order: (spec: Cursor) => Order;
  /** What the API calls the actions. */
  readonly actions: Readonly<Record<string, TieredRule['action']>>;
  readonly from: readonly PeerKind[];
  readonly to: readonly PeerKind[];
  readonly ports: PortsField;
  /** Actions of rules that may name domains. */
  readonly actionsOnNames: readonly TieredRule['action'][];
  /** How many rules a direction may have, and how many peers and ports a rule. */
  readonly limit: number;
}

/** Where a policy stands among the others; `undefined` where that cannot be read. */
export interface Order {
  readonly tier?: PolicyTier;
  readonly priority?: number;
}
