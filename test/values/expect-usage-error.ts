import { UsageError } from '../../src/errors';

/** What a UsageError has to say; each part is exact, unless it is a matcher such as `expect.stringContaining`. */
interface Said {
  readonly where: string;
  readonly what: string;
  readonly fix: string;
}

/** Expects `action` to throw a UsageError that says where it is, what is wrong and how to fix it. */
export function expectUsageError(action: () => unknown, said: Said): void {
  const error = thrownBy(action);
  expect(error).toMatchObject({ name: 'UsageError', ...said });
  const { where, what, fix, message } = error as UsageError;
  expect(message).toBe(`${where}: ${what}\n  fix: ${fix}`);
}

/** Whether `action` refuses its input, which it may do with a UsageError only. */
export const refuses = (action: () => unknown): boolean => refusalOf(action) !== undefined;

/** The UsageError with which `action` refuses its input; `undefined` if it does not. Any other error is a bug. */
export function refusalOf(action: () => unknown): UsageError | undefined {
  const error = thrownBy(action);
  if (error !== undefined && !UsageError.is(error)) throw error;
  return error;
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
