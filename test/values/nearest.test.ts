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

test('names that are as near as each other are sorted, and given once', () => {
  expect(nearest('b', ['c', 'a', 'c'], 3)).toEqual(['a', 'c']);
});
