import { connectivityMap, Network } from '../../../src/analysis';
import { Ports } from '../../../src/values';
import { connect, dedent, environmentOf, readFrom, Told, Verdict } from '../../dsl';

/* Policies of the tiers before and behind NetworkPolicy. The rows are those of AdminNetworkPolicy and ClusterNetworkPolicy. */

const http = Ports.tcp(80);
const OUTSIDE = '203.0.113.1';

const namespace = (name: string) => `
  apiVersion: v1
  kind: Namespace
  metadata: { name: ${name}, labels: { team: ${name} } }`;

const pod = (name: string, { in: where = 'shop', spec = '{}', status = '{}' } = {}): string => `
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: ${where}, labels: { app: ${name} } }
  spec: ${spec}
  status: ${status}`;

/** Three pods in one namespace, and one in another. */
const PODS = [namespace('shop'), namespace('bank'), pod('web'), pod('db'), pod('other'), pod('ledger', { in: 'bank' })];

interface Place {
  readonly tier?: string;
  readonly priority?: number;
  readonly subject?: string;
  readonly name?: string;
}

const cnp = (rules: string, { tier = 'Admin', priority = 1, subject = 'namespaces: {}', name }: Place = {}): string => `
  apiVersion: policy.networking.k8s.io/v1alpha2
  kind: ClusterNetworkPolicy
  metadata: { name: ${name ?? `${tier}-${priority}`.toLowerCase()} }
  spec: { tier: ${tier}, priority: ${priority}, subject: { ${subject} }, ${rules} }`;

const anp = (rules: string, priority = 1): string => `
  apiVersion: policy.networking.k8s.io/v1alpha1
  kind: AdminNetworkPolicy
  metadata: { name: admin-${priority} }
  spec: { priority: ${priority}, subject: { namespaces: {} }, ${rules} }`;

const banp = (rules: string): string => `
  apiVersion: policy.networking.k8s.io/v1alpha1
  kind: BaselineAdminNetworkPolicy
  metadata: { name: default }
  spec: { subject: { namespaces: {} }, ${rules} }`;

const networkPolicy = (spec: string): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: policy, namespace: shop }
  spec: ${spec}`;

const app = (name: string) => `pods: { podSelector: { matchLabels: { app: ${name} } } }`;
const from = (peer: string, action: string, more = '') => `{ action: ${action}, from: [{ ${peer} }]${more} }`;
const to = (peer: string, action: string, more = '') => `{ action: ${action}, to: [{ ${peer} }]${more} }`;
const ingress = (...rules: string[]) => `ingress: [${rules.join(', ')}]`;
const egress = (...rules: string[]) => `egress: [${rules.join(', ')}]`;
const ALL_PODS = 'namespaces: {}';

/** The verdict between two ends in a cluster of such objects. Some are faulty, which a test of the reading is about. */
function verdictIn(documents: readonly string[], told: Told = {}) {
  const map = connectivityMap(new Network(readFrom(documents.map(dedent).join('\n---\n')).cluster, environmentOf(told)));
  return (source: string, destination: string, ports = http): Verdict => connect(map, source, destination, ports);
}

/** What comes into the database from the web and from the other pod, with such policies in the cluster. */
function intoDb(...policies: string[]): readonly Verdict[] {
  const verdict = verdictIn([...PODS, ...policies]);
  return [verdict('shop/web', 'shop/db'), verdict('shop/other', 'shop/db')];
}

test('the tier Admin is asked by priority and in the order of rules, then NetworkPolicy where it governs, then the tier Baseline, and else all is allowed (C-1)', () => {
  const denyAll = ingress(from(ALL_PODS, 'Deny'));
  const dbLetsInOther = networkPolicy('{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: other } } }] }] }');
  const acceptWeb = ingress(from(app('web'), 'Accept'));

  expect(intoDb()).toEqual(['allowed', 'allowed']);
  expect(intoDb(cnp(denyAll, { priority: 2 }), cnp(acceptWeb, { priority: 1 }))).toEqual(['allowed', 'denied']);
  expect(intoDb(cnp(denyAll, { priority: 1 }), cnp(acceptWeb, { priority: 2 }))).toEqual(['denied', 'denied']);
  expect(intoDb(cnp(ingress(from(app('web'), 'Accept'), from(ALL_PODS, 'Deny'))))).toEqual(['allowed', 'denied']);
  expect(intoDb(cnp(ingress(from(ALL_PODS, 'Deny'), from(app('web'), 'Accept'))))).toEqual(['denied', 'denied']);

  expect(intoDb(cnp(acceptWeb), dbLetsInOther)).toEqual(['allowed', 'allowed']);
  expect(intoDb(cnp(ingress(from(app('other'), 'Deny'))), dbLetsInOther)).toEqual(['denied', 'denied']);
  expect(intoDb(cnp(ingress(from(ALL_PODS, 'Pass'))), cnp(denyAll, { priority: 2 }))).toEqual(['allowed', 'allowed']);
  expect(intoDb(cnp(ingress(from(ALL_PODS, 'Pass'))), cnp(acceptWeb, { priority: 2 }), dbLetsInOther)).toEqual(['denied', 'allowed']);

  expect(intoDb(cnp(denyAll, { tier: 'Baseline' }))).toEqual(['denied', 'denied']);
  expect(intoDb(cnp(denyAll, { tier: 'Baseline' }), dbLetsInOther)).toEqual(['denied', 'allowed']);
  expect(intoDb(cnp(acceptWeb, { tier: 'Baseline' }), dbLetsInOther)).toEqual(['denied', 'allowed']);
  expect(intoDb(cnp(ingress(from(app('web'), 'Pass'))), cnp(denyAll, { tier: 'Baseline' }))).toEqual(['denied', 'denied']);
});

test('a policy that only accepts denies nothing (C-2)', () => {
  expect(intoDb(cnp(ingress(from(app('web'), 'Accept')), { subject: app('db') }))).toEqual(['allowed', 'allowed']);
  expect(intoDb(cnp(ingress(from(app('web'), 'Accept')), { tier: 'Baseline', subject: app('db') }))).toEqual(['allowed', 'allowed']);
});

test('what v1alpha1 says by Allow and by its one baseline, v1alpha2 says by Accept and by a tier with priorities (C-3)', () => {
  const rules = (accept: string) => ingress(from(app('web'), accept));
  const denyAll = ingress(from(ALL_PODS, 'Deny'));
  expect(intoDb(anp(rules('Allow')), banp(denyAll))).toEqual(['allowed', 'denied']);
  expect(intoDb(cnp(rules('Accept')), cnp(denyAll, { tier: 'Baseline' }))).toEqual(['allowed', 'denied']);
  expect(intoDb(cnp(rules('Accept'), { tier: 'Baseline', priority: 1 }), cnp(denyAll, { tier: 'Baseline', priority: 2 }))).toEqual(['allowed', 'denied']);
  expect(intoDb(cnp(rules('Accept'), { tier: 'Baseline', priority: 2 }), cnp(denyAll, { tier: 'Baseline', priority: 1 }))).toEqual(['denied', 'denied']);
});

test('two policies of one priority leave open what both match, if they decide differently, and nothing else (C-4)', () => {
  const denyAll = cnp(ingress(from(ALL_PODS, 'Deny')), { name: 'deny-all' });
  expect(intoDb(denyAll, cnp(ingress(from(app('web'), 'Accept')), { name: 'accept-web' }))).toEqual(['depends', 'denied']);
  expect(intoDb(denyAll, cnp(ingress(from(app('web'), 'Deny')), { name: 'deny-web' }))).toEqual(['denied', 'denied']);
  expect(intoDb(denyAll, cnp(ingress(from(app('web'), 'Accept')), { name: 'accept-web', tier: 'Baseline' }))).toEqual(['denied', 'denied']);
});

test('to pass in the tier Baseline is to allow, as no tier comes behind it (C-5)', () => {
  const denyAll = cnp(ingress(from(ALL_PODS, 'Deny')), { tier: 'Baseline', priority: 2 });
  expect(intoDb(cnp(ingress(from(app('web'), 'Pass')), { tier: 'Baseline', priority: 1 }), denyAll)).toEqual(['allowed', 'denied']);
});

test('to accept what leaves the source is not to accept what enters the destination (C-6)', () => {
  const acceptAway = egress(to(ALL_PODS, 'Accept'));
  const dbLetsNobodyIn = networkPolicy('{ podSelector: { matchLabels: { app: db } } }');
  expect(intoDb(cnp(acceptAway), dbLetsNobodyIn)).toEqual(['denied', 'denied']);
  expect(intoDb(cnp(`${acceptAway}, ${ingress(from(app('web'), 'Accept'))}`), dbLetsNobodyIn)).toEqual(['allowed', 'denied']);
  expect(intoDb(cnp(`${acceptAway}, ${ingress(from(app('web'), 'Deny'))}`))).toEqual(['denied', 'allowed']);
});

test('a NetworkPolicy has the last word in the directions that it governs, and the tier Baseline is still asked in the other (C-7)', () => {
  const webLetsAllIn = networkPolicy('{ podSelector: { matchLabels: { app: web } }, ingress: [{}] }');
  const denyBothWays = cnp(`${ingress(from(ALL_PODS, 'Deny'))}, ${egress(to(ALL_PODS, 'Deny'))}`, { tier: 'Baseline', subject: app('web') });
  const verdict = verdictIn([...PODS, webLetsAllIn, denyBothWays]);
  expect(verdict('shop/db', 'shop/web')).toBe('allowed');
  expect(verdict('shop/web', 'shop/db')).toBe('denied');
});

test('a network matches the pods in it too, whatever is assumed of an ipBlock, unless a rule before it takes them out (C-8)', () => {
  const db = pod('db', { status: '{ podIP: 10.0.0.7 }' });
  const toDb = (rules: string) => {
    const verdict = verdictIn([pod('web'), db, cnp(rules, { subject: app('web') })], { assumptions: { 'pods-match-ip-block': 'no' } });
    return [verdict('shop/web', 'shop/db'), verdict('shop/web', OUTSIDE)];
  };
  expect(toDb(egress(to('networks: [10.0.0.7/32]', 'Deny')))).toEqual(['denied', 'allowed']);
  expect(toDb(egress(to('networks: [10.0.0.8/32]', 'Deny')))).toEqual(['allowed', 'allowed']);
  expect(toDb(egress(to('networks: [0.0.0.0/0]', 'Deny')))).toEqual(['denied', 'denied']);
  expect(toDb(egress(to(ALL_PODS, 'Pass'), to('networks: [0.0.0.0/0]', 'Deny')))).toEqual(['allowed', 'denied']);
});

test('a pod on the host network is neither subject nor peer as a pod, but is matched as its node and by its network (C-9)', () => {
  const agent = pod('agent', { spec: '{ hostNetwork: true }' });
  const told: Told = { nodeCidrs: ['192.168.0.0/24'], assumptions: { 'host-network': 'selectable', 'nodes-match-ip-block': 'no' } };
  const withRules = (rules: string) => verdictIn([...PODS, agent, cnp(rules)], told);

  expect(withRules(egress(to(ALL_PODS, 'Deny')))('shop/agent', 'shop/db')).toBe('allowed');
  expect(withRules(ingress(from(ALL_PODS, 'Deny')))('shop/db', 'shop/agent')).toBe('allowed');
  expect(withRules(egress(to(ALL_PODS, 'Deny')))('shop/web', 'shop/agent')).toBe('allowed');
  expect(withRules(ingress(from(app('agent'), 'Deny')))('shop/agent', 'shop/db')).toBe('allowed');
  expect(withRules(egress(to('nodes: {}', 'Deny')))('shop/web', 'shop/agent')).toBe('denied');
  expect(withRules(egress(to('networks: [192.168.0.0/24]', 'Deny')))('shop/web', 'shop/agent')).toBe('denied');
});

test('nodes match the addresses in the status of the nodes that are selected, which are all by an empty selector (C-10)', () => {
  const node = (name: string, ...addresses: string[]) => `
    apiVersion: v1
    kind: Node
    metadata: { name: ${name}, labels: { role: ${name} } }
    status: { addresses: [{ type: Hostname, address: ${name} }, ${addresses.map(address => `{ type: InternalIP, address: "${address}" }`).join(', ')}] }`;
  const nodes = [node('edge', '192.168.0.1', 'fd00::1'), node('inner', '192.168.0.2')];
  const toNodes = (selector: string) => {
    const verdict = verdictIn([...PODS, ...nodes, cnp(egress(to(`nodes: ${selector}`, 'Deny')))]);
    return ['192.168.0.1', 'fd00::1', '192.168.0.2', OUTSIDE].map(address => verdict('shop/web', address));
  };
  expect(toNodes('{ matchLabels: { role: edge } }')).toEqual(['denied', 'denied', 'allowed', 'allowed']);
  expect(toNodes('{}')).toEqual(['denied', 'denied', 'denied', 'allowed']);
});

test('domain names stand for somebody outside whose address is not known, and never for a pod (C-11)', () => {
  const names = to('domainNames: ["*.example.com"]', 'Accept');
  const denyOutside = to('networks: [0.0.0.0/0, "::/0"]', 'Deny');
  const verdict = verdictIn([...PODS, cnp(egress(names, denyOutside), { subject: app('web') })]);
  expect(verdict('shop/web', 'shop/db')).toBe('denied');
  expect(verdict('shop/web', OUTSIDE)).not.toBe('allowed');
  expect(verdict('shop/db', OUTSIDE)).toBe('allowed');
});

test('a named port has the protocol of the container port of that name, on the pods that receive (C-12)', () => {
  const dns = pod('dns', { spec: '{ containers: [{ ports: [{ name: dns, containerPort: 53, protocol: UDP }, { name: metrics, containerPort: 80 }] }] }' });
  const named = ', protocols: [{ destinationNamedPort: dns }]';
  for (const policy of [cnp(ingress(from(ALL_PODS, 'Deny', named))), cnp(egress(to(ALL_PODS, 'Deny', named)))]) {
    const verdict = verdictIn([...PODS, dns, policy]);
    expect([Ports.udp(53), Ports.tcp(53), Ports.udp(80), http].map(ports => verdict('shop/web', 'shop/dns', ports))).toEqual(['denied', 'allowed', 'allowed', 'allowed']);
    expect(verdict('shop/web', 'shop/db', Ports.udp(53))).toBe('allowed');
  }
});

test('a rule without protocols is about every port of every protocol, and one with protocols about those alone (C-13)', () => {
  const ports = [Ports.tcp(80), Ports.tcp(81), Ports.udp(80), Ports.sctp(1)];
  const toOthers = (protocols: string) => {
    const verdict = verdictIn([...PODS, cnp(egress(to('networks: [0.0.0.0/0]', 'Deny', protocols), to(ALL_PODS, 'Deny', protocols)))]);
    return ['shop/db', OUTSIDE].map(end => ports.map(port => verdict('shop/web', end, port)));
  };
  const everything = ports.map(() => 'denied');
  expect(toOthers('')).toEqual([everything, everything]);
  const only80 = ['denied', 'allowed', 'allowed', 'allowed'];
  expect(toOthers(', protocols: [{ tcp: { destinationPort: { number: 80 } } }]')).toEqual([only80, only80]);
  const tcpAndRange = ['denied', 'denied', 'denied', 'allowed'];
  expect(toOthers(', protocols: [{ tcp: {} }, { udp: { destinationPort: { range: { start: 79, end: 80 } } } }]')).toEqual([tcpAndRange, tcpAndRange]);
});

test.each(['', 'services: {}'])('a peer that nobody understands makes a rule that accepts match nothing, and one that denies or passes deny everybody: { %s } (C-14)', peer => {
  const denyWeb = from(app('web'), 'Deny');
  expect(intoDb(cnp(ingress(from(peer, 'Accept'), denyWeb)))).toEqual(['denied', 'allowed']);
  for (const action of ['Deny', 'Pass']) {
    const verdict = verdictIn([...PODS, cnp(ingress(from(peer, action), from(ALL_PODS, 'Accept')), { subject: app('db') })]);
    expect(['shop/web', 'bank/ledger', OUTSIDE].map(source => verdict(source, 'shop/db'))).toEqual(['denied', 'denied', 'denied']);
    expect(verdict('shop/web', 'shop/other')).toBe('allowed');
  }
});

test('a pod that is alone is not kept from itself, and the replicas of a workload are kept from each other (C-15)', () => {
  const deployment = (replicas: number) => `
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web, namespace: shop }
    spec: { replicas: ${replicas}, template: { metadata: { labels: { app: web } } } }`;
  const denyAll = cnp(ingress(from(ALL_PODS, 'Deny')));
  const toItself = (...documents: string[]) => verdictIn(documents)('shop/web', 'shop/web');
  expect(toItself(deployment(2))).toBe('allowed');
  expect(toItself(deployment(2), denyAll)).toBe('denied');
  const rows = (...documents: string[]) => connectivityMap(new Network(readFrom(documents.map(dedent).join('\n---\n')).cluster, environmentOf({})))
    .connections.filter(({ source, destination }) => source === destination);
  expect([rows(deployment(1)), rows(deployment(1), denyAll)]).toEqual([[], []]);
});

test('pods without a namespaceSelector are those of all namespaces (C-16)', () => {
  const intoWeb = (subject: string) => {
    const verdict = verdictIn([...PODS, pod('web', { in: 'bank' }), cnp(ingress(from(app('ledger'), 'Deny')), { subject })]);
    return [verdict('bank/ledger', 'shop/web'), verdict('bank/ledger', 'bank/web'), verdict('shop/db', 'bank/web')];
  };
  expect(intoWeb(app('web'))).toEqual(['denied', 'denied', 'allowed']);
  expect(intoWeb('pods: { namespaceSelector: { matchLabels: { team: bank } }, podSelector: { matchLabels: { app: web } } }')).toEqual(['allowed', 'denied', 'allowed']);
});

test('v1alpha1 names ports in its own way, and a peer by sameLabels, which is gone, is one that nobody understands (C-17)', () => {
  const served = pod('db', { spec: '{ containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }' });
  const onPorts = ', ports: [{ portNumber: { protocol: UDP, port: 53 } }, { portRange: { protocol: TCP, start: 80, end: 81 } }, { namedPort: http }]';
  const verdict = verdictIn([pod('web'), served, anp(ingress(from(ALL_PODS, 'Deny', onPorts)))]);
  const ports = [Ports.udp(53), Ports.tcp(53), Ports.tcp(79), Ports.tcp(80), Ports.tcp(81), Ports.tcp(82), Ports.tcp(8080), Ports.udp(8080)];
  expect(ports.map(port => verdict('shop/web', 'shop/db', port)))
    .toEqual(['denied', 'allowed', 'allowed', 'denied', 'denied', 'allowed', 'denied', 'allowed']);

  const sameTeam = 'namespaces: { sameLabels: [team] }';
  expect(intoDb(anp(ingress(from(sameTeam, 'Allow'), from(app('web'), 'Deny'))))).toEqual(['denied', 'allowed']);
  expect(intoDb(anp(ingress(from(sameTeam, 'Deny'))))).toEqual(['denied', 'denied']);
});

test('no rule is about who comes from outside, so that denying every pod leaves them in (C-18)', () => {
  const denyAll = ingress(from(ALL_PODS, 'Deny'));
  const verdict = verdictIn([...PODS, cnp(denyAll), cnp(denyAll, { tier: 'Baseline' })]);
  expect(['shop/web', OUTSIDE].map(source => verdict(source, 'shop/db'))).toEqual(['denied', 'allowed']);
});
