/**
 * A mistake the user can fix.
 *
 * Says where it is (the path of the construct, or the factory that was called), what is wrong with the value it got,
 * and how to put it right.
 */
export class UsageError extends Error {
  /** Recognizes a UsageError of any copy of this library, which `instanceof` cannot. */
  public static is(error: unknown): error is UsageError {
    return error instanceof Error && error.name === 'UsageError';
  }

  public readonly where: string;
  public readonly what: string;
  public readonly fix: string;

  constructor(where: string, what: string, fix: string) {
    const [safeWhere, safeWhat, safeFix] = [where, what, fix].map(onOneLine);
    super(`${safeWhere}: ${safeWhat}\n  fix: ${safeFix}`);
    this.name = 'UsageError';
    this.where = safeWhere;
    this.what = safeWhat;
    this.fix = safeFix;
  }
}

/** Shows what a terminal or an editor would obey instead: a value that is wrong may be anything. */
const onOneLine = (text: string): string =>
  text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
