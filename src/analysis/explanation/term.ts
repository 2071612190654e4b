/** A part of a rule that keeps it from matching: what it wants, and what it finds. */
export interface Term {
  readonly term: 'pod-label' | 'namespace-label' | 'namespace' | 'range' | 'exception' | 'family' | 'host-network' | 'peer'
  | 'port' | 'port-range' | 'port-name' | 'protocol' | 'open-question';
  readonly expected: string;
  readonly actual: string;
}

/** The shortest of several lists of terms; of equal ones, the first. */
export const fewest = (lists: readonly (readonly Term[])[]): readonly Term[] =>
  lists.reduce((best, list) => list.length < best.length ? list : best);
