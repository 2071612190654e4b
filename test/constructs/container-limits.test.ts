import { Testing } from 'cdk8s';
import { addTier, manifest, manifestsOf, shopFor } from './shop-chart';
import { ContainerLimits, IsolatedNamespace } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

function limitsOf(limits?: ContainerLimits) {
  const chart = Testing.chart();
  new IsolatedNamespace(chart, 'Namespace', { name: 'shop', limits });
  return (manifest(manifestsOf(chart), 'LimitRange', 'container-limits').spec as { limits: unknown[] }).limits;
}

describe('the limits of a namespace', () => {
  test('give a container what a tier gets, if it says nothing', () => {
    expect(limitsOf()).toEqual([{
      type: 'Container',
      default: { cpu: '1', memory: '512Mi' },
      defaultRequest: { cpu: '100m', memory: '128Mi' },
      max: { cpu: '4', memory: '16Gi' },
    }]);
  });
  test.each([ContainerLimits.small(), ContainerLimits.medium(), ContainerLimits.large()])('leave room for a tier, in every preset', limits => {
    const { chart, store } = shopFor();
    addTier(store, 'web');
    const { spec } = manifest(chart, 'Deployment', 'web') as { spec: { template: { spec: { containers: [{ resources: { limits: object } }] } } } };
    expect(spec.template.spec.containers[0].resources.limits).toEqual({ cpu: '1000m', memory: '512Mi' });
    expect(Number(limits._container.max.cpu)).toBeGreaterThanOrEqual(1);
  });
  test('take given values in place of those of the preset', () => {
    expect(limitsOf(ContainerLimits.small({ maxMemory: '8Gi' }))).toMatchObject([{ max: { cpu: '2', memory: '8Gi' } }]);
  });
  test('have no part of which nothing is said', () => {
    expect(limitsOf(ContainerLimits.of({ maxCpu: '2' }))).toEqual([{ type: 'Container', max: { cpu: '2' } }]);
  });
  test.each([
    [{ requestCpu: '2', limitCpu: '1500m' }, 'requestCpu "2" is more than limitCpu "1500m"', 'lower requestCpu, or raise limitCpu'],
    [{ limitMemory: '1Gi', maxMemory: '1G' }, 'limitMemory "1Gi" is more than maxMemory "1G"', 'lower limitMemory, or raise maxMemory'],
    [{ requestMemory: '2Gi', maxMemory: '2047Mi' }, 'requestMemory "2Gi" is more than maxMemory "2047Mi"', 'lower requestMemory, or raise maxMemory'],
  ])('refuse an order that the API server refuses (%j)', (values, what, fix) => {
    expectUsageError(() => ContainerLimits.of(values), { where: 'ContainerLimits.of', what, fix });
  });
  test('refuse an amount that is none', () => {
    expectUsageError(() => ContainerLimits.large({ maxCpu: 'four' }), {
      where: 'ContainerLimits.large',
      what: '"four" is no amount for maxCpu',
      fix: 'write a number with an optional unit, such as "500m", "2" or "20Gi"',
    });
  });
});
