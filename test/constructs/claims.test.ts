import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { addTier, namesOf } from './shop-chart';
import { ClusterProfile, IsolatedNamespace, TieredApp } from '../../src';
import { claim, claimObject } from '../../src/constructs/claims';
import { expectUsageError } from '../values/expect-usage-error';

const fix = 'share it';
const crown = (scope: Construct) => () => claim(scope, { what: 'crown', fix });
const isolate = (scope: Construct, name = 'shop') => new IsolatedNamespace(scope, 'Namespace', { name });

/** An app with the charts `one` and `other`. */
function twoCharts() {
  const app = Testing.app();
  return { app, one: new Chart(app, 'one'), other: new Chart(app, 'other') };
}

describe('what a cluster has only one of', () => {
  test('may be claimed once, wherever in the app', () => {
    const { one, other } = twoCharts();
    crown(new Construct(one, 'Queen'))();
    expectUsageError(crown(new Construct(other, 'King')), {
      where: 'other/King (Construct)', what: 'crown exists already, made by one/Queen', fix,
    });
  });
  test('may be claimed once below a profile, too', () => {
    const { app, one, other } = twoCharts();
    ClusterProfile.attach(app, ClusterProfile.vanilla());
    crown(one)();
    expectUsageError(crown(other), { where: 'other (Chart)', what: 'crown exists already, made by one', fix });
  });
  test('stays with who claimed it first', () => {
    const { app, one, other } = twoCharts();
    crown(one)();
    for (const late of [other, app]) expect(crown(late)).toThrow('crown exists already, made by one\n');
  });
  test('may bear any name, even one that every JavaScript object has', () => {
    const { one } = twoCharts();
    for (const what of ['constructor', '__proto__', 'toString']) expect(() => claim(one, { what, fix })).not.toThrow();
  });
  test('may exist in each of two apps', () => {
    crown(twoCharts().one)();
    expect(crown(twoCharts().one)).not.toThrow();
  });
  test('may exist below each of two profiles', () => {
    const { one, other } = twoCharts();
    ClusterProfile.attach(one, ClusterProfile.vanilla());
    ClusterProfile.attach(other, ClusterProfile.vanilla({ kubernetesVersion: '1.30' }));
    crown(one)();
    expect(crown(other)).not.toThrow();
    expect(crown(new Construct(one, 'Heir'))).toThrow('crown exists already, made by one\n');
  });
  test('may exist below a profile and outside it', () => {
    const { one, other } = twoCharts();
    ClusterProfile.attach(one, ClusterProfile.vanilla());
    crown(one)();
    expect(crown(other)).not.toThrow();
  });
  test('is known to every copy of the library in an app', () => {
    const { one, other } = twoCharts();
    crown(one)();
    jest.isolateModules(() => {
      const copy = jest.requireActual<{ claim: typeof claim }>('../../src/constructs/claims');
      expect(copy.claim).not.toBe(claim);
      expect(() => copy.claim(other, { what: 'crown', fix })).toThrow('crown exists already, made by one\n');
    });
  });
});

describe('the name of an object', () => {
  const web = (scope: Construct, kind = 'Service', namespace = 'shop') => () => claimObject(scope, { kind, namespace, name: 'web' });

  test('may be taken once in its namespace', () => {
    const { one, other } = twoCharts();
    web(one)();
    expectUsageError(web(other), {
      where: 'other (Chart)', what: 'Service "web" in namespace "shop" exists already, made by one', fix: 'give each its own name',
    });
  });
  test('may be taken again in another namespace, and by another kind', () => {
    const { one, other } = twoCharts();
    web(one)();
    expect(web(other, 'Service', 'office')).not.toThrow();
    expect(web(other, 'Deployment')).not.toThrow();
  });
});

describe('a namespace', () => {
  const defineOnce = 'define each namespace once, and pass it to whoever needs it';

  test('may not be defined twice in one chart', () => {
    const { one } = twoCharts();
    isolate(one);
    expectUsageError(() => new IsolatedNamespace(one, 'Again', { name: 'shop' }), {
      where: 'one/Again (IsolatedNamespace)', what: 'namespace "shop" exists already, made by one/Namespace', fix: defineOnce,
    });
  });
  test('may not be defined in two charts of one app', () => {
    const { one, other } = twoCharts();
    isolate(one);
    expectUsageError(() => isolate(other), {
      where: 'other/Namespace (IsolatedNamespace)', what: 'namespace "shop" exists already, made by one/Namespace', fix: defineOnce,
    });
  });
  test('may be defined beside one of another name', () => {
    const { one, other } = twoCharts();
    isolate(one);
    expect(namesOf([isolate(other, 'office').apiObject.toJson()])).toEqual(['Namespace/office']);
  });
  test('may be defined with all its tiers for each of two clusters', () => {
    const charts = twoCharts();
    const [one, other] = [charts.one, charts.other].map(chart => {
      ClusterProfile.attach(chart, ClusterProfile.vanilla());
      addTier(new TieredApp(chart, 'Store', { namespace: isolate(chart) }), 'web');
      return namesOf(chart);
    });
    expect(one).toEqual(expect.arrayContaining(['Namespace/shop', 'NetworkPolicy/default-deny', 'Deployment/web']));
    expect(other).toEqual(one);
  });
});

test('two apps of one namespace may not have a tier of one name, even in different charts', () => {
  const { one, other } = twoCharts();
  const namespace = isolate(one);
  addTier(new TieredApp(one, 'Store', { namespace }), 'web');
  expectUsageError(() => addTier(new TieredApp(other, 'Office', { namespace }), 'web'), {
    where: 'other/Office/web (Tier)',
    what: 'Deployment "web" in namespace "shop" exists already, made by one/Store/web',
    fix: 'give each its own name',
  });
});
