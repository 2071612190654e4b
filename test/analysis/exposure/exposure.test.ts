import { Exposure, exposureOf, Network } from '../../../src/analysis';
import { clusterFrom, dedent, environmentOf, networkFrom, Told } from '../../dsl';

const namespace = (name: string, labels = '{}') => `
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

const admin = (rules: string, subject = 'namespaces: {}', name = 'admin') => `
  apiVersion: policy.networking.k8s.io/v1alpha1
  kind: AdminNetworkPolicy
  metadata: { name: ${name} }
  spec: { priority: 1, subject: { ${subject} }, ${rules} }`;

const ingress = (...peers: string[]) => policy(`ingress: [{ from: [${peers.join(', ')}] }]`);
const DENY = policy('policyTypes: [Ingress]', 'deny');
const DENY_EGRESS = policy('policyTypes: [Egress]', 'deny');

const exposed = (documents: readonly string[], told?: Told, steps?: number): Exposure[] =>
  exposureOf(networkFrom(documents.map(dedent).join('\n---\n'), told), steps);

/** Rows of one direction, in short. */
function rows(direction: Exposure['direction'], documents: readonly string[], told?: Told): string[] {
  const short = (selector: Exposure['pods']) => selector.map(({ key, operator, values }) =>
    [key.replace('kubernetes.io/metadata.name', 'name'), operator, ...values.length > 0 ? [values.join('|')] : []].join(' ')).join(', ') || 'any';
  const portsText = (ports: Exposure['ports']) => ports === 'all' ? 'all' : ports.map(({ protocol, first, last }) => `${protocol} ${first}-${last}`).join();
  return exposed(documents, told).filter(row => row.direction === direction)
    .map(({ namespaces, pods, ports, depends }) => [`${short(namespaces)} / ${short(pods)}`, portsText(ports), ...depends].join('; '));
}

describe('pods that are not in the input', () => {
  test('may be any in any namespace, where nothing governs', () => {
    expect(rows('ingress', [DB])).toEqual(['any / any; all']);
    expect(rows('egress', [DB])).toEqual(['any / any; all']);
  });

  test('are none, where everything is denied', () => {
    expect(rows('ingress', [DB, DENY])).toEqual([]);
  });

  test('are told by labels alone, where those cover namespaces of the input and others alike', () => {
    const documents = [DB, namespace('shop', '{ team: a }'), ingress('{ namespaceSelector: { matchLabels: { team: a } } }')];
    expect(rows('ingress', documents)).toEqual(['team In a / any; all']);
  });

  test('are told by the name of the namespace, where only the one of the policy is meant', () => {
    expect(rows('ingress', [DB, namespace('shop', '{ team: a }'), ingress('{ podSelector: { matchLabels: { app: web } } }')]))
      .toEqual(['name In shop / app In web; all']);
  });

  test('may be in a namespace that is named and is not in the input', () => {
    expect(rows('ingress', [DB, ingress('{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }')]))
      .toEqual(['name In ops / any; all']);
  });

  test('are said in one row where one rule contains another, and in two where they overlap', () => {
    const contained = ['{ namespaceSelector: {}, podSelector: { matchLabels: { app: web, tier: x } } }', '{ namespaceSelector: {}, podSelector: { matchLabels: { app: web } } }'];
    expect(rows('ingress', [DB, ingress(...contained)])).toEqual(['any / app In web; all']);
    const overlapping = ['{ namespaceSelector: {}, podSelector: { matchLabels: { app: web } } }', '{ namespaceSelector: {}, podSelector: { matchLabels: { tier: x } } }'];
    expect(rows('ingress', [DB, ingress(...overlapping)])).toEqual(['any / app In web; all', 'any / tier In x; all']);
  });

  test('are any, where two rules together leave nobody out', () => {
    const peers = ['In', 'NotIn'].map(operator => `{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: app, operator: ${operator}, values: [web] }] } }`);
    expect(rows('ingress', [DB, ingress(...peers)])).toEqual(['any / any; all']);
  });

  test('are none, where no labels meet a rule', () => {
    const impossible = '{ podSelector: { matchLabels: { app: web }, matchExpressions: [{ key: app, operator: DoesNotExist }] } }';
    expect(rows('ingress', [DB, ingress(impossible)])).toEqual([]);
  });

  test('take two rows to say "one of these values or absent"', () => {
    const peer = (operator: string) => `{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: app, ${operator} }] } }`;
    expect(rows('ingress', [DB, ingress(peer('operator: DoesNotExist'), peer('operator: In, values: [b, a]'))]))
      .toEqual(['any / app DoesNotExist; all', 'any / app In a|b; all']);
  });

  test('have any value but some, where the label has to be there', () => {
    const peer = '{ namespaceSelector: {}, podSelector: { matchExpressions: [{ key: app, operator: Exists }, { key: app, operator: NotIn, values: [web] }] } }';
    expect(rows('ingress', [DB, ingress(peer)])).toEqual(['any / app Exists, app NotIn web; all']);
  });

  test('have a row for each set of ports, and no port twice without need', () => {
    const documents = [DB, policy(`ingress: [
      { from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: web } } }], ports: [{ port: 80 }] },
      { from: [{ namespaceSelector: {} }], ports: [{ port: sql }] }]`)];
    expect(rows('ingress', documents)).toEqual(['any / any; TCP 5432-5432', 'any / app In web; TCP 80-80,TCP 5432-5432']);
  });
});

describe('policies of the other end', () => {
  test('have their say about pods in namespaces of the input', () => {
    expect(rows('ingress', [DB, policy('policyTypes: [Egress]', 'deny', 'bank')])).toEqual(['name NotIn bank / any; all']);
    expect(rows('egress', [DB, DENY])).toEqual(['name NotIn shop / any; all']);
  });

  test('may let some of those pods out', () => {
    const out = `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: out, namespace: bank }
      spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: sql }] }] }`;
    expect(rows('ingress', [DB, policy('policyTypes: [Egress]', 'deny', 'bank'), out]))
      .toEqual(['any / app In web; TCP 5432-5432', 'name NotIn bank / any; all']);
  });

  test('govern them where their own labels say so, even in namespaces that are not in the input', () => {
    const deny = admin('egress: [{ action: Deny, to: [{ namespaces: {} }] }]', 'namespaces: { matchLabels: { zone: jail } }');
    expect(rows('ingress', [DB, deny])).toEqual(['zone NotIn jail / any; all']);
  });
});

describe('policies of an order', () => {
  const from = (action: string, labels: string) => `{ action: ${action}, from: [{ pods: { podSelector: { matchLabels: ${labels} } } }] }`;

  test('take whom they deny out of what is allowed below', () => {
    const rule = ingress('{ namespaceSelector: { matchLabels: { team: a } } }');
    expect(rows('ingress', [DB, rule, admin(`ingress: [${from('Deny', '{ quarantine: "yes" }')}]`)]))
      .toEqual(['team In a / quarantine NotIn yes; all']);
  });

  test('let in whom they allow first, whatever is denied after', () => {
    expect(rows('ingress', [DB, DENY, admin(`ingress: [${from('Allow', '{ app: probe }')}, ${from('Deny', '{ app: probe }')}]`)]))
      .toEqual(['any / app In probe; all']);
  });
});

describe('what nobody knows of them', () => {
  test('is their address', () => {
    expect(rows('ingress', [DB, ingress('{ ipBlock: { cidr: 10.0.0.0/8 } }')])).toEqual(['any / any; all; pod-ips; pods-match-ip-block']);
    expect(rows('ingress', [DB, ingress('{ ipBlock: { cidr: 10.0.0.0/8 } }')], { assumptions: { 'pods-match-ip-block': 'no' } })).toEqual([]);
  });

  test('hides nothing that is allowed anyway', () => {
    const either = ingress('{ ipBlock: { cidr: 10.0.0.0/8 } }', '{ namespaceSelector: { matchLabels: { team: a } } }');
    expect(rows('ingress', [DB, either])).toEqual(['team In a / any; all', 'any / any; all; pod-ips; pods-match-ip-block']);
  });

  test('is which ports they call by a name: it may be any of the protocol', () => {
    const out = policy('policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: http }, { port: 443 }] }]');
    expect(rows('egress', [DB, out])).toEqual(['any / any; TCP 443-443', 'any / any; TCP 1-442,TCP 444-65535; port-names']);
  });

  test('is which ports they call by a name, where policies that govern them use one', () => {
    expect(rows('egress', [DB, policy('ingress: [{ ports: [{ port: http, protocol: UDP }] }]', 'in', 'bank')]))
      .toEqual(['name NotIn bank / any; all', 'any / any; UDP 1-65535; port-names']);
  });

  test('is the labels of a namespace that the input only mentions, if these are said to be unknown', () => {
    const rule = ingress('{ namespaceSelector: { matchLabels: { team: a } } }');
    expect(rows('ingress', [DB, rule], { assumptions: { 'undeclared-namespace-labels': 'unknown' } }))
      .toEqual(['name NotIn shop, team In a / any; all', 'name In shop / any; all; undeclared-namespace-labels']);
  });
});

test('too many combinations of labels are said to be too many, and are not taken for denied', () => {
  const peers = Array.from({ length: 12 }, (_, index) => `{ namespaceSelector: {}, podSelector: { matchLabels: { a${index}: x, b${index}: x } } }`);
  expect(exposed([DB, DENY_EGRESS, ingress(...peers)], {}, 50)).toEqual([
    { peer: 'shop/db[Pod]', direction: 'ingress', namespaces: [], pods: [], ports: 'all', verdict: 'depends', depends: ['label-combinations'] },
  ]);
});

test('a selector that tells unlisted values apart leaves everything open, as boxes of labels cannot say it', () => {
  const cluster = clusterFrom([DB, ingress('{ podSelector: { matchLabels: { app: web } } }')].map(dedent).join('\n---\n'));
  const [{ ingress: rules, ...rest }] = cluster.policies;
  const pods = [{ key: 'app', operator: 'StartsWith' as 'In', values: ['web'] }];
  const policies = [{ ...rest, ingress: rules!.map(rule => ({ ...rule, peers: [{ kind: 'pods' as const, pods }] })) }];
  const verdicts = exposureOf(new Network({ ...cluster, policies }, environmentOf({}))).map(({ depends }) => depends);
  expect(verdicts).toEqual([['label-combinations'], ['label-combinations']]);
});

test('pods on the network of a node are trusted by those that are not in the input, if nodes are', () => {
  const host = DB.replace('spec: {', 'spec: { hostNetwork: true,');
  const documents = [host, policy('policyTypes: [Ingress]', 'deny', 'bank')];
  expect(rows('egress', documents, { assumptions: { 'node-to-pod': 'all-nodes' } })).toEqual(['any / any; all']);
  expect(rows('egress', documents)).toEqual(['name NotIn bank / any; all']);
});
