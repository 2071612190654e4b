import { nearest } from '../../src/values';

const NAMES = ['shop/web[Deployment]', 'shop/db[StatefulSet]', 'ops/web[Pod]', 'shop/', 'ops/'];

test.each([
  ['shop/wbe', 'shop/web[Deployment]'],
  ['db', 'shop/db[StatefulSet]'],
  ['opps/', 'ops/'],
  ['ops/web[pod]', 'ops/web[Pod]'],
])('the name that is most like "%s" is %s', (text, name) => {
  expect(nearest(text, NAMES, 1)).toEqual([name]);
});

test('a name that has not much in common with the text is none that may have been meant', () => {
  expect(nearest('cache', NAMES)).toEqual([]);
  expect(nearest('ab', ['[Deployment]'])).toEqual([]);
});

test('the longer a text, the more of it may be wrong: a third, and two characters of a short one', () => {
  expect(nearest('frontend-web', ['xxxxtend-web', 'xxxxxend-web'])).toEqual(['xxxxtend-web']);
  expect(nearest('web', ['xxb', 'xxx'])).toEqual(['xxb']);
});

test.each([
  ['is one mistake as another letter is', 'ab', ['zb', 'ba'], ['ba', 'zb']],
  ['is one mistake each time', 'abcd', ['badc'], ['badc']],
  ['is no hit', 'ab', ['ba', 'ab'], ['ab', 'ba']],
  ['needs both of them: the second is not there', 'ab', ['bx', 'zb'], ['zb', 'bx']],
  ['needs both of them: the first is not there', 'ab', ['xa', 'zb'], ['zb', 'xa']],
])('letters that change places with their neighbour: that %s', (_, text, names, found) => {
  expect(nearest(text, names)).toEqual(found);
});

test('names that are as near as each other are sorted, and given once', () => {
  expect(nearest('b', ['c', 'a', 'c'], 3)).toEqual(['a', 'c']);
});
