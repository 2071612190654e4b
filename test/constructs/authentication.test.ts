import { Authentication } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

describe('no authentication', () => {
  test('needs a reason for those who review it', () => {
    expect(Authentication.none('public shop window')._basic).toBeUndefined();
  });
  test.each(['x', '', '               ', '  too short  '])('is not given for %p', reason => {
    expectUsageError(() => Authentication.none(reason), {
      where: 'Authentication.none',
      what: `"${reason}" does not say why nobody has to log in`,
      fix: 'give a reason of at least ten characters, such as "public shop window"',
    });
  });
});

describe('basic authentication', () => {
  test('names a Secret, and never holds a password', () => {
    expect(Authentication.basic('users')._basic).toEqual({ secretName: 'users', realm: 'Restricted' });
  });
  test('shows the realm it was given', () => {
    expect(Authentication.basic('users', { realm: 'Shop floor' })._basic?.realm).toBe('Shop floor');
  });
  test.each(['other/users', '../users', 'Users', ''])('has no Secret called %p', secretName => {
    expectUsageError(() => Authentication.basic(secretName), {
      where: 'Authentication.basic',
      what: `"${secretName}" is not a valid Secret name`,
      fix: expect.stringContaining('at most 253 lower-case letters, digits, "-" and "."'),
    });
  });
  test.each(['\r', '\n', ';', '{', '}', '#', '"', '\'', '`', '$', '\\'])('has no realm with %j, which could rewrite a controller', char => {
    const realm = `Shop${char}floor`;
    expectUsageError(() => Authentication.basic('users', { realm }), {
      where: 'Authentication.basic (realm)',
      what: `the value ${JSON.stringify(realm)} contains ${JSON.stringify(char)}`,
      fix: 'use letters, digits, spaces and plain punctuation only',
    });
  });
});
