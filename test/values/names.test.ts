import * as fc from 'fast-check';
import { expectUsageError, refusalOf, refuses } from './expect-usage-error';
import { checkedHost, dnsLabel, dnsSubdomain, portName, serviceName } from '../../src/values';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const digits = [...'0123456789'];
const alphanumeric = new Set([...letters, ...digits]);

/** Names that are valid or nearly so: random text would hardly ever be. */
const nearlyNames = (alphabet: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

const isRfc1123Label = (name: string): boolean =>
  name.length >= 1 && name.length <= 63
  && [...name].every(char => alphanumeric.has(char) || char === '-')
  && alphanumeric.has(name[0]) && alphanumeric.has(name[name.length - 1]);

describe('dnsLabel', () => {
  test('accepts exactly the labels of RFC 1123', () => {
    fc.assert(fc.property(nearlyNames('az09-A_. ', 66), name => refuses(() => dnsLabel('here', 'name', name)) === !isRfc1123Label(name)));
  });
  test('returns the name it accepts', () => {
    expect(dnsLabel('here', 'name', 'kube-system')).toBe('kube-system');
  });
  test.each([['63 letters', 'a'.repeat(63)], ['a leading digit', '1st']])('accepts %s', (_, name) => {
    expect(dnsLabel('here', 'name', name)).toBe(name);
  });
  test.each([['64 letters', 'a'.repeat(64)], ['a line end', 'web\n'], ['a letter beyond ASCII', 'wéb']])('refuses %s', (_, name) => {
    expect(refuses(() => dnsLabel('here', 'name', name))).toBe(true);
  });
  test('says what the name is for, what it may contain and what was probably meant', () => {
    expectUsageError(() => dnsLabel('test/Namespace (IsolatedNamespace)', 'namespace', 'Kube_System'), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: '"Kube_System" is not a valid namespace',
      fix: 'use at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit; such as "kube-system"',
    });
  });
  test('shows a name with quotes so that one can tell where it ends', () => {
    expect(refusalOf(() => dnsLabel('here', 'namespace', 'shop" "'))?.what).toBe('"shop\\" \\"" is not a valid namespace');
  });
  test('suggests nothing for a blank name', () => {
    expectUsageError(() => dnsLabel('here', 'namespace', ' '), {
      where: 'here',
      what: '" " is not a valid namespace',
      fix: 'use at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit',
    });
  });
});

describe('serviceName', () => {
  test('accepts exactly the labels of RFC 1035: those of RFC 1123 that begin with a letter', () => {
    fc.assert(fc.property(nearlyNames('az09-A.', 66), name =>
      refuses(() => serviceName('here', 'name', name)) === !(isRfc1123Label(name) && letters.includes(name[0]))));
  });
  test('accepts 63 letters, and one', () => {
    expect(serviceName('here', 'name', 'a'.repeat(63))).toHaveLength(63);
    expect(serviceName('here', 'name', 'a')).toBe('a');
  });
  test('refuses 64 letters', () => {
    expect(refuses(() => serviceName('here', 'name', 'a'.repeat(64)))).toBe(true);
  });
  test('says that the name begins with a letter', () => {
    expectUsageError(() => serviceName('here', 'tier name', '1st'), {
      where: 'here',
      what: '"1st" is not a valid tier name',
      fix: 'use at most 63 lower-case letters, digits and "-", beginning with a letter and ending with a letter or digit',
    });
  });
});

describe('dnsSubdomain', () => {
  test('accepts exactly dot-separated labels of RFC 1123, 253 characters in all', () => {
    const parts = fc.array(nearlyNames('a0-', 4), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(parts, labels =>
      refuses(() => dnsSubdomain('here', 'name', labels.join('.'))) === !labels.every(isRfc1123Label)));
  });
  test('accepts one label longer than 63, which Kubernetes does too', () => {
    expect(dnsSubdomain('here', 'name', 'a'.repeat(253))).toHaveLength(253);
  });
  test.each([['254 characters', 'a'.repeat(254)], ['an empty part', 'a..b'], ['a slash, which would name another namespace', 'other/users']])(
    'refuses %s', (_, name) => {
      expect(refuses(() => dnsSubdomain('here', 'name', name))).toBe(true);
    });
});

test('a subdomain that is refused is answered with what it may contain', () => {
  expectUsageError(() => dnsSubdomain('here', 'secret name', '-'), {
    where: 'here',
    what: '"-" is not a valid secret name',
    fix: 'use at most 253 lower-case letters, digits, "-" and ".", each part beginning and ending with a letter or digit',
  });
});

describe('checkedHost', () => {
  test.each(['shop.example.com', '*.example.com', 'a.b', '1.example', '192.0.2.1.example.com', '1.1a', 'a.1-b', 'shop.b1', `${'a'.repeat(63)}.example.com`])('accepts %s', host => {
    expect(checkedHost('here', host)).toBe(host);
  });
  test.each([['without', `a${'.a'.repeat(126)}`], ['with', `*.a${'.a'.repeat(125)}`]])('accepts 253 characters %s a wildcard', (_, host) => {
    expect(checkedHost('here', host)).toBe(host);
    expect(host).toHaveLength(253);
  });
  test.each([
    ['an empty host, which would catch every host', ''],
    ['a bare wildcard, which would catch every host', '*'],
    ['a wildcard within', 'shop.*.com'],
    ['half a wildcard', 'sh*.example.com'],
    ['a single label', 'localhost'],
    ['upper case', 'Shop.example.com'],
    ['a port', 'shop.example.com:443'],
    ['a scheme', 'https://shop.example.com'],
    ['a path', 'shop.example.com/api'],
    ['a trailing dot', 'shop.example.com.'],
    ['a backtick, which would end a Traefik rule', 'shop.example.com`'],
    ['a label of 64 characters', `${'a'.repeat(64)}.example.com`],
    ['an IPv4 address, which is no name', '192.0.2.1'],
    ['an IPv4 address with leading zeros, which the API server reads all the same', '010.0.0.1'],
    ['a number for the last part, which browsers take for an address', 'shop.1'],
    ['a wildcard before a number for the last part', '*.192.0.2.1'],
    ['254 characters', `a${'.a'.repeat(126)}a`],
    ['254 characters, of which the wildcard takes two', `*.a${'.a'.repeat(125)}a`],
  ])('refuses %s', (_, host) => {
    expect(refuses(() => checkedHost('here', host))).toBe(true);
  });
  test('shows what a host looks like', () => {
    expectUsageError(() => checkedHost('Route.host', 'localhost'), {
      where: 'Route.host',
      what: '"localhost" is not a valid host',
      fix: 'use a lower-case domain name, such as "shop.example.com" or "*.example.com"',
    });
  });
});

describe('portName', () => {
  test('accepts exactly the service names of RFC 6335', () => {
    fc.assert(fc.property(nearlyNames('az09-A', 17), name => refuses(() => portName('here', name)) === !isServiceName(name)));
  });
  test('accepts 15 letters, and no more', () => {
    expect(portName('here', 'a'.repeat(15))).toHaveLength(15);
    expect(refuses(() => portName('here', 'a'.repeat(16)))).toBe(true);
  });
  test('says what it may contain', () => {
    expectUsageError(() => portName('Ports.named', '8080'), {
      where: 'Ports.named',
      what: '"8080" is not a valid port name',
      fix: 'use at most 15 lower-case letters, digits and single "-", with at least one letter',
    });
  });
});

describe.each<[string, (name: string) => string, string, string]>([
  ['dnsLabel', name => dnsLabel('here', 'name', name), 'Shop_Floor', 'shop-floor'],
  ['serviceName', name => serviceName('here', 'name', name), '_Web', 'web'],
  ['dnsSubdomain', name => dnsSubdomain('here', 'name', name), 'Shop_Floor.example', 'shop-floor.example'],
  ['checkedHost', name => checkedHost('here', name), '*.Shop.example.com', '*.shop.example.com'],
  ['portName', name => portName('here', name), 'HTTP__ALT', 'http-alt'],
])('%s suggests', (_, check, wrong, near) => {
  test('what is near', () => {
    expect(suggestionOf(() => check(wrong))).toBe(near);
  });
  test('only names that it accepts itself', () => {
    const anyName = fc.oneof(nearlyNames('az09-A_. *', 70), nearlyNames('aB.1_', 300), fc.string({ unit: 'binary' }));
    fc.assert(fc.property(anyName, name => {
      const suggested = suggestionOf(() => check(name));
      return suggested === undefined || check(suggested) === suggested;
    }));
  });
});

/** The name that the refusal of another one suggests, if any. */
const suggestionOf = (action: () => unknown): string | undefined => /; such as "(.*)"$/.exec(refusalOf(action)?.fix ?? '')?.[1];

const isServiceName = (name: string): boolean =>
  isRfc1123Label(name) && name.length <= 15 && !name.includes('--') && letters.some(letter => name.includes(letter));
