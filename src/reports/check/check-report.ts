import { Finding } from '../../guardrails';
import { Diagnostic } from '../../model';

/** What a check found. */
export interface CheckReport {
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A way to write findings down. */
export interface CheckFormat {
  /** What users type after `--format`. */
  readonly name: string;
  render(report: CheckReport): string;
}
