import { Monitoring } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

describe('Prometheus', () => {
  test('is where its operator puts it, unless told otherwise', () => {
    expect(Monitoring.prometheus()._pods).toEqual({ namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } });
  });
  test('is where it is said to be', () => {
    expect(Monitoring.prometheus({ namespace: 'metrics', podLabels: { app: 'prom' } })._pods)
      .toEqual({ namespace: 'metrics', labels: { app: 'prom' } });
  });
  test('is in no namespace that cannot exist', () => {
    expectUsageError(() => Monitoring.prometheus({ namespace: 'a.b' }), {
      where: 'Monitoring.prometheus', what: '"a.b" is not a valid namespace', fix: expect.stringContaining('use at most 63 lower-case letters'),
    });
  });
  test('has no labels that pods cannot have', () => {
    expectUsageError(() => Monitoring.prometheus({ podLabels: { 'the app': 'prom' } }), {
      where: 'Monitoring.prometheus', what: '"the app" is not a valid label key', fix: expect.stringContaining('use at most 63 letters'),
    });
  });
  test('has labels, or every pod of its namespace would be it', () => {
    expectUsageError(() => Monitoring.prometheus({ podLabels: {} }), {
      where: 'Monitoring.prometheus',
      what: 'podLabels is empty, so every pod of the namespace would count',
      fix: 'leave podLabels out for the default, or name a label that only these pods carry',
    });
  });
});

test('no monitoring is no pods', () => {
  expect(Monitoring.none()._pods).toBeUndefined();
});
