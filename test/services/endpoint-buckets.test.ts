import * as fc from 'fast-check';
import { buckets } from '../../src/services/endpoint-buckets';

const keys = fc.uniqueArray(fc.nat({ max: 5000 }).map(number => `item-${number}`), { maxLength: 300 });
const most = fc.integer({ min: 1, max: 40 });

/** Such as `01: a, b`, for each bucket. */
const textsOf = (items: readonly string[], size: number): string[] =>
  buckets(items, key => key, size).map(({ prefix, items: inside }) => `${prefix}: ${[...inside].sort().join(', ')}`);

describe('buckets', () => {
  test('hold every item once, and no bucket more than it may', () => {
    fc.assert(fc.property(keys, most, (items, size) => {
      const made = buckets(items, key => key, size);
      expect(made.flatMap(({ items: inside }) => inside).sort()).toEqual([...items].sort());
      expect(made.every(({ items: inside }) => inside.length > 0 && inside.length <= size)).toBe(true);
    }));
  });
  test('do not hang on the order of the items', () => {
    fc.assert(fc.property(keys, most, (items, size) => {
      expect(textsOf([...items].reverse(), size)).toEqual(textsOf(items, size));
    }));
  });
  test('change in one place for one item more or less: the bucket it is in, or those that a full one is split into', () => {
    fc.assert(fc.property(keys, most, (items, size) => {
      fc.pre(items.length > 0);
      const [all, fewer] = [textsOf(items, size), textsOf(items.slice(1), size)];
      const [gone, made] = [fewer.filter(text => !all.includes(text)), all.filter(text => !fewer.includes(text))];
      expect(gone.length).toBeLessThanOrEqual(1);
      if (gone.length === 0) return expect(made).toHaveLength(1);
      const [prefix] = gone[0].split(':');
      return expect(made.filter(text => !text.startsWith(prefix))).toEqual([]);
    }), { numRuns: 300 });
  });
  test('of which none is full change in exactly one', () => {
    const items = Array.from({ length: 1000 }, (_, index) => `item-${index}`);
    const [before, after] = [textsOf(items, 300), textsOf([...items, 'another'], 300)];
    expect(before.length).toBe(after.length);
    expect(after.filter(text => !before.includes(text))).toHaveLength(1);
  });
  test('of no items are none', () => {
    expect(buckets([], String, 100)).toEqual([]);
  });
});
