import * as fc from 'fast-check';
import { selects } from '../../../src/model';
import { Dialect, EVERYTHING, Expression } from '../../../src/model/calico/expression';
import { alternativesOf, MOST_ALTERNATIVES } from '../../../src/model/calico/normal-form';
import { parseExpression } from '../../../src/model/calico/parse-expression';
import { Labels } from '../../../src/values';

const PLAIN: Dialect = { prefix: '', all: EVERYTHING };

function parsed(text: string, dialect = PLAIN): Expression {
  const result = parseExpression(text, dialect);
  if ('expression' in result) return result.expression;
  throw new Error(result.problem);
}

/** Whether a selector selects labels, by way of its alternatives. */
const selected = (text: string, labels: Labels): boolean => alternativesOf(parsed(text))!.some(selector => selects(selector, labels));

describe('a selector selects', () => {
  test.each([
    ['all()', {}, true],
    ['all( )', {}, true],
    ['', {}, true],
    [' \t', {}, true],
    ['!all()', {}, false],
    ['has(app)', { app: '' }, true],
    ['has( app )', {}, false],
    ['!has(app)', {}, true],
    ["app == 'web'", { app: 'web' }, true],
    ['app=="web"', { app: 'web' }, true],
    ["app == 'web'", {}, false],
    ["app != 'web'", {}, true],
    ["app != 'web'", { app: 'web' }, false],
    ["!(app == 'web')", {}, true],
    ["app in {'web', \"db\"}", { app: 'db' }, true],
    ["app in{'web'}", { app: 'db' }, false],
    ['app in {}', { app: 'db' }, false],
    ["app in {'db',}", { app: 'db' }, true],
    ["app not in {'web'}", {}, true],
    ["app not in {'web'}", { app: 'web' }, false],
    ["app contains 'e'", { app: 'web' }, true],
    ["app contains ''", {}, false],
    ["!app contains 'e'", {}, true],
    ["app starts with 'we'", { app: 'web' }, true],
    ["app startswith 'eb'", { app: 'web' }, false],
    ["app ends with 'eb'", { app: 'web' }, true],
    ["! app ends with 'eb'", { app: 'web' }, false],
    ["!!app == 'web'", { app: 'web' }, true],
    ["example.com/app-name_1 == 'a b'", { 'example.com/app-name_1': 'a b' }, true],
    ["in == 'in'", { in: 'in' }, true],
    ["all == 'x' && has == 'y'", { all: 'x', has: 'y' }, true],
    ["app == \"it's\"", { app: "it's" }, true],
    ["toString == 'web' || has(constructor)", {}, false],
  ])('with %j of the labels %j: %s', (text, labels, expected) => {
    expect(selected(text, labels as Labels)).toBe(expected);
  });

  test('what both sides of && do before what either side of || does', () => {
    expect(selected("a == '1' || b == '1' && c == '1'", { a: '1' })).toBe(true);
    expect(selected("(a == '1' || b == '1') && c == '1'", { a: '1' })).toBe(false);
  });

  test('by other keys and scopes, where its field has such', () => {
    const dialect: Dialect = { prefix: 'pcns.', all: parsed('has(namespace)'), global: parsed('!has(namespace)') };
    expect(parsed("global() && team == 'red' && !all()", dialect)).toEqual(parsed("!has(namespace) && pcns.team == 'red' && !has(namespace)"));
  });
});

describe('a text is no selector', () => {
  test.each([
    "app = 'web'", 'app', 'app ==', 'app == web', "app == 'web", "app == 'a' b == 'b'", "app == 'a' &&", "app == 'a' & b == 'b'", '(all()', 'all())', '()',
    '!', 'has()', 'has(a b)', 'has (app)', "app in 'web'", "app in {'a' 'b'}", "app in {'a'", 'app in {,}', "app is 'web'", "'web' == app", 'global()', 'ällä()',
    "app == 'web'\n", '||',
  ])('when it is %j', text => {
    expect(parseExpression(text, PLAIN)).toEqual({ problem: expect.any(String) });
  });

  test('when it is too long, or has too many parentheses in each other', () => {
    const nested = (depth: number) => parseExpression(`${'('.repeat(depth)}all()${')'.repeat(depth)}`, PLAIN);
    expect([nested(50), nested(51), nested(4000), parseExpression(`a == '${'x'.repeat(20_000)}'`, PLAIN)].map(result => 'problem' in result))
      .toEqual([false, true, true, true]);
  });

  test('and the problem says what is missing, and where', () => {
    expect(parseExpression("has(app) && tier = 'db'", PLAIN)).toEqual({ problem: 'an operator should follow "has(app) && tier"' });
    expect(parseExpression("app in {'a'; 'b'}", PLAIN)).toEqual({ problem: '"}" should follow "app in {\'a\'"' });
  });

  test('whatever it is, nothing is thrown', () => {
    const piece = fc.constantFrom('(', ')', '!', '&&', '||', 'has(', 'all()', 'global()', 'app', '==', '!=', 'in', 'not in', '{', '}', ',', "'a'", '"', "'", ' ', '\n', 'contains', '\u0000');
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(piece).map(pieces => pieces.join(' '))), text => {
      expect(() => parseExpression(text, PLAIN)).not.toThrow();
    }));
  });
});

describe('the alternatives of a selector', () => {
  const KEYS = ['a', 'b'];
  const VALUES = ['', 'x', 'xy', 'yx', 'z'];
  const value = fc.constantFrom(...VALUES);
  const key = fc.constantFrom(...KEYS);

  /** A selector, and what it says of labels. */
  interface Case { readonly text: string; readonly holds: (labels: Labels) => boolean }

  const compared = (operator: string, holds: (actual: string, wanted: string) => boolean, ifAbsent = false) =>
    fc.tuple(key, value).map(([name, wanted]): Case =>
      ({ text: `${name} ${operator} '${wanted}'`, holds: labels => name in labels ? holds(labels[name], wanted) : ifAbsent }));
  const listed = (operator: string, isIn: boolean) => fc.tuple(key, fc.array(value, { maxLength: 3 })).map(([name, list]): Case =>
    ({ text: `${name} ${operator} {${list.map(each => `"${each}"`).join(', ')}}`, holds: labels => (name in labels && list.includes(labels[name])) === isIn }));
  const simple = fc.oneof(
    fc.constant<Case>({ text: 'all()', holds: () => true }),
    key.map((name): Case => ({ text: `has(${name})`, holds: labels => name in labels })),
    compared('==', (actual, wanted) => actual === wanted),
    compared('!=', (actual, wanted) => actual !== wanted, true),
    compared('contains', (actual, wanted) => actual.includes(wanted)),
    compared('starts with', (actual, wanted) => actual.startsWith(wanted)),
    compared('ends with', (actual, wanted) => actual.endsWith(wanted)),
    listed('in', true),
    listed('not in', false),
  );
  const { any } = fc.letrec<{ any: Case }>(tie => ({
    any: fc.oneof({ maxDepth: 4 }, simple,
      tie('any').map(({ text, holds }): Case => ({ text: `!(${text})`, holds: labels => !holds(labels) })),
      fc.tuple(tie('any'), tie('any')).map(([one, other]): Case => ({ text: `(${one.text}) && (${other.text})`, holds: labels => one.holds(labels) && other.holds(labels) })),
      fc.tuple(tie('any'), tie('any')).map(([one, other]): Case => ({ text: `(${one.text}) || (${other.text})`, holds: labels => one.holds(labels) || other.holds(labels) }))),
  }));

  test('select together exactly what the selector does', () => {
    const labels = fc.dictionary(key, value);
    fc.assert(fc.property(any, fc.array(labels, { minLength: 1, maxLength: 8 }), ({ text, holds }, objects) => {
      const alternatives = alternativesOf(parsed(text));
      fc.pre(alternatives !== undefined);
      for (const object of objects) expect(alternatives!.some(selector => selects(selector, object))).toBe(holds(object));
    }));
  });

  test('are given up when they grow out of hand', () => {
    const pairs = (count: number) => Array.from({ length: count }, (_, index) => `(has(a${index}) || has(b${index}))`).join(' && ');
    expect(alternativesOf(parsed(pairs(8)))).toHaveLength(MOST_ALTERNATIVES);
    expect(alternativesOf(parsed(pairs(9)))).toBeUndefined();
    expect(alternativesOf(parsed(pairs(300)))).toBeUndefined();
    expect(alternativesOf(parsed(`!(${pairs(9)})`))).toHaveLength(9);
  });
});
