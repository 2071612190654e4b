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

  constructor(public readonly where: string, public readonly what: string, public readonly fix: string) {
    super(`${where}: ${what}\n  fix: ${fix}`);
    this.name = 'UsageError';
  }
}
