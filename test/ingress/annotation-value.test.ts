import * as fc from 'fast-check';
import { annotationValue, checkedAnnotations } from '../../src/ingress';
import { expectUsageError, refuses } from '../values/expect-usage-error';

const REALM = 'nginx.ingress.kubernetes.io/auth-realm';

/** What ends, quotes, comments or expands something in the configuration of a controller. */
const INJECTION = ['\r', '\n', '\0', '\t', ';', '{', '}', '"', '\'', '`', '#', '$', '\\', '<', '>', '|', '^', '\u00e9', '\u2028'];

/** As JSON, but on one line even for editors that end one at U+2028. */
const shown = (text: string): string => JSON.stringify(text).replace('\u2028', '\\u2028');

describe('annotationValue', () => {
  test.each(INJECTION)('refuses %j and shows it', char => {
    expectUsageError(() => annotationValue('Authentication.basic (realm)', `Shop${char}floor`), {
      where: 'Authentication.basic (realm)',
      what: `the value ${shown(`Shop${char}floor`)} contains ${shown(char)}`,
      fix: 'use letters, digits, spaces and plain punctuation only',
    });
  });
  test('refuses them wherever they stand', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'aZ9 .,-_:/()!'), maxLength: 5 });
    fc.assert(fc.property(plain, fc.constantFrom(...INJECTION), plain, (before, char, after) =>
      refuses(() => annotationValue('here', before + char + after))));
  });
  test.each(['Shop floor', 'Only for staff (ask Ann!)', '203.0.113.0/24,2001:db8::/32', '10', ''])('lets %p through unchanged', value => {
    expect(annotationValue('here', value)).toBe(value);
  });
});

describe('checkedAnnotations', () => {
  test('returns harmless annotations as they are', () => {
    expect(checkedAnnotations({ [REALM]: 'Shop floor' })).toEqual({ [REALM]: 'Shop floor' });
  });
  test('names the annotation that is harmful', () => {
    expectUsageError(() => checkedAnnotations({ harmless: 'x', [REALM]: 'a;b' }), {
      where: `annotation ${REALM}`, what: 'the value "a;b" contains ";"', fix: 'use letters, digits, spaces and plain punctuation only',
    });
  });
});
