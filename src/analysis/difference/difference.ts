import { IpRange, Question } from '../../values';
import { Connection } from '../connection';

/** What changed between two maps of who may connect to whom, each change stated once. */
export interface Difference {
  /** Ports on which connections were denied before. */
  readonly added: readonly Connection[];
  /** Ports on which connections are denied now. */
  readonly removed: readonly Connection[];
  readonly changed: readonly ChangedConnection[];
  readonly workloads: { readonly added: readonly string[]; readonly removed: readonly string[] };
  /** The addresses of every end outside the cluster, by its id. */
  readonly outside: ReadonlyMap<string, readonly IpRange[]>;
  /**
   * The open questions that the same ports of the same ends hang on before and after.
   *
   * Those count as unchanged, though nothing proves that one answer decides them alike on both sides.
   */
  readonly assumedAlike: readonly Question[];
}

/** The ports of a connection, and whether it is certain. */
export type Passage = Pick<Connection, 'ports' | 'verdict' | 'depends'>;

/** A connection that is possible before and after, but not alike: on other ports, or decided by other open questions. */
export interface ChangedConnection extends Pick<Connection, 'source' | 'destination' | 'replicas'> {
  readonly before: Passage;
  readonly after: Passage;
  /** Whether anything is more possible than before: from denied to depends to allowed. */
  readonly opens: boolean;
  /** Whether anything is less possible. Connections that hang on other questions than before may do both. */
  readonly closes: boolean;
}

/** How the second map relates to the first: it allows the same, more, less, or some more and some less. */
export type Effect = 'none' | 'opens' | 'closes' | 'both';

export function effectOf({ added, removed, changed }: Difference): Effect {
  const opens = added.length > 0 || changed.some(row => row.opens);
  const closes = removed.length > 0 || changed.some(row => row.closes);
  if (opens) return closes ? 'both' : 'opens';
  return closes ? 'closes' : 'none';
}

/** Whether there is nothing to report. A workload that nobody may talk to is worth a line, though it changes no connection. */
export const isEmpty = ({ added, removed, changed, workloads }: Difference): boolean =>
  [added, removed, changed, workloads.added, workloads.removed].every(list => list.length === 0);
