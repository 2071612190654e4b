import { UsageError } from '../errors';

/**
 * Checks a value before it goes into an annotation.
 *
 * Controllers paste annotations into their own configuration language, where line ends, braces, semicolons, quotes, comments
 * and variables have a meaning; most of the CVEs of ingress-nginx came in this way.
 */
export function annotationValue(where: string, value: string): string {
  const harmful = /[^\x20-\x7e]|[;{}"'`#$\\<>|^]/.exec(value);
  if (harmful === null) return value;
  throw new UsageError(where, `the value ${JSON.stringify(value)} contains ${JSON.stringify(harmful[0])}`,
    'use letters, digits, spaces and plain punctuation only');
}

/** Checks every value of a set of annotations. */
export const checkedAnnotations = (annotations: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [key, annotationValue(`annotation ${key}`, value)]));
