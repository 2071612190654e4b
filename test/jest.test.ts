import '../src/jest';
import { Chart, Testing } from 'cdk8s';
import { IsolatedNamespace, Ports, RulePack, TieredApp } from '../src';

function shop(): Chart {
  const chart = Testing.chart();
  const namespace = new IsolatedNamespace(chart, 'Namespace', { name: 'shop' });
  const store = new TieredApp(chart, 'Store', { namespace });
  const web = store.addTier('web', { image: 'web:1', ports: [Ports.tcp(8080)] });
  web.allowTo(store.addTier('db', { image: 'db:1', ports: [Ports.tcp(5432)] }));
  return chart;
}

const OPEN = [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } }];

/** The message of a failed expectation. */
function failureOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it passed';
}

describe('toAllow', () => {
  test('passes for a declared flow, on its ports only', () => {
    expect(shop()).toAllow('shop/web', 'shop/db', Ports.tcp(5432));
    expect(shop()).not.toAllow('shop/web', 'shop/db', Ports.tcp(22));
    expect(shop()).not.toAllow('shop/db', 'shop/web', Ports.tcp(8080));
  });

  test('takes manifests as well as charts, and one port of a workload that is open to all', () => {
    const pods = [...OPEN, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'db', namespace: 'shop' } }];
    expect(pods).toAllow('shop/web', 'shop/db', Ports.udp(53));
  });

  test('says what is possible instead when it fails', () => {
    expect(failureOf(() => expect(shop()).toAllow('shop/web', 'shop/db', Ports.tcp(22)))).toBe(
      'expected shop/web[Deployment] to reach shop/db[Deployment] on tcp 22; it may connect on tcp 5432');
    expect(failureOf(() => expect(shop()).toAllow('shop/db', 'shop/web', Ports.tcp(22)))).toBe(
      'expected shop/db[Deployment] to reach shop/web[Deployment] on tcp 22; it may connect on no port');
  });

  test('lists the workloads there are when asked about one that is not', () => {
    expect(failureOf(() => expect(shop()).toAllow('shop/cache', 'shop/db', Ports.tcp(22)))).toContain(
      'toAllow: there is no "shop/cache" in the manifests\n  fix: use one of shop/db[Deployment], shop/web[Deployment]');
  });
});

describe('toKeepTo', () => {
  test('passes when no rule is broken', () => {
    expect(shop()).toKeepTo();
    expect(OPEN).toKeepTo(RulePack.CORRECTNESS);
  });

  test('lists what is broken, with its fix, when it fails', () => {
    expect(failureOf(() => expect(OPEN).toKeepTo())).toContain('NET101: no NetworkPolicy selects Pod "web" for ingress');
    expect(failureOf(() => expect(shop()).not.toKeepTo())).toBe('expected a finding, but there is none');
  });
});
