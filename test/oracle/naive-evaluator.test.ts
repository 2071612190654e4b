import { load } from 'js-yaml';
import { End, NaiveEvaluator, Protocol, RawObject } from './naive-evaluator';

/* Answers that anybody can find in the text of the API, so that the second opinion is worth asking. */

const yaml = (text: string): RawObject => load(text);

const pod = (name: string, spec = '{}', status = '{}'): RawObject => yaml(`
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
  spec: ${spec}
  status: ${status}`);

const networkPolicy = (spec: string): RawObject =>
  yaml(`{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: policy, namespace: shop }, spec: ${spec} }`);

const admin = (name: string, priority: number, rules: string, tier = 'Admin'): RawObject => yaml(`
  apiVersion: policy.networking.k8s.io/v1alpha2
  kind: ClusterNetworkPolicy
  metadata: { name: ${name} }
  spec: { tier: ${tier}, priority: ${priority}, subject: { namespaces: {} }, ${rules} }`);

const baseline = (rules: string): RawObject => admin('baseline', 10, rules, 'Baseline');

const node = (name: string, zone: string, address: string): RawObject => yaml(`
  apiVersion: v1
  kind: Node
  metadata: { name: ${name}, labels: { zone: ${zone} } }
  status: { addresses: [{ type: Hostname, address: ${name} }, { type: InternalIP, address: ${address} }] }`);

const from = (action: string) => `ingress: [{ action: ${action}, from: [{ namespaces: {} }] }]`;
const to = (action: string, peer: string) => `egress: [{ action: ${action}, to: [${peer}] }]`;
const DENY_ALL = '{ podSelector: {}, policyTypes: [Ingress] }';
const ON_HOST = '{ hostNetwork: true }';

interface Asked {
  readonly assume?: Readonly<Record<string, string>>;
  readonly source?: string;
  readonly destination?: string;
  readonly protocol?: Protocol;
  readonly port?: number;
  readonly podCidrs?: readonly string[];
}

const evaluatorOf = (objects: readonly RawObject[], { assume = {}, podCidrs = [] }: Asked) =>
  new NaiveEvaluator(objects, { assumptions: assume, podCidrs, nodeCidrs: ['192.168.0.0/16'] });

/** The verdict on web to db, on port 80 of TCP, unless it says otherwise. */
function ask(objects: readonly RawObject[], asked: Asked = {}) {
  const evaluator = evaluatorOf(objects, asked);
  const { source = 'web', destination = 'db', protocol = 'TCP', port = 80 } = asked;
  const end = (name: string): End => evaluator.pods.find(({ id }) => id.startsWith(`shop/${name}[`)) ?? { address: name };
  return evaluator.verdict(end(source), end(destination), protocol, port);
}

const web = pod('web');
const db = pod('db');

describe('tiers', () => {
  test('ask policies by priority and rules in their order, and the first that matches decides (C-1)', () => {
    expect(ask([web, db, admin('b', 1, from('Deny')), admin('a', 2, from('Accept'))])).toBe('denied');
    expect(ask([web, db, admin('a', 1, 'ingress: [{ action: Accept, from: [{ namespaces: {} }] }, { action: Deny, from: [{ namespaces: {} }] }]')]))
      .toBe('allowed');
  });

  test('deny nothing that no rule denies (C-2)', () => {
    expect(ask([web, db, admin('a', 1, 'ingress: [{ action: Accept, from: [{ pods: { podSelector: { matchLabels: { app: x } } } }] }]')])).toBe('allowed');
  });

  test('come before NetworkPolicies and after them, unless a rule passes (C-1)', () => {
    const closed = networkPolicy(DENY_ALL);
    expect(ask([web, db, closed, admin('a', 1, from('Accept'))])).toBe('allowed');
    expect(ask([web, db, closed, admin('a', 1, from('Pass')), admin('b', 2, from('Accept'))])).toBe('denied');
    expect(ask([web, db, closed, baseline(from('Accept'))])).toBe('denied');
    expect(ask([web, db, baseline(from('Deny'))])).toBe('denied');
    expect(ask([web, db, baseline('ingress: [{ action: Pass, from: [{ namespaces: {} }] }, { action: Deny, from: [{ namespaces: {} }] }]')])).toBe('allowed');
  });

  test('judge each direction: what the source may leave the destination need not let in (C-6)', () => {
    expect(ask([web, db, networkPolicy(DENY_ALL), admin('a', 1, to('Accept', '{ namespaces: {} }'))])).toBe('denied');
  });

  test('leave open which of two policies of one priority decides, where they differ (C-4)', () => {
    const [one, other] = [admin('a', 1, from('Accept')), admin('b', 1, from('Deny'))];
    expect(ask([web, db, one, other])).toBe('depends');
    expect(ask([web, db, one, other], { assume: { 'equal-cnp-priority': 'by-name' } })).toBe('allowed');
    expect(ask([web, db, one, admin('b', 1, from('Pass'))])).toBe('allowed');
  });

  test('skip the Baseline for a direction that no NetworkPolicy governs, if those of the other end it (C-7)', () => {
    const objects = [web, db, networkPolicy(DENY_ALL), baseline(to('Deny', '{ networks: [0.0.0.0/0] }'))];
    const asked = (value: string) => ask(objects, { source: 'db', destination: '8.8.8.8', assume: { 'np-tier-scope': value } });
    expect(['per-direction', 'any-direction', 'unknown'].map(asked)).toEqual(['denied', 'allowed', 'depends']);
  });

  test('have the words of v1alpha1 as well (C-3)', () => {
    const rules = '{ priority: 1, subject: { namespaces: {} }, ingress: [{ action: Allow, from: [{ namespaces: {} }], ports: [{ portNumber: { protocol: TCP, port: 80 } }] }] }';
    const old = yaml(`{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: a }, spec: ${rules} }`);
    const base = yaml(`
      kind: BaselineAdminNetworkPolicy
      metadata: { name: default }
      spec: { subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }], ports: [{ portRange: { start: 80, end: 90 } }] }] }`);
    expect([80, 81, 91].map(port => ask([web, db, old, base], { port }))).toEqual(['allowed', 'denied', 'allowed']);
    expect(ask([web, db, old, base], { protocol: 'UDP', port: 81 })).toBe('allowed');
  });
});

describe('networks of policies with tiers', () => {
  const deny = (cidr: string) => admin('a', 1, to('Deny', `{ networks: ["${cidr}"] }`));

  test('match pods by their address, whatever ipBlocks do (C-8)', () => {
    const known = pod('db', '{}', '{ podIP: 10.0.0.1 }');
    const assume = { 'pods-match-ip-block': 'no' };
    expect(ask([web, known, deny('10.0.0.0/8')], { assume })).toBe('denied');
    expect(ask([web, known, deny('11.0.0.0/8')], { assume })).toBe('allowed');
  });

  test('match perhaps a pod whose address is not known, unless the blocks of the pods settle it', () => {
    expect(ask([web, db, deny('10.0.0.0/8')])).toBe('depends');
    expect(ask([web, db, deny('10.0.0.0/8')], { assume: { 'pod-ips': 'never' } })).toBe('allowed');
    expect(ask([web, db, deny('10.0.0.0/8')], { podCidrs: ['10.1.0.0/16'] })).toBe('denied');
    expect(ask([web, db, deny('10.0.0.0/8')], { podCidrs: ['172.16.0.0/16'] })).toBe('allowed');
  });

  test('may hold one unknown address and not the other, so that the second rule may decide', () => {
    const rules = 'egress: [{ action: Deny, to: [{ networks: [10.1.0.0/16] }] }, { action: Accept, to: [{ networks: [10.2.0.0/16] }] }, { action: Deny, to: [{ namespaces: {} }] }]';
    expect(ask([web, db, admin('a', 1, rules)])).toBe('depends');
  });

  test('stand beside domain names, which are no pod and no address', () => {
    expect(ask([web, db, baseline(to('Deny', '{ namespaces: {} }')), admin('a', 1, to('Accept', '{ domainNames: ["*.example.com"] }'))])).toBe('denied');
  });
});

describe('pods on the host network', () => {
  const agent = pod('db', ON_HOST, '{ podIP: 192.168.0.1 }');
  const assume = { 'host-network': 'selectable' };

  test('are neither subject nor peer of policies with tiers (C-9)', () => {
    expect(ask([web, agent, admin('a', 1, from('Deny'))], { assume })).toBe('allowed');
    expect(ask([web, agent, admin('a', 1, to('Deny', '{ namespaces: {} }'))], { assume })).toBe('allowed');
    expect(ask([web, agent, admin('a', 1, to('Deny', '{ networks: [192.168.0.0/24] }'))], { assume })).toBe('denied');
  });

  test('are nodes: perhaps those that are selected, until it is known on which they run (C-10)', () => {
    const denyZone = (zone: string) => admin('a', 1, to('Deny', `{ nodes: { matchLabels: { zone: ${zone} } } }`));
    const north = node('n', 'north', '192.168.0.9');
    expect(ask([web, agent, admin('a', 1, to('Deny', '{ nodes: {} }'))])).toBe('denied');
    expect(ask([web, agent, north, denyZone('north')])).toBe('depends');
    const placed = pod('db', '{ hostNetwork: true, nodeName: n }');
    expect(['north', 'south'].map(zone => ask([web, placed, north, denyZone(zone)]))).toEqual(['denied', 'allowed']);
    expect(ask([web, placed, denyZone('north')])).toBe('depends');
    expect(['192.168.0.9', '192.168.0.8'].map(destination => ask([web, north, denyZone('north')], { destination }))).toEqual(['denied', 'allowed']);
  });

  test('are covered by two selectors and not by one, where that is the difference (IP-9)', () => {
    const only = { 'namespace-selector-host-network': 'only-with-pod-selector' };
    const allowing = (peer: string) => [pod('web', ON_HOST), db, networkPolicy(`{ podSelector: {}, ingress: [{ from: [${peer}] }] }`)];
    expect(ask(allowing('{ namespaceSelector: {}, podSelector: {} }'), { assume: only })).toBe('allowed');
    expect(ask(allowing('{ namespaceSelector: {} }'), { assume: { ...only, ...assume } })).toBe('denied');
    expect(ask(allowing('{ podSelector: {} }'), { assume: { ...only, ...assume } })).toBe('allowed');
  });

  test('and nodes outside reach every pod, where traffic of nodes is let in', () => {
    const all = { 'node-to-pod': 'all-nodes' };
    const objects = [pod('web', ON_HOST), db, networkPolicy(DENY_ALL), node('n', 'north', '172.16.0.1')];
    expect(ask(objects)).toBe('denied');
    expect(['web', '192.168.7.7', '172.16.0.1', '172.16.0.2'].map(source => ask(objects, { source, assume: all })))
      .toEqual(['allowed', 'allowed', 'allowed', 'denied']);
  });
});

describe('ports', () => {
  const ports = '[{ ports: [{ name: http, containerPort: 80 }] }, { ports: [{ name: http, containerPort: 81 }, { name: http, containerPort: 82, protocol: UDP }] }]';
  const serving = pod('db', `{ containers: ${ports} }`);

  test('with a name have the protocol of the container, where the rule says none (C-12)', () => {
    const objects = [web, serving, admin('a', 1, 'ingress: [{ action: Deny, from: [{ namespaces: {} }], protocols: [{ destinationNamedPort: http }] }]')];
    expect(ask(objects)).toBe('denied');
    expect([80, 82].map(port => ask(objects, { port, protocol: 'UDP' }))).toEqual(['allowed', 'denied']);
  });

  test('of a protocol are all of it, one, or a range', () => {
    const protocols = '[{ udp: {} }, { tcp: { destinationPort: { number: 80 } } }, { sctp: { destinationPort: { range: { start: 80, end: 81 } } } }]';
    const objects = [web, db, admin('a', 1, `ingress: [{ action: Deny, from: [{ namespaces: {} }], protocols: ${protocols} }]`)];
    const denied = (['TCP', 'UDP', 'SCTP'] as const).map(protocol => [80, 81, 82].filter(port => ask(objects, { protocol, port }) === 'denied'));
    expect(denied).toEqual([[80], [80, 81, 82], [80, 81]]);
  });

  test('with one name in several containers are all of them, or the first (P-10)', () => {
    const objects = [web, serving, networkPolicy('{ podSelector: {}, ingress: [{ ports: [{ port: http }] }] }')];
    const allowed = (value: string) => [80, 81, 82].filter(port => ask(objects, { port, assume: { 'duplicate-port-names': value } }) === 'allowed');
    expect([allowed('union'), allowed('first')]).toEqual([[80, 81], [80]]);
  });

  test('of SCTP are closed by a policy, and opened only where rules for SCTP count (P-11)', () => {
    const objects = [web, db, networkPolicy('{ podSelector: {}, ingress: [{ ports: [{ protocol: SCTP }] }] }')];
    const asked = (value: string) => ask(objects, { protocol: 'SCTP', assume: { sctp: value } });
    expect(['supported', 'unsupported', 'unknown'].map(asked)).toEqual(['allowed', 'denied', 'depends']);
  });
});

describe('labels that nobody wrote', () => {
  const deployment = yaml('{ kind: Deployment, metadata: { name: web, namespace: shop }, spec: { template: { spec: {} } } }');

  test('may be what a selector asks for, on pods of a controller that adds them (S-20)', () => {
    const denying = (key: string) => [deployment, db,
      networkPolicy(`{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchExpressions: [{ key: ${key}, operator: NotIn, values: [x] }] } }] }] }`)];
    expect(ask(denying('pod-template-hash'))).toBe('depends');
    expect(ask(denying('pod-template-hash'), { assume: { 'controller-labels': 'absent' } })).toBe('allowed');
    expect(ask(denying('job-name'))).toBe('allowed');
  });

  test('may be on a namespace that is only mentioned, if that is open (S-16)', () => {
    const objects = [web, db, networkPolicy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: red } } }] }] }')];
    expect(ask(objects)).toBe('denied');
    expect(ask(objects, { assume: { 'undeclared-namespace-labels': 'unknown' } })).toBe('depends');
    const declared = yaml('{ kind: Namespace, metadata: { name: shop } }');
    expect(ask([...objects, declared], { assume: { 'undeclared-namespace-labels': 'unknown' } })).toBe('denied');
  });
});

describe('objects that may not count', () => {
  test('are policies, where nothing enforces them (IP-12)', () => {
    expect(ask([web, db, networkPolicy(DENY_ALL), admin('a', 1, from('Deny'))], { assume: { 'policy-enforced': 'no' } })).toBe('allowed');
  });

  test('are policies with a block that the API server refuses (IP-3)', () => {
    const objects = [web, db, networkPolicy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.1.2.3/16 } }] }] }')];
    const asked = (source: string, value: string) => ask(objects, { source, assume: { 'cidr-host-bits': value } });
    expect(['10.1.0.1', '10.2.0.1'].map(source => asked(source, 'mask'))).toEqual(['allowed', 'denied']);
    expect(['10.1.0.1', '10.2.0.1'].map(source => asked(source, 'reject'))).toEqual(['allowed', 'allowed']);
  });

  test('are completed pods (S-23)', () => {
    const objects = [web, pod('db', '{}', '{ phase: Succeeded }')];
    expect(['excluded', 'included'].map(value => evaluatorOf(objects, { assume: { 'completed-pods': value } }).pods.length)).toEqual([1, 2]);
  });
});

test('a question decides when it alone changes the outcome', () => {
  const objects = [web, db, networkPolicy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }')];
  const evaluator = evaluatorOf(objects, {});
  expect(evaluator.decidedBy(evaluator.pods[0], evaluator.pods[1], 'TCP', 80)).toEqual(['pods-match-ip-block', 'pod-ips']);
});
