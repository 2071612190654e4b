import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { ENVIRONMENTS, multiTenantApp, TENANTS } from './main';
import { expectValidSchemas } from '../../test/schemas/schema-oracle';
import { Analysis, ClusterProfile, Verdict } from 'cdk8s-palisade';

const environments = TENANTS.flatMap(tenant => ENVIRONMENTS.map(environment => `${tenant}-${environment}`));
const workloads = environments.flatMap(name => [`${name}/web`, `${name}-data/db`]);
const pairs = environments.flatMap(from => environments.filter(to => to !== from).map(to => [from, to] as const));

const chartFor = (profile: ClusterProfile, app = new App()): Chart => multiTenantApp(profile, app).charts[0];

/** What every tenant could do, if it got to write NetworkPolicies. */
function openEverything(chart: Chart): void {
  for (const namespace of environments.flatMap(name => [name, `${name}-data`])) {
    new ApiObject(chart, `${namespace}-open`, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'open', namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'], ingress: [{}], egress: [{}] },
    });
  }
}

/** The monitoring of the profile, which is no part of the app. */
function runPrometheus(chart: Chart, profile: ClusterProfile): void {
  const { namespace, labels } = profile._facts.monitoring!;
  new ApiObject(chart, 'Prometheus', {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'prometheus', namespace, labels: { ...labels } }, spec: { containers: [{ name: 'prometheus' }] },
  });
}

describe.each([
  ['AKS', ClusterProfile.aks()],
  ['OpenShift', ClusterProfile.openshift()],
  ['a plain cluster', ClusterProfile.vanilla()],
])('three tenants with two environments on %s', (_, profile) => {
  const chart = chartFor(profile);
  const analysis = Analysis.ofConstruct(chart);
  const connections = analysis.connections();

  test.each(pairs)('keep %s from %s', (from, to) => {
    const crossing = workloads.filter(source => source.startsWith(`${from}/`) || source.startsWith(`${from}-data/`))
      .flatMap(source => [`${to}/web`, `${to}-data/db`].map(destination => analysis.verdict(source, destination, 'tcp/8080')));
    expect(new Set(crossing)).toEqual(new Set([Verdict.DENIED]));
    expect(connections.filter(({ source, destination }) => isIn(source, from) && isIn(destination, to))).toEqual([]);
  });
  test('let every web tier use its own database, and nobody else', () => {
    const toDatabases = connections.filter(({ destination }) => destination.includes('/db['));
    expect(toDatabases.map(({ source, destination, ports }) => `${source} → ${destination} ${ports}`).sort()).toEqual(environments
      .map(name => `${name}/web[Deployment] → ${name}-data/db[Deployment] tcp 5432`).sort());
  });
  test('let the ingress controller and the monitoring in, on a port each', () => {
    const watched = chartFor(profile);
    runPrometheus(watched, profile);
    const ways = Analysis.ofConstruct(watched).connections().filter(({ destination }) => destination === 'acme-test/web[Deployment]');
    expect(ways.map(({ source, ports, verdict }) => `${source.replace(/.*prometheus.*/, 'monitoring')} ${ports} ${verdict}`).sort())
      .toEqual(['monitoring tcp 9090 allowed', '{ingress-controller} tcp 8080 allowed']);
  });
  test('are proven to do what was declared, DNS included, and nothing else', () => {
    expect(Testing.synth(chart)).not.toHaveLength(0);
  });
});

const isIn = (end: string, environment: string): boolean => end.startsWith(`${environment}/`) || end.startsWith(`${environment}-data/`);

describe.each([['AKS', ClusterProfile.aks()], ['EKS', ClusterProfile.eks()], ['OpenShift', ClusterProfile.openshift()]])(
  'tenants on %s that allow everything', (_, profile) => {
    const chart = chartFor(profile);
    openEverything(chart);
    const analysis = Analysis.ofConstruct(chart);

    test.each(pairs)('still keep %s from %s', (from, to) => {
      expect(analysis.verdict(`${from}/web`, `${to}-data/db`, 'tcp/5432')).toBe(Verdict.DENIED);
    });
    test('still get no credentials from the cloud', () => {
      expect(analysis.verdict('acme-test/web', '169.254.169.254', 'tcp/80')).toBe(Verdict.DENIED);
    });
  });

test('the objects are valid', () => {
  const manifests = Testing.synth(chartFor(ClusterProfile.aks()));
  expectValidSchemas(manifests);
  expect(manifests).not.toHaveLength(0);
});
