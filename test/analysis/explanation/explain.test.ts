import { explain, Explanation, Network } from '../../../src/analysis';
import { dedent, environmentOf, networkFrom, readFrom, Told } from '../../dsl';

const workload = (name: string, { kind = 'Deployment', namespace = 'shop', labels = `{ app: ${name} }`, spec = '{ containers: [] }' } = {}): string => `
  apiVersion: apps/v1
  kind: ${kind}
  metadata: { name: ${name}, namespace: ${namespace} }
  spec: { replicas: 1, template: { metadata: { labels: ${labels} }, spec: ${spec} } }`;

const policy = (name: string, spec: string): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: ${name}, namespace: shop }
  spec: ${spec}`;

const admin = (name: string, rules: string, { tier = 'Admin', priority = 1 } = {}): string => `
  apiVersion: policy.networking.k8s.io/v1alpha2
  kind: ClusterNetworkPolicy
  metadata: { name: ${name} }
  spec: { tier: ${tier}, priority: ${priority}, subject: { namespaces: {} }, ${rules} }`;

const PODS = [workload('web'), workload('db', { spec: '{ containers: [{ ports: [{ name: pg, containerPort: 5432 }] }] }' })];
const DB = 'podSelector: { matchLabels: { app: db } }';
const fromApp = (app: string, ports = '[{ port: 5432 }]') => `{ from: [{ podSelector: { matchLabels: { app: ${app} } } }], ports: ${ports} }`;
const ANYBODY = '[{ namespaces: {} }]';

const all = (documents: readonly string[], question: Parameters<typeof explain>[1], told: Told = {}): Explanation[] =>
  explain(networkFrom(documents.map(dedent).join('\n---\n'), told), question);

/** The one explanation of how the web reaches the database. */
function toDb(policies: readonly string[], told: Told = {}, port = 'tcp/5432'): Explanation {
  const explanations = all([...PODS, ...policies], { source: 'shop/web', destination: 'shop/db', port }, told);
  expect(explanations).toHaveLength(1);
  return explanations[0];
}

describe('what decides', () => {
  test('is that no policy governs either end', () => {
    const { verdict, egress, ingress } = toDb([]);
    expect([verdict, egress.decisions[0].by, ingress.decisions[0].by]).toEqual(['allowed', 'no-policy', 'no-policy']);
  });

  test('is a rule, with its place in the file', () => {
    const { verdict, ingress } = toDb([policy('db', `{ ${DB}, ingress: [${fromApp('other')}, ${fromApp('web')}] }`)]);
    expect(verdict).toBe('allowed');
    expect(ingress.decisions[0].rule).toMatchObject({
      policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'db', tier: 'NetworkPolicy' }, path: ['spec', 'ingress', 1], file: 'in.yaml', line: 14,
    });
  });

  test('is isolation, and the policies that isolate are named', () => {
    const { verdict, ingress } = toDb([policy('deny', '{ podSelector: {} }'), policy('db', `{ ${DB}, ingress: [] }`)]);
    expect(verdict).toBe('denied');
    expect(ingress.decisions).toMatchObject([{ by: 'isolation', isolating: [{ name: 'db' }, { name: 'deny' }] }]);
  });

  test('is a rule of a tier that is asked before, and NetworkPolicies are not asked', () => {
    const { verdict, ingress } = toDb([
      admin('keep-out', `ingress: [{ action: Deny, from: ${ANYBODY} }]`), policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`),
    ]);
    expect(verdict).toBe('denied');
    expect(ingress.decisions).toMatchObject([{ by: 'rule', tier: 'Admin', rule: { action: 'deny', policy: { name: 'keep-out', namespace: '' } } }]);
    expect([ingress.nearest, ingress.edit]).toEqual([undefined, undefined]);
  });

  test('is a NetworkPolicy behind a rule that passes, which is named too', () => {
    const { ingress } = toDb([
      admin('hand-on', `ingress: [{ action: Pass, from: ${ANYBODY} }]`), policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`),
    ]);
    expect(ingress.passedBy).toMatchObject([{ policy: { name: 'hand-on' } }]);
    expect(ingress.decisions).toMatchObject([{ by: 'rule', tier: 'NetworkPolicy', rule: { policy: { name: 'db' } } }]);
  });

  test('is several things, where open questions choose one', () => {
    const { verdict, depends, ingress } = toDb([policy('db', `{ ${DB}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`)]);
    expect([verdict, depends]).toEqual(['depends', ['pod-ips', 'pods-match-ip-block']]);
    expect(ingress.decisions.map(({ by }) => by)).toEqual(['rule', 'isolation']);
    expect(ingress.nearest?.failing).toMatchObject([{ term: 'range' }]);
  });

  test('is which of two policies of one priority is asked first, where they differ', () => {
    const both = [
      admin('a-opens', `ingress: [{ action: Accept, from: ${ANYBODY} }]`), admin('b-closes', `ingress: [{ action: Deny, from: ${ANYBODY} }]`),
    ];
    const network = () => toDbOf(both);
    expect(network().depends).toEqual(['equal-cnp-priority']);
    expect(network().ingress.decisions.map(({ rule }) => rule!.policy.name).sort()).toEqual(['a-opens', 'b-closes']);
  });
});

/** Of faulty manifests, such as policies of one priority. */
function toDbOf(policies: readonly string[]): Explanation {
  const { cluster } = readFrom([...PODS, ...policies].map(dedent).join('\n---\n'));
  return explain(new Network(cluster, environmentOf({})), { source: 'shop/web', destination: 'shop/db', port: '5432' })[0];
}

describe('the nearest rule', () => {
  const failing = (spec: string, told: Told = {}) => toDb([policy('db', `{ ${DB}, ingress: [${spec}] }`)], told).ingress.nearest!.failing;

  test.each([
    ['a label of the pods', fromApp('api'), { term: 'pod-label', expected: 'app=api', actual: 'app=web' }],
    ['a label that is absent', '{ from: [{ podSelector: { matchLabels: { tier: x } } }] }', { term: 'pod-label', expected: 'tier=x', actual: 'no label tier' }],
    [
      'a label of the namespace', '{ from: [{ namespaceSelector: { matchLabels: { team: red } } }] }',
      { term: 'namespace-label', expected: 'team=red', actual: 'no label team' },
    ],
    ['a port', fromApp('web', '[{ port: 80 }]'), { term: 'port', expected: '80', actual: '5432' }],
    ['a range of ports', fromApp('web', '[{ port: 80, endPort: 90 }]'), { term: 'port-range', expected: '80-90', actual: '5432' }],
    ['a protocol', fromApp('web', '[{ protocol: UDP, port: 5432 }]'), { term: 'protocol', expected: 'UDP', actual: 'TCP' }],
    ['the name of a port', fromApp('web', '[{ port: http }]'), { term: 'port-name', expected: 'http', actual: 'pg' }],
  ])('says that %s fails', (_, rule, term) => {
    expect(failing(rule)).toEqual([term]);
  });

  test('says which range of addresses an address outside is not in, or is excepted from, or is of another family', () => {
    const terms = (block: string) => all([...PODS, policy('db', `{ ${DB}, ingress: [{ from: [{ ipBlock: ${block} }] }] }`)],
      { source: '10.1.2.3', destination: 'shop/db', port: '5432' })[0].ingress.nearest!.failing;
    expect(terms('{ cidr: 192.168.0.0/16 }')).toEqual([{ term: 'range', expected: '192.168.0.0/16', actual: '10.1.2.3' }]);
    expect(terms('{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }')).toEqual([{ term: 'exception', expected: 'not 10.1.0.0/16', actual: '10.1.2.3' }]);
    expect(terms('{ cidr: "fd00::/8" }')).toEqual([{ term: 'family', expected: 'IPv6', actual: 'IPv4' }]);
  });

  test('is the one with the fewest terms that fail', () => {
    const { rule, failing: terms } = toDb([policy('db', `{ ${DB}, ingress: [${fromApp('api', '[{ port: 80 }]')}, ${fromApp('api')}] }`)]).ingress.nearest!;
    expect([rule.path, terms.length]).toEqual([['spec', 'ingress', 1], 1]);
  });
});

describe('the edit', () => {
  const edit = (...policies: string[]) => toDb(policies).ingress.edit!;

  test('adds a port to a rule that lacks nothing else', () => {
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('web', '[{ port: 80 }]')}] }`))).toMatchObject({
      adds: 'port', object: { name: 'db' }, patch: [{ op: 'add', path: '/spec/ingress/0/ports/-', value: { protocol: 'TCP', port: 5432 } }],
    });
  });

  test('adds a peer to a rule that lacks nothing else', () => {
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('api')}] }`)).patch)
      .toEqual([{ op: 'add', path: '/spec/ingress/0/from/-', value: { podSelector: { matchLabels: { app: 'web' } } } }]);
  });

  test('adds a rule of its own where the nearest lacks both, as it opens nothing else', () => {
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('api', '[{ port: 80 }]')}] }`))).toMatchObject({ adds: 'rule', patch: [{ path: '/spec/ingress/-' }] });
  });

  test('adds a policy for the one workload where only one for all pods isolates', () => {
    expect(edit(policy('deny', '{ podSelector: {} }'))).toMatchObject({
      adds: 'policy',
      object: { namespace: 'shop', name: 'db-from-web' },
      patch: [{ path: '', value: { spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] } } }],
    });
  });

  test('names no peers where no selector is certain to see them, and says so', () => {
    const [{ ingress }] = all([workload('agent', { kind: 'DaemonSet', spec: '{ hostNetwork: true, containers: [] }' }), PODS[1], policy('db', `{ ${DB} }`)],
      { source: 'agent', destination: 'db', port: '5432' });
    expect(ingress.edit).toMatchObject({ concernsEverybody: true, patch: [{ value: [{ ports: [{ port: 5432 }] }] }] });
  });
});

describe('what closes a connection', () => {
  test('is every rule that allows it in one direction, or every one in the other', () => {
    const { closedBy } = toDb([
      policy('db', `{ ${DB}, ingress: [${fromApp('web')}, {}] }`),
      policy('web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{}] }'),
    ]);
    expect(closedBy.map(({ direction, rules }) => [direction, rules.map(({ policy: { name }, path }) => `${name} ${path.at(-1)}`)]))
      .toEqual([['egress', ['web 0']], ['ingress', ['db 0', 'db 1']]]);
    expect(closedBy[0].emptied).toMatchObject([{ name: 'web' }]);
  });

  test('takes the rules of all tiers that would let it through in turn', () => {
    const { closedBy } = toDb([
      admin('open', `ingress: [{ action: Accept, from: ${ANYBODY} }]`), policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`),
    ]);
    expect(closedBy.map(({ rules }) => rules.map(({ policy: { name } }) => name))).toEqual([['open', 'db']]);
  });

  test('is a policy that isolates, where nothing does yet', () => {
    const { closedBy, ingress, egress } = toDb([]);
    expect(closedBy).toEqual([]);
    expect([egress.isolatedBy, ingress.isolatedBy]).toMatchObject([{ object: { name: 'web-deny-egress' } }, { object: { name: 'db-deny-ingress' } }]);
  });
});

describe('without a port', () => {
  test('every outcome is explained once, the allowed ones first', () => {
    const explanations = all([...PODS, policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`)], { source: 'web', destination: 'db' });
    expect(explanations.map(({ verdict, ports, port }) => [verdict, ports === 'all' ? ports : ports.length, port.port]))
      .toEqual([['allowed', 1, 5432], ['denied', 4, 1]]);
  });
});

describe('ends', () => {
  const WORLD = [...PODS, workload('db', { kind: 'StatefulSet', labels: '{ app: old }' }), policy('db', `{ ${DB}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`)];
  const ends = (source: string, destination: string) => all(WORLD, { source, destination, port: '5432' })
    .map(each => [each.source.asked ?? each.source.cidrs?.[0] ?? each.source.id, each.verdict]);

  test('are workloads by name or id, addresses, blocks and the internet', () => {
    expect(ends('web', 'shop/db[Deployment]')).toEqual([['shop/web[Deployment]', 'depends']]);
    expect(ends('10.1.2.3', 'shop/db[Deployment]')).toEqual([['10.1.2.3', 'allowed']]);
    expect(ends('internet', 'shop/db[Deployment]')).toEqual([['internet', 'denied']]);
  });

  test('that policies tell apart are explained apart', () => {
    expect(ends('0.0.0.0/0', 'shop/db[Deployment]')).toEqual([['10.0.0.0/8', 'allowed'], ['0.0.0.0/5', 'denied']]);
  });

  test.each([
    ['shop/db', 'web', '"shop/db" may be any of shop/db[Deployment], shop/db[StatefulSet]'],
    ['shop/wen', 'web', 'did you mean shop/web[Deployment]'],
    ['{ingress-controller}', 'web', 'nothing in the input is "{ingress-controller}"'],
    ['10.1.2.3', '8.8.8.8', 'both are outside the cluster'],
  ])('that mean nothing, or several things, are refused: %s to %s', (source, destination, message) => {
    expect(() => ends(source, destination)).toThrow(message);
  });

  test('are domain names as destinations only', () => {
    const named = [...PODS, admin('names', 'egress: [{ action: Accept, to: [{ domainNames: [api.example.com] }] }]')];
    expect(all(named, { source: 'web', destination: 'api.example.com', port: '443' })[0].egress.decisions).toMatchObject([{ by: 'rule' }]);
    expect(() => all(named, { source: 'api.example.com', destination: 'web' })).toThrow('a domain name');
  });
});

describe('ports', () => {
  test.each(['tcp/5432', '5432', 'tcp/pg', 'pg', 'TCP/5432'])('may be written %s', port => {
    expect(toDb([], {}, port).ports).toEqual([{ protocol: 'TCP', first: 5432, last: 5432 }]);
  });

  test.each([['tcp/http', 'it names tcp/pg'], ['icmp/1', 'there is no protocol "icmp"'], ['icmp', 'ICMP is not covered'], ['0', '0 is no port'], ['80-90', 'no port of the name'], ['a b', 'is no port']])(
    'cannot be %s', (port, message) => {
      expect(() => toDb([], {}, port)).toThrow(new RegExp(message));
    });
});

describe('notes', () => {
  const notesOn = (source: string, destination: string, documents: readonly string[], told: Told = {}) =>
    all(documents, { source, destination, port: '80' }, told).flatMap(({ notes }) => notes.map(({ code }) => code));

  test('say that a pod reaches itself', () => {
    expect(notesOn('web', 'web', [workload('web')])).toEqual(['self-traffic']);
    expect(all([workload('web'), policy('deny', '{ podSelector: {} }')], { source: 'web', destination: 'web' })[0].verdict).toBe('allowed');
  });

  test('say what is not in the input, is on the host network, or is the address of a pod', () => {
    expect(notesOn('web', '{cluster-dns}', PODS)).toEqual(['stand-in']);
    expect(notesOn('agent', 'db', [...PODS, workload('agent', { spec: '{ hostNetwork: true, containers: [] }' })])).toEqual(['host-network']);
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: lone }\nstatus: { podIP: 10.1.2.3 }';
    expect(notesOn('web', '10.1.2.3', [...PODS, pod])).toEqual(['address-of-pod']);
  });

  test('say that policies are not enforced', () => {
    expect(notesOn('web', 'db', PODS, { assumptions: { 'policy-enforced': 'no' } })).toEqual(['not-enforced']);
  });
});
