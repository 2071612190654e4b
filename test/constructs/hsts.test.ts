import { Duration } from 'cdk8s';
import { Hsts } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

describe('HSTS', () => {
  const year = Hsts.maxAge(Duration.days(365));

  test('is for one host, and not preloaded, unless asked', () => {
    expect(year._intent).toEqual({ maxAgeSeconds: 31536000, includeSubdomains: false, preload: false });
  });
  test('grows step by step, without changing what it was made from', () => {
    expect(year.withSubdomains()._intent).toEqual({ maxAgeSeconds: 31536000, includeSubdomains: true, preload: false });
    expect(year.withSubdomains().withPreload()._intent).toEqual({ maxAgeSeconds: 31536000, includeSubdomains: true, preload: true });
    expect(year._intent.includeSubdomains).toBe(false);
  });
  test.each([[Duration.seconds(0), 0], [Duration.millis(500), 0.5]])('lasts no %s', (age, seconds) => {
    expectUsageError(() => Hsts.maxAge(age), {
      where: 'Hsts.maxAge', what: `a maximum age of ${seconds} seconds is not possible`, fix: 'give a whole number of seconds, at least 1',
    });
  });
  test.each([
    ['without subdomains', year, '31536000 seconds without subdomains'],
    ['for less than a year', Hsts.maxAge(Duration.days(364)).withSubdomains(), '31449600 seconds'],
  ])('is not preloaded %s, as no browser would', (_, hsts, described) => {
    expectUsageError(() => hsts.withPreload(), {
      where: 'Hsts.withPreload',
      what: `browsers refuse to preload a rule for ${described}`,
      fix: 'use Hsts.maxAge(Duration.days(365)).withSubdomains().withPreload()',
    });
  });
});
