import * as fs from 'node:fs';
import { ApiObject, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Authentication, ClusterProfile, FailOn, Guardrails, IngressController, IngressTls, IsolatedNamespace, Peer, Ports, Route, RulePack, SecureIngress,
  Tier, TieredApp,
} from '../../src';

/** An app of one chart with a web and a db that talk. */
function shop(app: App = Testing.app()): { app: App; chart: Chart; web: Tier; db: Tier; namespace: IsolatedNamespace } {
  const chart = new Chart(app, 'shop');
  const namespace = new IsolatedNamespace(chart, 'Namespace', { name: 'shop' });
  const tiers = new TieredApp(chart, 'Store', { namespace });
  const web = tiers.addTier('web', { image: 'web:1', ports: [Ports.tcp(8080)] });
  const db = tiers.addTier('db', { image: 'db:1', ports: [Ports.tcp(5432)] });
  web.allowTo(db);
  return { app, chart, web, db, namespace };
}

const allowAll = (scope: Construct) => new ApiObject(scope, 'AllowAll', {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'allow-all', namespace: 'shop' },
  spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
});

const written = (app: App) => fs.existsSync(app.outdir) ? fs.readdirSync(app.outdir) : [];

/** What was written to standard error while `act` ran. */
function standardErrorOf(act: () => void): string {
  const lines: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation(text => lines.push(String(text)) > 0);
  try {
    act();
  } finally {
    spy.mockRestore();
  }
  return lines.join('');
}

describe('an app that keeps its promises', () => {
  test('is written, and one line on standard error says what was proven', () => {
    const { app } = shop();
    Guardrails.enforce(app);
    const said = standardErrorOf(() => app.synth());
    expect(said).toBe('palisade: 13 objects keep to 10 rules; 3 declared flows are possible and, in isolated namespaces, nothing else is\n');
    expect(written(app)).toEqual(['shop.k8s.yaml']);
  });
});

describe('an app that lets the internet in', () => {
  const enforced = (reason?: string) => {
    const { app, web } = shop();
    web.allowFrom(Peer.internet(), { reason });
    Guardrails.enforce(app);
    return () => standardErrorOf(() => app.synth());
  };

  test('has to say why', () => {
    expect(enforced()).toThrow('high NET201: NetworkPolicy "web" lets in the whole internet');
  });
  test('is written once it says why', () => {
    expect(enforced('public shop window')()).toContain('4 declared flows are possible');
  });
});

describe('an app with a policy that undoes the isolation', () => {
  const { app, chart } = shop();
  allowAll(chart);
  Guardrails.enforce(app);
  const error = (): string => {
    try {
      app.synth();
    } catch (thrown) {
      return (thrown as Error).message;
    }
    return '';
  };

  test('fails, naming the construct, the rule and the fix, and writes nothing', () => {
    expect(error()).toContain('shop/AllowAll (NetworkPolicy shop/allow-all): high NET201: '
      + 'NetworkPolicy "allow-all" lets in everybody, inside the cluster and outside\n  fix: Name the sources in `from`');
    expect(written(app)).toEqual([]);
  });

  test('says which flows nobody declared', () => {
    expect(error()).toContain('0.0.0.0-255.255.255.255,::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff may connect to shop/db[Deployment] on all ports, '
      + 'although nobody declared it\n  fix: declare it with allowTo, or remove the NetworkPolicy that allows it');
  });
});

test('a declared flow that a patched policy blocks fails the synthesis', () => {
  const { app, db } = shop();
  const policy = db.node.findChild('NetworkPolicy') as ApiObject;
  policy.addJsonPatch(JsonPatch.replace('/spec/ingress/0/ports/0/port', 5433));
  Guardrails.enforce(app);
  expect(() => app.synth()).toThrow('shop/Store/web: shop/web[Deployment] may not connect to shop/db[Deployment] on tcp 5432, although that was declared');
});

test('a flow that only an open question decides is not taken for proven', () => {
  const { app, chart } = shop();
  new ApiObject(chart, 'ByAddress', {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'by-address', namespace: 'shop' },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 22 }] }] },
  });
  Guardrails.enforce(app);
  expect(() => app.synth()).toThrow(/10\.0\.0\.0-10\.255\.255\.255 may connect to shop\/db\[Deployment\] on tcp 22/);
});

test('proving flows can be left to somebody else', () => {
  const { app, db } = shop();
  (db.node.findChild('NetworkPolicy') as ApiObject).addJsonPatch(JsonPatch.replace('/spec/ingress/0/ports/0/port', 5433));
  Guardrails.enforce(app, { proveFlows: false });
  expect(standardErrorOf(() => app.synth())).toBe('palisade: 13 objects keep to 10 rules\n');
});

describe('a finding milder than failOn', () => {
  const dangling = (failOn?: FailOn) => {
    const { app, chart } = shop();
    new ApiObject(chart, 'Misspelt', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'misspelt', namespace: 'shop' },
      spec: { podSelector: { matchLabels: { app: 'wbe' } }, policyTypes: ['Ingress'] },
    });
    Guardrails.enforce(app, { packs: [RulePack.BASELINE, RulePack.CORRECTNESS], failOn });
    return app;
  };

  test('is printed, and fails nothing', () => {
    expect(standardErrorOf(() => dangling().synth())).toContain(
      'palisade: shop/Misspelt (NetworkPolicy shop/misspelt): medium NET301: NetworkPolicy "misspelt" selects none of the pods');
  });

  test('fails when the bar is lower', () => {
    expect(() => dangling(FailOn.MEDIUM).synth()).toThrow('medium NET301');
  });
});

describe('the analysis', () => {
  /** Counts how often an object is read back: once for each analysis, besides the writing. */
  const readings = (outputType: YamlOutputType, charts: number): number => {
    const { app, namespace } = shop(new App({ outdir: Testing.app().outdir, yamlOutputType: outputType }));
    for (let index = 1; index < charts; index++) new Chart(app, `more-${index}`);
    Guardrails.enforce(app);
    const reading = jest.spyOn(namespace.apiObject, 'toJson');
    standardErrorOf(() => app.synth());
    return reading.mock.calls.length;
  };

  test.each([[1], [5]])('is made once, with %i charts, although cdk8s validates for each', charts => {
    expect(readings(YamlOutputType.FILE_PER_CHART, charts)).toBe(2);
  });

  test('is made anew when an app is synthesized again after a change', () => {
    const { app, chart } = shop();
    Guardrails.enforce(app);
    standardErrorOf(() => app.synth());
    allowAll(chart);
    expect(() => app.synth()).toThrow('NET201');
  });

  test('is made for a chart that is synthesized alone, without a word on standard error', () => {
    const { app, chart } = shop();
    Guardrails.enforce(app);
    expect(standardErrorOf(() => Testing.synth(chart))).toBe('');
    allowAll(chart);
    expect(() => Testing.synth(chart)).toThrow('NET201');
  });

  test('looks at a chart only, when enforced on that', () => {
    const { app, chart } = shop();
    Guardrails.enforce(chart);
    allowAll(new Chart(app, 'elsewhere'));
    expect(standardErrorOf(() => app.synth())).toContain('13 objects keep to 10 rules');
  });
});

test('charts of two profiles are two clusters, and neither is held to what the other declares', () => {
  const app = Testing.app();
  const controllers = { one: IngressController.traefik(), other: IngressController.ingressNginx({ acknowledgeRetired: true }) };
  for (const [id, ingress] of Object.entries(controllers)) {
    const chart = new Chart(app, id);
    ClusterProfile.attach(chart, ClusterProfile.vanilla({ ingress }));
    const namespace = new IsolatedNamespace(chart, 'Namespace', { name: 'shop' });
    const web = new TieredApp(chart, 'Store', { namespace }).addTier('web', { image: 'web:1', ports: [Ports.tcp(8080)] });
    new SecureIngress(chart, 'Edge', {
      namespace,
      routes: [Route.host('shop.example.com').to(web)],
      tls: IngressTls.secret('tls'),
      authentication: Authentication.none('shop window'),
    });
  }
  Guardrails.enforce(app);
  expect(standardErrorOf(() => app.synth())).toContain('4 declared flows are possible and, in isolated namespaces, nothing else is');
});
