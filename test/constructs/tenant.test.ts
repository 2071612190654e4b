import { App, Chart, Testing } from 'cdk8s';
import { addTier, manifest, manifestsOf, namesOf } from './shop-chart';
import { IsolatedNamespace, NamespaceQuota, Peer, Ports, Subject, TeamRole, Tenant, Tier, TieredApp } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

interface Sides {
  readonly tenant?: string;
  readonly environment?: string;
}

const tierIn = (chart: Chart, name: string, sides: Sides): Tier => addTier(
  new TieredApp(chart, `${name}-app`, { namespace: new IsolatedNamespace(chart, name, { name, ...sides }) }), 'web', Ports.tcp(8080),
);

const refusal = (side: string, here: string, there: string, what = 'tier "web"') => ({
  where: 'test/one-app/web (Tier)',
  what: `a flow between it, of ${here}, and ${what}, of ${there}, would cross a boundary`,
  fix: `put both namespaces into one ${side}, or leave the flow out`,
});

describe('a flow', () => {
  test.each<[string, Sides, Sides, string, string, string]>([
    ['tenants', { tenant: 'acme' }, { tenant: 'bolt' }, 'tenant', 'tenant "acme"', 'tenant "bolt"'],
    ['a tenant and nobody in particular', { tenant: 'acme' }, {}, 'tenant', 'tenant "acme"', 'no tenant'],
    ['environments', { environment: 'test' }, { environment: 'production' }, 'environment', 'environment "test"', 'environment "production"'],
    ['an environment and none', {}, { environment: 'dev' }, 'environment', 'no environment', 'environment "dev"'],
    [
      'environments of a tenant', { tenant: 'acme', environment: 'dev' }, { tenant: 'acme', environment: 'test' },
      'environment', 'environment "dev"', 'environment "test"',
    ],
  ])('between %s is refused, whichever side says it', (_, one, other, side, here, there) => {
    for (const say of ['allowTo', 'allowFrom'] as const) {
      const chart = Testing.chart();
      const [from, to] = [tierIn(chart, 'one', one), tierIn(chart, 'other', other)];
      expectUsageError(() => from[say](to), refusal(side, here, there));
    }
  });
  test('to a namespace that is defined later is refused then', () => {
    const chart = Testing.chart();
    tierIn(chart, 'one', { tenant: 'acme' }).allowTo(Peer.namespace('other'), { ports: [Ports.tcp(8080)] });
    expectUsageError(() => tierIn(chart, 'other', { tenant: 'bolt' }), refusal('tenant', 'tenant "acme"', 'tenant "bolt"', 'namespace "other"'));
  });
  test('to namespaces by the labels of another side is refused', () => {
    const tier = tierIn(Testing.chart(), 'one', { tenant: 'acme' });
    expectUsageError(() => tier.allowTo(Peer.namespacesLabeled({ 'cdk8s-palisade/tenant': 'bolt' }), { ports: [Ports.tcp(80)] }),
      { ...refusal('tenant', 'tenant "acme"', 'tenant "bolt"'), what: expect.stringContaining('would cross a boundary') as string });
  });
  test.each<[string, Sides]>([['a tenant', { tenant: 'acme' }], ['an environment', { environment: 'dev' }], ['nobody in particular', {}]])(
    'within %s is as possible as any', (_, sides) => {
      const chart = Testing.chart();
      tierIn(chart, 'one', sides).allowTo(tierIn(chart, 'other', sides));
      expect(namesOf(chart).filter(name => name === 'NetworkPolicy/web')).toHaveLength(2);
    });
  test('with the platform is as possible as any', () => {
    const tier = tierIn(Testing.chart(), 'one', { tenant: 'acme', environment: 'dev' });
    expect(() => tier.allowMonitoring(Ports.tcp(8080))).not.toThrow();
    expect(() => tier.allowTo(Peer.cidr('203.0.113.0/24'), { ports: [Ports.tcp(443)] })).not.toThrow();
    expect(() => tier.allowTo(Peer.namespacesLabeled({ team: 'search' }), { ports: [Ports.tcp(443)] })).not.toThrow();
  });
});

describe('a tenant', () => {
  test('gives its namespaces its name, and what they have in common unless they state otherwise', () => {
    const chart = Testing.chart();
    const acme = new Tenant(chart, 'Acme', { name: 'acme', namespaces: { owner: 'team-acme', quota: NamespaceQuota.none() } });
    acme.addNamespace('acme-web', { environment: 'dev' });
    acme.addNamespace('acme-data', { owner: 'team-data' });
    const labels = (name: string) => manifest(chart, 'Namespace', name).metadata.labels;
    expect(acme.namespaces.map(({ name }) => name)).toEqual(['acme-web', 'acme-data']);
    expect(labels('acme-web')).toMatchObject({
      'cdk8s-palisade/tenant': 'acme', 'cdk8s-palisade/owner': 'team-acme', 'cdk8s-palisade/environment': 'dev',
    });
    expect(labels('acme-data')).toMatchObject({ 'cdk8s-palisade/tenant': 'acme', 'cdk8s-palisade/owner': 'team-data' });
    expect(namesOf(chart)).not.toContain('ResourceQuota/quota');
  });
  test('grants a role in all of its namespaces, whenever they were added', () => {
    const written = (grantFirst: boolean) => {
      const chart = new Chart(new App(), 'test');
      const acme = new Tenant(chart, 'Acme', { name: 'acme' });
      const grant = () => acme.grant(TeamRole.VIEWER, Subject.group('team-acme'));
      if (grantFirst) grant();
      acme.addNamespace('acme-web');
      acme.addNamespace('acme-data');
      if (!grantFirst) grant();
      return manifestsOf(chart).filter(({ kind }) => kind === 'RoleBinding');
    };
    expect(written(true).map(({ metadata }) => metadata.namespace)).toEqual(['acme-web', 'acme-data']);
    expect(written(false)).toEqual(written(true));
  });
  test('is defined once in a cluster', () => {
    const chart = Testing.chart();
    new Tenant(chart, 'Acme', { name: 'acme' });
    expectUsageError(() => new Tenant(chart, 'Again', { name: 'acme' }), {
      where: 'test/Again (Tenant)',
      what: 'tenant "acme" exists already, made by test/Acme',
      fix: 'define each tenant once, and add its namespaces to that',
    });
  });
  test('refuses a namespace that is defined already', () => {
    const acme = new Tenant(Testing.chart(), 'Acme', { name: 'acme' });
    acme.addNamespace('web');
    expectUsageError(() => acme.addNamespace('web'), {
      where: 'test/Acme/Namespace1 (IsolatedNamespace)',
      what: 'namespace "web" exists already, made by test/Acme/Namespace0',
      fix: 'define each namespace once, and pass it to whoever needs it',
    });
  });
});
