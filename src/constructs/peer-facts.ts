import { IConstruct } from 'constructs';
import { ClusterFacts, FlowEnd, Ports } from '../values';

/** What a peer is in the cluster that a construct is written for. */
export interface PeerFacts {
  readonly end: FlowEnd;
  /** Such as `tier "db"` or `the internet`. */
  readonly what: string;
  /** The ports that it declares. */
  readonly ports: readonly Ports[];
  /** How it could declare ports, where it could. */
  readonly portsFix?: string;
  /** Where to write its side of a flow, if it is pods of a workload. */
  readonly place?: PolicyPlace;
}

/** Where the policy of certain pods is written, and what it is called. */
export interface PolicyPlace {
  readonly scope: IConstruct;
  /** Id of the construct below the scope. */
  readonly id: string;
  readonly name: string;
}

/** What somebody asks of a peer. */
export interface PeerQuestion {
  /** Where, for error messages. */
  readonly where: string;
  readonly facts: ClusterFacts;
  /** Whether the peer would be connected to (`egress`) or connect (`ingress`). */
  readonly direction: 'ingress' | 'egress';
}

export type ResolvePeer = (question: PeerQuestion) => readonly PeerFacts[];
