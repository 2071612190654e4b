import * as fc from 'fast-check';
import { Route } from '../../src';
import { expectUsageError, refuses } from '../values/expect-usage-error';

const shop = Route.host('shop.example.com');

describe('a route', () => {
  test('is for every path of its host, unless told otherwise', () => {
    expect(shop).toMatchObject({ hostName: 'shop.example.com', pathName: '/', isExact: false });
  });
  test('is for a path and everything below it', () => {
    expect(shop.path('/api/v1.2/some_thing-else')).toMatchObject({ pathName: '/api/v1.2/some_thing-else', isExact: false });
  });
  test('is for the same paths with and without a slash at the end', () => {
    expect(shop.path('/api/')).toEqual(shop.path('/api'));
    expect(shop.path('/')).toEqual(shop);
  });
  test('for one path is another with a slash at the end', () => {
    expect(shop.exactPath('/health/')).toMatchObject({ pathName: '/health/', isExact: true });
  });
  test('is for one path', () => {
    expect(shop.exactPath('/health')).toMatchObject({ pathName: '/health', isExact: true });
  });
  test('never changes: each step makes a new one', () => {
    shop.path('/api');
    shop.exactPath('/health');
    expect(shop.pathName).toBe('/');
  });
  test.each([[shop, 'shop.example.com/'], [shop.path('/api'), 'shop.example.com/api']])('prints as %s', (route, text) => {
    expect(`${route}`).toBe(text);
  });
  test('may be for the hosts below one', () => {
    expect(Route.host('*.example.com').hostName).toBe('*.example.com');
  });
  test.each(['Not_A_Host', 'localhost', '*', '', 'shop.example.com:443', 'https://shop.example.com', 'a`.example.com', '192.0.2.1'])('is for no host %p', host => {
    expectUsageError(() => Route.host(host), {
      where: 'Route.host',
      what: `"${host}" is not a valid host`,
      fix: expect.stringContaining('a lower-case domain name, such as "shop.example.com" or "*.example.com"'),
    });
  });
});

describe.each([
  ['Route.path', (path: string) => shop.path(path)],
  ['Route.exactPath', (path: string) => shop.exactPath(path)],
])('%s', (where, take) => {
  test.each([
    ['a space', '/a b'],
    ['an empty segment', '/a//b'],
    ['a way up', '/a/../b'],
    ['a way up at the end', '/a/..'],
    ['a way nowhere', '/a/./b'],
    ['more dots than any server expects', '/a/.../b'],
    ['CR', '/a\rb'],
    ['LF', '/a\nb'],
    ['LF at the end', '/a\n'],
    ['an opening brace', '/a{b'],
    ['a closing brace', '/a}b'],
    ['a semicolon', '/a;b'],
    ['a comment', '/a#b'],
    ['a query', '/a?b'],
    ['an encoded slash', '/a%2fb'],
    ['a backslash', '/a\\b'],
    ['a backtick', '/a`b'],
    ['a quote', '/a"b'],
    ['a variable', '/$uri'],
    ['a regular expression', '/(.*)'],
    ['a letter beyond ASCII', '/caf\u00e9'],
    ['no slash to begin with', 'api'],
    ['nothing', ''],
  ])('refuses %s', (_, path) => {
    expectUsageError(() => take(path), {
      where,
      what: `${JSON.stringify(path)} is not a path that every controller reads the same way`,
      fix: 'begin with "/", and use letters, digits, "-", "_", "." and single "/" only',
    });
  });
  test.each(['/.well-known/acme-challenge', '/.well-known/acme-challenge/', '/.well-known/acme-challenge/x', '/.well-known/acme-challenges'])(
    'refuses %p, which controllers serve to everybody', path => {
      expectUsageError(() => take(path), {
        where,
        what: `"${path}" belongs to certificate challenges, which controllers serve unencrypted and to everybody`,
        fix: 'serve the application under another path',
      });
    });
  test('accepts exactly what no controller reads another way', () => {
    const path = fc.string({ unit: fc.constantFrom(...'/.aZ9_-'), maxLength: 8 }).map(rest => `/${rest}`);
    fc.assert(fc.property(path, each => {
      const [, ...segments] = each.split('/');
      const fine = segments.every((segment, index) =>
        (segment !== '' || index === segments.length - 1) && (segment === '' || /[^.]/.test(segment)));
      return refuses(() => take(each)) === !fine;
    }));
  });
  test('accepts other paths below /.well-known', () => {
    expect(take('/.well-known/security.txt').pathName).toBe('/.well-known/security.txt');
  });
});
