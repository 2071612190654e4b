import { quantityValue } from '../../src/values';

test.each([
  ['0', 0], ['2', 2], ['1.5', 1.5], ['500m', 0.5], ['2k', 2000], ['1Ki', 1024], ['1M', 1e6], ['3Mi', 3 * 1024 ** 2], ['20Gi', 20 * 1024 ** 3], ['1Ei', 1024 ** 6],
])('the amount %s is %d', (amount, value) => {
  expect(quantityValue(amount)).toBe(value);
});
