import { Cluster, Named } from '../model';

/** How much a finding matters, worst first. */
export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = typeof severities[number];

/** One thing that manifests must not do. */
export interface Rule {
  /** Stable; users name it in suppressions. Never reused. */
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  /** What holds when the rule passes, as a sentence. */
  readonly title: string;
  /** What can go wrong otherwise. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
  /** Manifests the rule accepts and rejects, by what they show: printed in RULES.md, run as its tests. */
  readonly accepts: Examples;
  readonly rejects: Examples;
  check(cluster: Cluster): readonly Violation[];
}

/** YAML by title. */
export type Examples = Readonly<Record<string, string>>;

/** Where, and in which way, a rule is broken. */
export interface Violation {
  readonly object: Named;
  /** The value at fault, such as `['spec', 'ingress', 0]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}
