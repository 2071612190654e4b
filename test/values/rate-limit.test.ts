import { expectUsageError } from './expect-usage-error';
import { RateLimit } from '../../src/values';

describe('a rate limit', () => {
  test('per second counts in periods of one second', () => {
    expect(RateLimit.perSecond(10)).toMatchObject({ requests: 10, periodSeconds: 1, burst: 10 });
  });
  test('per minute counts in periods of sixty seconds', () => {
    expect(RateLimit.perMinute(90)).toMatchObject({ requests: 90, periodSeconds: 60, burst: 90 });
  });
  test('takes another burst without changing', () => {
    const rate = RateLimit.perSecond(10);
    expect(rate.withBurst(25)).toMatchObject({ requests: 10, periodSeconds: 1, burst: 25 });
    expect(rate.burst).toBe(10);
  });
  test.each([
    [RateLimit.perSecond(10).withBurst(20), '10 requests per second, 20 at once'],
    [RateLimit.perMinute(90), '90 requests per minute, 90 at once'],
  ])('prints as %s', (rate, text) => {
    expect(`${rate}`).toBe(text);
  });

  const rate = RateLimit.perSecond(1);
  describe.each([
    ['RateLimit.perSecond', RateLimit.perSecond],
    ['RateLimit.perMinute', RateLimit.perMinute],
    ['RateLimit.withBurst', (requests: number) => rate.withBurst(requests)],
  ])('made by %s', (where, make) => {
    test.each([0, -1, 0.5, NaN, Infinity])('is never %p', requests => {
      expectUsageError(() => make(requests), {
        where,
        what: `a rate is a whole number of requests, at least 1; got ${requests}`,
        fix: 'to allow any rate, leave the rate limit out',
      });
    });
  });
});
