import { FreshConsumer } from './fresh-consumer';

const MAIN = `
import { ApiObject, App, Chart } from 'cdk8s';
import { Guardrails, IsolatedNamespace, Ports, TieredApp } from 'cdk8s-palisade';

const app = new App();
const chart = new Chart(app, 'shop');
const namespace = new IsolatedNamespace(chart, 'Namespace', { name: 'shop' });
const store = new TieredApp(chart, 'Store', { namespace });
const web = store.addTier('web', { image: 'web:1', ports: [Ports.tcp(8080)] });
web.allowTo(store.addTier('db', { image: 'db:1', ports: [Ports.tcp(Number(process.env.DB_PORT ?? 5432))] }));
if (process.env.ALLOW_ALL) {
  new ApiObject(chart, 'AllowAll', {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'allow-all', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
  });
}
if (process.env.ENFORCE) Guardrails.enforce(app);
app.synth();
`;

const CDK8S_YAML = `
language: typescript
app: ts-node main.ts
validations:
  - package: ./node_modules/cdk8s-palisade/lib/validation.js
    version: 0.0.0
    class: NetworkValidation
    properties: { failOn: high }
`;

const TSCONFIG = JSON.stringify({ compilerOptions: { module: 'node16', target: 'es2022', strict: true, skipLibCheck: true } });

describe('the packed library in a project of its own', () => {
  let consumer: FreshConsumer;
  beforeAll(() => {
    consumer = FreshConsumer.install({ 'main.ts': MAIN, 'cdk8s.yaml': CDK8S_YAML, 'tsconfig.json': TSCONFIG });
  }, 240_000);
  afterAll(() => consumer.remove());

  const synth = (environment: Readonly<Record<string, string>> = {}) =>
    consumer.run('env', ...Object.entries(environment).map(([name, value]) => `${name}=${value}`), 'npx', 'cdk8s', 'synth');

  test('synthesizes, passes its validation, and exits with 0', () => {
    const { status, stdout } = synth();
    expect(stdout).toMatch(/Status.*success/);
    expect(status).toBe(0);
  }, 60_000);

  test('exits with 2 when the validation fails, and reports rule, object, construct and fix', () => {
    const { status, stdout } = synth({ ALLOW_ALL: '1' });
    expect(status).toBe(2);
    expect(stdout).toContain('NET201 rule-allows-every-source [high]');
    expect(stdout).toContain('NetworkPolicy shop/allow-all spec.ingress.0');
    expect(stdout).toContain('shop/AllowAll');
    expect(stdout).toContain('Name the sources in `from`');
  }, 60_000);

  test('exits with 1 and writes nothing when guardrails in the app fail', () => {
    const { status, stderr } = synth({ ALLOW_ALL: '1', ENFORCE: '1' });
    expect(status).toBe(1);
    expect(stderr).toContain('high NET201: NetworkPolicy "allow-all" lets in everybody');
    expect(consumer.exists('dist/shop.k8s.yaml')).toBe(false);
  }, 60_000);

  test('exits with 1 and writes nothing when a value is wrong, and says how to fix it', () => {
    const { status, stderr } = synth({ DB_PORT: '70000' });
    expect(status).toBe(1);
    expect(stderr).toContain('Ports.tcp: a port is a whole number from 1 to 65535; got 70000');
    expect(stderr).toContain('fix: ');
    expect(consumer.exists('dist/shop.k8s.yaml')).toBe(false);
  }, 60_000);

  test('brings the palisade command', () => {
    expect(synth({ ENFORCE: '1' }).stderr).toContain('3 declared flows are possible');
    expect(consumer.run('npx', 'palisade', 'map').stdout).toContain('shop/web[Deployment]  →  shop/db[Deployment]  tcp 5432');
  }, 60_000);

  test('offers its parts by name', () => {
    const { stdout } = consumer.run('node', '-p', `[
      typeof require('cdk8s-palisade').IsolatedNamespace,
      typeof require('cdk8s-palisade/validation').NetworkValidation,
      require.resolve('cdk8s-palisade/jest').endsWith('lib/jest.js'),
    ].join(' ')`);
    expect(stdout.trim()).toBe('function function true');
  });
});
