import { groupBy } from '../../src/values';

test('groups, and what is in them, stand in the order in which they came', () => {
  const groups = groupBy(['web-1', 'db-1', 'web-2'], name => name.split('-')[0]);
  expect([...groups]).toEqual([['web', ['web-1', 'web-2']], ['db', ['db-1']]]);
});

test('nothing makes no groups', () => {
  expect(groupBy([], String).size).toBe(0);
});
