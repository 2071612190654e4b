import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, AppProps, Chart, Lazy, YamlOutputType } from 'cdk8s';
import { ClusterProfile, Guardrails, IsolatedNamespace, LinearApp, Ports, TieredApp } from '../../src';

const outputs = Object.keys(YamlOutputType).filter(name => Number.isNaN(Number(name))) as (keyof typeof YamlOutputType)[];

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'linear-app-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** Charts of teams, one inside another and some that depend on others, and an object that knows its fields late. */
function define<T extends App>(app: T): T {
  ClusterProfile.attach(app, ClusterProfile.vanilla());
  const [shop, pay, bank] = ['shop', 'pay', 'bank'].map(name => {
    const chart = new Chart(app, name);
    const store = new TieredApp(chart, 'App', { namespace: new IsolatedNamespace(chart, 'Namespace', { name }) });
    return { chart, web: store.addTier('web', { image: 'web:1', ports: [Ports.tcp(8080)] }) };
  });
  shop.web.allowTo(pay.web);
  pay.web.allowTo(bank.web);
  shop.chart.addDependency(bank.chart);
  const inner = new Chart(pay.chart, 'inner');
  const first = new ApiObject(inner, 'first', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first' } });
  const second = new ApiObject(inner, 'second', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => ({ late: 'yes' }) }) });
  first.node.addDependency(second);
  return app;
}

const filesIn = (root: string): Record<string, string> => Object.fromEntries(fs.readdirSync(root, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name)).sort()
  .map(file => [path.relative(root, file), fs.readFileSync(file, 'utf8')]));

const synthesized = (Kind: new (props: AppProps) => App, props: AppProps): Record<string, string> => {
  const outdir = path.join(folder, Kind.name);
  define(new Kind({ ...props, outdir })).synth();
  return filesIn(outdir);
};

test.each(outputs)('writes the same files as App, byte for byte, as %s', output => {
  const yamlOutputType = YamlOutputType[output];
  const expected = synthesized(App, { yamlOutputType, recordConstructMetadata: true });
  expect(Object.keys(expected).length).toBeGreaterThan(1);
  expect(synthesized(LinearApp, { yamlOutputType, recordConstructMetadata: true })).toEqual(expected);
});

test('returns the same text as App', () => {
  expect(define(new LinearApp()).synthYaml()).toBe(define(new App()).synthYaml());
});

test('validates once, however many charts there are', () => {
  const app = define(new LinearApp({ outdir: folder }));
  let asked = 0;
  app.charts[0].node.addValidation({
    validate: () => {
      asked++;
      return [];
    },
  });
  app.synth();
  expect(asked).toBe(1);
});

test('writes nothing when something is invalid, and charts are what they were afterwards', () => {
  const app = define(new LinearApp({ outdir: path.join(folder, 'dist') }));
  app.charts[0].node.addValidation({ validate: () => ['this is not right'] });
  expect(() => app.synth()).toThrow('this is not right');
  expect(fs.readdirSync(path.join(folder, 'dist'))).toEqual([]);
  expect(app.charts.every(chart => !Object.hasOwn(chart, 'toJson'))).toBe(true);
});

test('is checked by the guardrails like any app', () => {
  const app = define(new LinearApp({ outdir: folder }));
  Guardrails.enforce(app);
  new ApiObject(app.charts[0], 'Open', {
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'open', namespace: 'bank' }, spec: { podSelector: {}, ingress: [{}] },
  });
  expect(() => app.synth()).toThrow('nobody declared it');
});
