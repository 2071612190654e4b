import { Difference } from '../../analysis';
import { Diagnostic } from '../../model';

/** What a comparison found. */
export interface DiffReport {
  readonly difference: Difference;
  /** Whether the question is if both sides allow the same, so that an empty difference has to be stated. */
  readonly asksEquivalence: boolean;
  readonly diagnostics: { readonly before: readonly Diagnostic[]; readonly after: readonly Diagnostic[] };
}

/** A way to write a difference down. */
export interface DiffFormat {
  /** What users type after `--format`. */
  readonly name: string;
  render(report: DiffReport): string;
}
