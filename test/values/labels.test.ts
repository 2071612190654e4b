import * as fc from 'fast-check';
import { expectUsageError, refuses } from './expect-usage-error';
import { checkedLabels, checkedPodLabels } from '../../src/values';

const alphanumeric = new Set('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
const lowerCase = new Set('abcdefghijklmnopqrstuvwxyz0123456789');

const isName = (text: string): boolean =>
  text.length >= 1 && text.length <= 63
  && [...text].every(char => alphanumeric.has(char) || '-_.'.includes(char))
  && alphanumeric.has(text[0]) && alphanumeric.has(text[text.length - 1]);

const isPrefix = (text: string): boolean => text.length <= 253 && text.split('.').every(part =>
  part !== '' && [...part].every(char => lowerCase.has(char) || char === '-') && !part.startsWith('-') && !part.endsWith('-'));

const isKey = (key: string): boolean => {
  const slash = key.indexOf('/');
  return slash < 0 ? isName(key) : isPrefix(key.slice(0, slash)) && isName(key.slice(slash + 1));
};

const nearly = (alphabet: string, maxLength: number) => fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

describe('checkedLabels', () => {
  test('accepts exactly the values that Kubernetes accepts', () => {
    fc.assert(fc.property(nearly('aZ9-_. /', 66), value =>
      refuses(() => checkedLabels('here', { app: value })) === !(value === '' || isName(value))));
  });
  test('accepts exactly the keys that Kubernetes accepts', () => {
    fc.assert(fc.property(nearly('aZ9-_./', 12), key => refuses(() => checkedLabels('here', { [key]: 'x' })) === !isKey(key)));
  });
  test.each([
    ['a key with a domain', { 'app.kubernetes.io/name': 'web' }],
    ['a domain of letters alone', { 'a.b/name': 'x' }],
    ['an empty value', { canary: '' }],
    ['a value of 63 characters', { app: 'a'.repeat(63) }],
    ['a domain of 253 characters', { [`${'a'.repeat(253)}/name`]: 'x' }],
  ])('accepts %s', (_, labels) => {
    expect(checkedLabels('here', labels)).toEqual(labels);
  });
  test.each([
    ['a value of 64 characters', { app: 'a'.repeat(64) }],
    ['a value with a line end', { app: 'web\n' }],
    ['a domain of 254 characters', { [`${'a'.repeat(254)}/name`]: 'x' }],
    ['a domain that begins with a dot', { '.example/name': 'x' }],
    ['a domain that ends with a dash', { 'example-/name': 'x' }],
    ['an empty key', { '': 'x' }],
    ['a key without a name', { 'example.com/': 'x' }],
  ])('refuses %s', (_, labels) => {
    expect(refuses(() => checkedLabels('here', labels))).toBe(true);
  });
  test('sorts by key, so that equal labels print equally', () => {
    const tidy = checkedLabels('here', { b: '2', a: '1', c: '3' });
    expect(JSON.stringify(tidy)).toBe('{"a":"1","b":"2","c":"3"}');
  });
  test('names the label and shows its value', () => {
    expectUsageError(() => checkedLabels('test/Namespace (IsolatedNamespace)', { team: 'shop floor' }), {
      where: 'test/Namespace (IsolatedNamespace)',
      what: 'label "team" has the invalid value "shop floor"',
      fix: 'use at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, without spaces',
    });
  });
  test('shows a value that JavaScript let through although it is no text', () => {
    expectUsageError(() => checkedLabels('here', { replicas: 3 as unknown as string }), {
      where: 'here',
      what: 'label "replicas" has the invalid value 3',
      fix: expect.stringContaining('use at most 63 letters'),
    });
  });
  test('does not take a list of one text for the text', () => {
    expect(refuses(() => checkedLabels('here', { app: ['web'] as unknown as string }))).toBe(true);
  });
  test('says what a key may contain', () => {
    expectUsageError(() => checkedLabels('here', { 'the team': 'shop' }), {
      where: 'here',
      what: '"the team" is not a valid label key',
      fix: 'use at most 63 letters, digits, "-", "_" and ".", with an optional "domain.example/" before them',
    });
  });
});

describe('checkedPodLabels', () => {
  test('returns the labels that tell some pods from the others', () => {
    expect(checkedPodLabels('here', { b: '2', a: '1' })).toEqual({ a: '1', b: '2' });
  });
  test('refuses none, which every pod has', () => {
    expectUsageError(() => checkedPodLabels('Monitoring.prometheus', {}), {
      where: 'Monitoring.prometheus',
      what: 'podLabels is empty, so every pod of the namespace would count',
      fix: 'leave podLabels out for the default, or name a label that only these pods carry',
    });
  });
  test('refuses what checkedLabels refuses', () => {
    expectUsageError(() => checkedPodLabels('here', { app: 'the web' }), {
      where: 'here', what: 'label "app" has the invalid value "the web"', fix: expect.stringContaining('without spaces'),
    });
  });
});
