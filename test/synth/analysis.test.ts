import { App, Chart } from 'cdk8s';
import { Analysis, ClusterProfile, IsolatedNamespace, Ports, TieredApp, Verdict } from '../../src';

const SHOP = `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop, labels: { app: db } }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec:
  podSelector: { matchLabels: { app: db } }
  ingress:
  - from: [{ podSelector: { matchLabels: { app: web } } }]
    ports: [{ port: 5432, endPort: 5439 }]
`;

describe('an analysis of YAML', () => {
  const analysis = Analysis.ofYaml(SHOP);

  test('lists the connections that are possible', () => {
    expect(analysis.connections()).toContainEqual(
      { source: 'shop/web[Pod]', destination: 'shop/db[Pod]', ports: 'tcp 5432-5439', verdict: Verdict.ALLOWED, dependsOn: [] });
  });

  test.each([
    ['shop/web', 'shop/db', 'tcp/5432', Verdict.ALLOWED],
    ['shop/web', 'shop/db', 'tcp/80', Verdict.DENIED],
    ['internet', 'shop/db', 'tcp/5432', Verdict.DENIED],
    ['shop/db', 'internet', 'tcp/443', Verdict.ALLOWED],
  ])('has a verdict on one connection: %s to %s on %s', (source, destination, port, verdict) => {
    expect(analysis.verdict(source, destination, port)).toBe(verdict);
  });

  test('names what a verdict depends on', () => {
    const open = Analysis.ofYaml(SHOP.replace('podSelector: { matchLabels: { app: web } }', 'ipBlock: { cidr: 10.0.0.0/8 }'));
    expect(open.verdict('shop/web', 'shop/db', 'tcp/5432')).toBe(Verdict.DEPENDS);
    expect(open.connections().find(({ source }) => source === 'shop/web[Pod]' )).toMatchObject({ verdict: Verdict.ALLOWED });
    expect(open.connections()).toContainEqual(expect.objectContaining({ source: 'shop/web[Pod]', destination: 'shop/db[Pod]', dependsOn: ['pod-ips', 'pods-match-ip-block'] }));
  });

  test('asks the profile what Kubernetes leaves open', () => {
    const profile = ClusterProfile.vanilla({ assumptions: { 'end-port': 'ignored' } });
    expect(Analysis.ofYaml(SHOP, { profile }).verdict('shop/web', 'shop/db', 'tcp/5433')).toBe(Verdict.DENIED);
  });

  test('explains a verdict', () => {
    expect(analysis.explain('shop/web', 'shop/db', 'tcp/80')).toContain('denied');
  });

  test('tells what could not be read', () => {
    expect(Analysis.ofYaml('kind: [').problems).toEqual([expect.stringMatching(/^<text>:1:\d+: error PAR001: /)]);
    expect(analysis.problems).toEqual([]);
  });

  test('says who is meant when nobody of a name is there', () => {
    expect(() => analysis.verdict('shop/wep', 'shop/db', 'tcp/80')).toThrow(/shop\/web/);
  });
});

test('an analysis of constructs needs no synthesis', () => {
  const app = new App();
  const namespace = new IsolatedNamespace(new Chart(app, 'shop'), 'Namespace', { name: 'shop' });
  const store = new TieredApp(namespace, 'Store', { namespace });
  const web = store.addTier('web', { image: 'web', ports: [Ports.tcp(8080)] });
  const db = store.addTier('db', { image: 'db', ports: [Ports.tcp(5432)] });
  web.allowTo(db);
  const analysis = Analysis.ofConstruct(app);
  expect(analysis.verdict('shop/web', 'shop/db', 'tcp/5432')).toBe(Verdict.ALLOWED);
  expect(analysis.verdict('shop/db', 'shop/web', 'tcp/8080')).toBe(Verdict.DENIED);
});
