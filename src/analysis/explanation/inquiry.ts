import { AskedTier } from './asked-tier';
import { End, PodsEnd } from './end';
import { ExplainedPort } from './explanation';
import { Condition } from '../condition';
import { Network } from '../network';
import { PortSet } from '../port-space';
import { Direction } from '../rule-context';
import { hostsSelectable } from '../rule-peers';
import { Universe } from '../universe';

/** One end of a connection, whose policies are asked about the other. */
export interface Inquiry {
  readonly network: Network;
  readonly direction: Direction;
  readonly subject: PodsEnd;
  readonly other: End;
  readonly port: ExplainedPort;
  /** The atom that the port is in. */
  readonly atom: PortSet;
  /** The tiers of the subject, narrowed to the other end. */
  readonly tiers: readonly AskedTier[];
}

/** The end that receives the connection. */
export const receiverOf = ({ direction, subject, other }: Inquiry): End => direction === 'ingress' ? subject : other;

/** When selectors see an end. */
export const seenWhen = (universe: Universe, end: PodsEnd): Condition | undefined =>
  end.peer.workload.hostNetwork ? hostsSelectable(universe) : undefined;
