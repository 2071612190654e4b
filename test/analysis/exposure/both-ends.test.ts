import { Exposure, exposureOf } from '../../../src/analysis';
import { dedent, networkFrom, Told } from '../../dsl';

/* What pods that are not in the input may do, where policies of both ends, or of several tiers, speak of them. */

const namespace = (name: string, labels: string) => `
  apiVersion: v1
  kind: Namespace
  metadata: { name: ${name}, labels: ${labels} }`;

const DB = `
  apiVersion: v1
  kind: Pod
  metadata: { name: db, namespace: shop, labels: { app: db } }
  spec: { containers: [{ ports: [{ name: sql, containerPort: 5432 }] }] }`;

const policy = (spec: string, name = 'policy', where = 'shop') => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: ${name}, namespace: ${where} }
  spec: { podSelector: {}, ${spec} }`;

const ordered = (name: string, rules: string, { tier = 'Admin', priority = 1, subject = 'namespaces: {}' } = {}) => `
  apiVersion: policy.networking.k8s.io/v1alpha2
  kind: ClusterNetworkPolicy
  metadata: { name: ${name} }
  spec: { tier: ${tier}, priority: ${priority}, subject: { ${subject} }, ${rules} }`;

const calico = (name: string, { tier = 'default', order = 1, rules = '' }) => `
  apiVersion: projectcalico.org/v3
  kind: GlobalNetworkPolicy
  metadata: { name: ${tier === 'default' ? name : `${tier}.${name}`} }
  spec: { tier: ${tier}, order: ${order}, selector: "app == 'db'", types: [Ingress], ingress: [${rules}] }`;

const tier = (name: string, order: number) => `
  apiVersion: projectcalico.org/v3
  kind: Tier
  metadata: { name: ${name} }
  spec: { order: ${order} }`;

const pods = (labels: string) => `{ namespaceSelector: {}, podSelector: { matchLabels: ${labels} } }`;
const from = (...peers: string[]) => `ingress: [{ from: [${peers.join()}] }]`;
const denyTo = 'egress: [{ action: Deny, to: [{ namespaces: {} }] }]';
const subject = (expressions: string) => `pods: { namespaceSelector: {}, podSelector: { matchExpressions: [${expressions}] } }`;

const exposed = (documents: readonly string[], told?: Told): Exposure[] => exposureOf(networkFrom(documents.map(dedent).join('\n---\n'), told));

function rows(direction: Exposure['direction'], documents: readonly string[], told?: Told): string[] {
  const short = (selector: Exposure['pods']) => selector.map(({ key, operator, values }) =>
    [key.replace('kubernetes.io/metadata.name', 'name'), operator, ...values.length > 0 ? [values.join('|')] : []].join(' ')).join(', ') || 'any';
  const portsText = (ports: Exposure['ports']) => ports === 'all' ? 'all' : ports.map(({ protocol, first, last }) => `${protocol} ${first}-${last}`).join();
  return exposed(documents, told).filter(row => row.direction === direction)
    .map(row => [`${short(row.namespaces)} / ${short(row.pods)}`, portsText(row.ports), ...row.depends].join('; '));
}

describe('where policies of both ends ask about labels', () => {
  const jail = (expressions: string) => ordered('jail', denyTo, { subject: subject(expressions) });

  test('both have to be met, whichever label comes first', () => {
    for (const [mine, theirs] of [['app', 'zone'], ['zone', 'app']]) {
      const [first, second] = ['app', 'zone'].map(key => key === mine ? `${key} In web` : `${key} NotIn jail`);
      expect(rows('ingress', [DB, policy(from(pods(`{ ${mine}: web }`))), jail(`{ key: ${theirs}, operator: In, values: [jail] }`)])).toEqual([`any / ${first}, ${second}; all`]);
    }
  });

  test('about the same label, what is left is what neither denies', () => {
    const either = from('{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: app, operator: In, values: [a, b, c] }] } }');
    expect(rows('ingress', [DB, policy(either), jail('{ key: app, operator: In, values: [b, d] }')])).toEqual(['any / app In a|c; all']);
    expect(rows('ingress', [DB, policy(either), jail('{ key: app, operator: In, values: [a, b, c] }')])).toEqual([]);
    expect(rows('ingress', [DB, policy(either), jail('{ key: app, operator: In, values: [d] }')])).toEqual(['any / app In a|b|c; all']);
  });

  test('about several labels each, all of them count', () => {
    expect(rows('ingress', [DB, policy(from(pods('{ app: web, tier: x }'))), jail('{ key: app, operator: Exists }, { key: zone, operator: In, values: [jail] }')]))
      .toEqual(['any / app In web, tier In x, zone NotIn jail; all']);
  });

  test('the ports are those that both allow', () => {
    const out = policy('policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: 443 }, { port: 5432 }] }]', 'out', 'bank');
    const opened = policy('ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 5432 }, { port: 80 }] }]');
    expect(rows('ingress', [DB, opened, out])).toEqual(['any / any; TCP 5432-5432', 'name NotIn bank / any; TCP 80-80,TCP 5432-5432']);
  });
});

describe('the Baseline tier', () => {
  const base = ordered('base', 'ingress: [{ action: Deny, from: [{ namespaces: {} }] }]', { tier: 'Baseline' });
  const outward = policy('policyTypes: [Egress], egress: [{}]');
  const told = (answer: string): Told => ({ assumptions: { 'np-tier-scope': answer } });

  test('is asked though a NetworkPolicy governs the other direction, unless that is said to keep it from being asked', () => {
    expect(rows('ingress', [DB, base, outward])).toEqual([]);
    expect(rows('ingress', [DB, base, outward], told('any-direction'))).toEqual(['any / any; all']);
    expect(rows('ingress', [DB, base, outward], told('unknown'))).toEqual(['any / any; all; np-tier-scope']);
  });

  test('is asked of what leaves, too', () => {
    const baseOut = ordered('base', denyTo, { tier: 'Baseline', subject: 'namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } }' });
    const inward = policy('ingress: [{}]');
    expect(rows('egress', [DB, baseOut, inward])).toEqual([]);
    expect(rows('egress', [DB, baseOut, inward], told('any-direction'))).toEqual(['any / any; all']);
  });

  test('is not asked where a NetworkPolicy governs', () => {
    expect(rows('ingress', [DB, base, policy('ingress: [{}]')])).toEqual(['any / any; all']);
  });

  test('is no other tier, which are asked first', () => {
    const first = ordered('first', 'ingress: [{ action: Deny, from: [{ namespaces: {} }] }]');
    expect(rows('ingress', [DB, first, outward], told('any-direction'))).toEqual([]);
    expect(rows('ingress', [DB, first, policy('ingress: [{}]')])).toEqual([]);
  });
});

describe('tiers', () => {
  const allow = "{ action: Allow, source: { namespaceSelector: all(), selector: \"app == 'web'\" } }";
  const deny = "{ action: Deny, source: { namespaceSelector: all(), selector: \"app == 'web'\" } }";

  test('are asked one after the other, in their order', () => {
    const both = (one: number, two: number) => [tier('one', one), tier('two', two), calico('opens', { tier: 'one', rules: '{ action: Allow }' }), calico('closes', { tier: 'two', rules: '{ action: Deny }' })];
    expect(rows('ingress', [DB, ...both(1, 2)])).toEqual(['any / any; all']);
    expect(rows('ingress', [DB, ...both(2, 1)])).toEqual([]);
  });

  test('of one order are two, and what the first leaves out is denied', () => {
    const documents = [DB, tier('one', 1), tier('two', 1), calico('closes', { tier: 'one', rules: allow }), calico('opens', { tier: 'two', rules: '{ action: Allow }' })];
    expect(rows('ingress', documents)).toEqual(['any / app In web; all']);
  });

  test('ask their policies by order, and rules by place', () => {
    expect(rows('ingress', [DB, calico('b', { order: 1, rules: `${allow}, { action: Deny }` }), calico('a', { order: 2, rules: '{ action: Allow }' })])).toEqual(['any / app In web; all']);
    expect(rows('ingress', [DB, calico('b', { order: 2, rules: `${allow}, { action: Deny }` }), calico('a', { order: 1, rules: '{ action: Allow }' })])).toEqual(['any / any; all']);
    expect(rows('ingress', [DB, calico('a', { rules: `${deny}, { action: Allow }` })])).toEqual(['any / app NotIn web; all']);
    expect(rows('ingress', [DB, calico('a', { rules: `{ action: Allow }, ${deny}` })])).toEqual(['any / any; all']);
  });

  test('of several policies that govern each have their say', () => {
    const [reds, blues] = ['red', 'blue'].map((color, index) => ordered(color, denyTo, { priority: index, subject: `namespaces: { matchLabels: { team: ${color} } }` }));
    expect(rows('ingress', [DB, reds, blues])).toEqual(['team NotIn blue|red / any; all']);
  });
});

describe('policies that govern the same pods', () => {
  test('say it once, whether they govern all pods or some', () => {
    const governs = (name: string, selector: string) => policy('policyTypes: [Egress]', name, 'bank').replace('podSelector: {}', `podSelector: ${selector}`);
    expect(rows('ingress', [DB, governs('a', '{ matchLabels: { app: web } }'), governs('b', '{}'), governs('c', '{ matchLabels: { app: web } }')])).toEqual(['name NotIn bank / any; all']);
    expect(rows('ingress', [DB, governs('a', '{ matchLabels: { app: web } }'), governs('c', '{ matchLabels: { app: web } }')]))
      .toEqual(['any / app NotIn web; all', 'name NotIn bank / any; all']);
    expect(rows('ingress', [DB, governs('a', '{ matchLabels: { app: web } }'), governs('c', '{ matchLabels: { app: api } }')]))
      .toEqual(['any / app NotIn api|web; all', 'name NotIn bank / any; all']);
  });

  test('in namespaces whose labels nobody knows do so perhaps', () => {
    const deny = ordered('deny', denyTo, { subject: 'namespaces: { matchLabels: { team: red } }' });
    expect(rows('ingress', [DB, policy('ingress: [{}]'), deny], { assumptions: { 'undeclared-namespace-labels': 'unknown' } }))
      .toEqual(['name NotIn shop, team NotIn red / any; all', 'name In shop / any; all; undeclared-namespace-labels']);
  });
});

describe('namespaces of the input', () => {
  const SHOP = namespace('shop', '{ team: a, zone: x }');
  const BANK = namespace('bank', '{ team: b, zone: x }');
  const of = (labels: string) => `{ namespaceSelector: { matchLabels: ${labels} } }`;

  test('are told by a label that they alone have', () => {
    expect(rows('ingress', [DB, SHOP, BANK, policy(from(of('{ team: a }')))])).toEqual(['team In a / any; all']);
    expect(rows('ingress', [DB, SHOP, BANK, policy(from(of('{ zone: x }'), of('{ team: b }')))])).toEqual(['team In b / any; all', 'zone In x / any; all']);
  });

  test('are named where another policy keeps those with their label from it', () => {
    expect(rows('ingress', [DB, SHOP, BANK, policy(from(of('{ zone: x }'))), policy('policyTypes: [Egress]', 'closed', 'bank')])).toEqual(['name NotIn bank, zone In x / any; all']);
  });

  test('are nowhere, where no namespace can be like that', () => {
    const impossible = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: bank, team: a } } }';
    expect(rows('ingress', [DB, SHOP, BANK, policy(from(impossible))])).toEqual([]);
    const itself = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: bank, team: b } } }';
    expect(rows('ingress', [DB, SHOP, BANK, policy(from(itself))])).toEqual(['name In bank / any; all']);
  });
});

test('rows name the verdict, and are in the order of the peers and directions', () => {
  const web = DB.replace('name: db', 'name: a').replace('app: db', 'app: a');
  expect(exposed([DB, web, policy('policyTypes: [Ingress]', 'deny')]).map(({ peer, direction, verdict }) => [peer, direction, verdict])).toEqual([
    ['shop/a[Pod]', 'egress', 'allowed'], ['shop/db[Pod]', 'egress', 'allowed'],
  ]);
});

test('a rule with addresses, nodes or names alone lets in nobody whose labels it could tell', () => {
  const out = ordered('out', 'egress: [{ action: Accept, to: [{ domainNames: [api.example.com] }] }, { action: Deny, to: [{ namespaces: {} }] }]', { subject: 'namespaces: { matchLabels: { kubernetes.io/metadata.name: shop } }' });
  expect(rows('egress', [DB, out])).toEqual([]);
});

describe('a row', () => {
  const rule = (labels: string, port: number) => `{ from: [${pods(labels)}], ports: [{ port: ${port} }] }`;

  test('is left out where others together say all of it', () => {
    const expected = ['any / app In web; TCP 80-80', 'any / tier In x; TCP 81-81'];
    expect(rows('ingress', [DB, policy(`ingress: [${rule('{ app: web }', 80)}, ${rule('{ tier: x }', 81)}]`)])).toEqual(expected);
    expect(rows('ingress', [DB, policy(`ingress: [${rule('{ tier: x }', 81)}, ${rule('{ app: web }', 80)}]`)])).toEqual(expected);
    expect(rows('ingress', [DB, policy(`ingress: [${rule('{ app: web }', 80)}, ${rule('{ tier: x }', 81)}, ${rule('{ zone: z }', 82)}]`)]))
      .toEqual([...expected, 'any / zone In z; TCP 82-82']);
  });

  test('stays where the others say it of other namespaces', () => {
    const named = (name: string, port: number) => `{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${name} } } }], ports: [{ port: ${port} }] }`;
    expect(rows('ingress', [DB, namespace('bank', '{ team: b }'), policy(`ingress: [${named('bank', 80)}, ${named('ops', 80)}, ${named('bank', 81)}]`)]))
      .toEqual(['name In bank|ops / any; TCP 80-80', 'name In bank / any; TCP 80-81']);
  });
});
