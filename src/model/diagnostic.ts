/** Something about the input that the user should know: what could not be read, and what was assumed instead. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable, such as `PAR001`; pipelines may depend on it. */
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
