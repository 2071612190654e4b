import { Explanation } from '../../analysis';
import { Diagnostic } from '../../model';

/** What was asked, and why it is as it is. */
export interface ExplainReport {
  /** At least one; several where what was asked has several outcomes. */
  readonly explanations: readonly Explanation[];
  /** The answer to every open question that was asked on the way. */
  readonly assumptions: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A way to write explanations down. */
export interface ExplainFormat {
  /** What users type after `--format`. */
  readonly name: string;
  render(report: ExplainReport): string;
}
