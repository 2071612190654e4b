import { PolicyPeer, PolicyPort, TieredRule } from '../../../src/model';
import { clusterFrom, readFrom } from '../../dsl';

const SERVICE = `
- apiVersion: v1
  kind: Service
  metadata: { name: api, namespace: shop }
  spec: { selector: { app: api }, ports: [{ port: 80, targetPort: 8080 }, { name: dns, port: 53, protocol: UDP, targetPort: dns }] }`;

const SETS = `
- { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: red } } }
- { apiVersion: projectcalico.org/v3, kind: NetworkSet, metadata: { name: own, namespace: shop, labels: { role: partner } }, spec: { nets: [192.0.2.0/24] } }
- { apiVersion: projectcalico.org/v3, kind: NetworkSet, metadata: { name: bank, namespace: bank, labels: { role: partner } }, spec: { nets: [198.51.100.7] } }
- { apiVersion: crd.projectcalico.org/v1, kind: GlobalNetworkSet, metadata: { name: all, labels: { role: partner } }, spec: { nets: ["2001:db8::/32"], allowedEgressDomains: [example.com] } }`;

const policyWith = (kind: string, direction: string, rule: string) => `
- apiVersion: projectcalico.org/v3
  kind: ${kind}
  metadata: { name: web, namespace: shop }
  spec: { ${direction}: [${rule}] }`;

const rulesIn = (text: string, direction: 'ingress' | 'egress'): readonly TieredRule[] => clusterFrom(text).tieredPolicies[0][direction]!.rules;
const ingress = (rule: string, others = ''): TieredRule => rulesIn(policyWith('NetworkPolicy', 'ingress', rule) + others, 'ingress')[0];
const egress = (rule: string, others = ''): TieredRule => rulesIn(policyWith('NetworkPolicy', 'egress', rule) + others, 'egress')[0];
const globalEgress = (rule: string, others = ''): TieredRule => rulesIn(policyWith('GlobalNetworkPolicy', 'egress', rule) + others, 'egress')[0];

/** Peers as short texts. */
const peersOf = ({ peers }: TieredRule): string[] | undefined => peers?.map((peer: PolicyPeer) => {
  switch (peer.kind) {
    case 'pods': return `pods ${JSON.stringify(peer.namespaces?.map(({ operator, values }) => `${operator} ${values}`) ?? 'own')} ${peer.pods.map(({ key, operator, values }) => `${key} ${operator} ${values}`)}`;
    case 'addresses': return `${peer.block.first}-${peer.block.last}${peer.except.map(({ first, last }) => ` but ${first}-${last}`).join('')}`;
    case 'names': return `names ${peer.names}`;
    case 'nodes': return 'nodes';
  }
});

const portsOf = ({ ports }: TieredRule): string[] | undefined => ports?.map((port: PolicyPort) =>
  `${port.protocol} ${port.kind === 'numbers' ? `${port.first}-${port.last}` : port.kind === 'name' ? port.name : 'all'}`);

const address = (text: string): bigint => text.split('.').reduce((all, byte) => all * 256n + BigInt(byte), 0n);
const block = (first: string, last: string) => `${address(first)}-${address(last)}`;

const everything = () => [32n, 128n].map(bits => `0-${2n ** bits - 1n}`);

describe('the action of a rule', () => {
  test.each([['Allow', 'allow'], ['Deny', 'deny'], ['Pass', 'pass']])('is %s', (written, action) => {
    expect(ingress(`{ action: ${written} }`)).toEqual({ action, peers: undefined, ports: undefined, path: ['spec', 'ingress', 0], hangsOn: undefined });
  });

  test('decides nothing when it is Log, but the rules after it keep their place', () => {
    expect(ingress('{ action: Log }, { action: Deny }').path).toEqual(['spec', 'ingress', 1]);
  });
});

describe('the ports of a rule', () => {
  test.each([
    ['protocol: TCP', ['TCP all']],
    ['protocol: udp', ['UDP all']],
    ['protocol: 132', ['SCTP all']],
    ['protocol: "6"', ['TCP all']],
    ['notProtocol: TCP', ['UDP all', 'SCTP all']],
    ['notProtocol: ICMP', ['TCP all', 'UDP all', 'SCTP all']],
    ['protocol: TCP, destination: { ports: [80, "81", "90:99", http-alt] }', ['TCP 80-80', 'TCP 81-81', 'TCP 90-99', 'TCP http-alt']],
    ['protocol: TCP, destination: { ports: ["0:10", 0] }', ['TCP 1-10']],
    ['protocol: TCP, destination: { notPorts: [80, "1:10", "100:65535"] }', ['TCP 11-79', 'TCP 81-99']],
    ['protocol: UDP, destination: { ports: ["1:9"], notPorts: ["3:4"] }', ['UDP 1-2', 'UDP 5-9']],
  ])('are those that it names: %s', (fields, ports) => {
    const rule = ingress(`{ action: Allow, ${fields} }`);
    expect(portsOf(rule)).toEqual(ports);
    expect(rule.hangsOn).toBeUndefined();
  });

  test.each(['protocol: ICMP, icmp: { type: 8 }', 'protocol: ICMPv6', 'protocol: UDPLite', 'protocol: 47', 'protocol: TCP, notProtocol: 6', 'protocol: TCP, destination: { ports: [0] }'])(
    'are none, so that it matches no connection: %s', fields => {
      expect(rulesIn(policyWith('NetworkPolicy', 'egress', `{ action: Deny, ${fields} }`), 'egress')).toEqual([]);
    });

  test('are those of TCP where HTTP decides', () => {
    const rule = ingress('{ action: Allow, http: { methods: [GET] } }');
    expect({ ports: portsOf(rule), hangsOn: rule.hangsOn }).toEqual({ ports: ['TCP all'], hangsOn: ['layer-7'] });
  });
});

describe('the other end of a rule', () => {
  test('is everybody, if it says nothing', () => {
    expect([ingress('{ action: Allow, source: {} }'), egress('{ action: Allow, destination: { selector: "", nets: [] } }')].map(peersOf)).toEqual([undefined, undefined]);
  });

  test.each([
    ['selector: "app == \'web\'"', ['pods "own" app In web']],
    ['selector: "app == \'web\' || app == \'db\'"', ['pods "own" app In web', 'pods "own" app In db']],
    ['notSelector: "app == \'web\'"', ['pods "own" app NotIn web']],
    ['selector: has(app), notSelector: "app == \'web\'"', ['pods "own" app Exists ,app NotIn web']],
    ['serviceAccounts: { names: [robot, human] }', ['pods "own" projectcalico.org/serviceaccount In robot,human']],
    ['serviceAccounts: { selector: "projectcalico.org/name == \'robot\'" }', ['pods "own" projectcalico.org/serviceaccount In robot']],
    ['selector: has(app), namespaceSelector: all()', ['pods [] app Exists ']],
    ['namespaceSelector: "team == \'red\'"', ['pods ["In red"] ']],
    ['selector: "projectcalico.org/namespace == \'bank\'"', ['pods ["In bank","In shop"] ']],
    ['selector: has(app), namespaceSelector: global()', []],
  ])('is pods, by labels: %s', (fields, peers) => {
    expect(peersOf(ingress(`{ action: Allow, source: { ${fields} } }`))).toEqual(peers);
    expect(peersOf(egress(`{ action: Allow, destination: { ${fields} } }`))).toEqual(peers);
  });

  test('is pods of any namespace in a policy that belongs to none', () => {
    expect(peersOf(globalEgress('{ action: Allow, destination: { selector: has(app) } }'))).toEqual(['pods [] app Exists ']);
  });

  test.each([
    ['nets: [10.0.0.0/8, 192.0.2.1]', [block('10.0.0.0', '10.255.255.255'), block('192.0.2.1', '192.0.2.1')]],
    ['nets: [10.0.0.0/8], notNets: [10.1.0.0/16, "fd00::/8"]', [`${block('10.0.0.0', '10.255.255.255')} but ${block('10.1.0.0', '10.1.255.255')}`]],
    ['notNets: [10.0.0.0/8]', [`${everything()[0]} but ${block('10.0.0.0', '10.255.255.255')}`, everything()[1]]],
    ['nets: [10.0.0.0/8, "::/0"]', [block('10.0.0.0', '10.255.255.255')], 'ipVersion: 4,'],
  ])('is addresses, by blocks: %s', (fields, peers, version = '') => {
    const rule = egress(`{ action: Deny, ${version} destination: { ${fields} } }`);
    expect(peersOf(rule)).toEqual(peers);
    expect(rule.hangsOn).toBeUndefined();
  });

  const [own, bank, all] = [block('192.0.2.0', '192.0.2.255'), block('198.51.100.7', '198.51.100.7'), `${0x20010db8n * 2n ** 96n}-${0x20010db9n * 2n ** 96n - 1n}`];

  test.each([
    ['NetworkPolicy', 'selector: "role == \'partner\'"', ['pods "own" role In partner', own]],
    ['NetworkPolicy', 'selector: "role == \'partner\'", namespaceSelector: all()', ['pods [] role In partner', own, bank]],
    ['NetworkPolicy', 'selector: "role == \'partner\'", namespaceSelector: global()', [all, 'names example.com']],
    ['NetworkPolicy', 'namespaceSelector: "team == \'red\'"', ['pods ["In red"] ', own]],
    ['GlobalNetworkPolicy', 'selector: "role == \'partner\'"', ['pods [] role In partner', own, bank, all, 'names example.com']],
    ['GlobalNetworkPolicy', 'selector: has(role) || all()', ['pods [] role Exists ', 'pods [] ', own, bank, all, 'names example.com']],
    ['GlobalNetworkPolicy', 'selector: has(app)', ['pods [] app Exists ']],
  ])('is sets of networks too, by their labels and those of their namespace, in a %s: %s', (kind, fields, peers) => {
    const rule = `{ action: Allow, destination: { ${fields} } }`;
    expect(peersOf(rulesIn(policyWith(kind, 'egress', rule) + SETS, 'egress')[0])).toEqual(peers);
  });

  test('is names, which only a destination has', () => {
    expect(peersOf(egress('{ action: Allow, destination: { domains: ["*.example.com"] } }'))).toEqual(['names *.example.com']);
    expect(peersOf(ingress('{ action: Allow, source: { selector: "role == \'partner\'", namespaceSelector: global() } }', SETS))).toEqual([all]);
  });

  test('is the pods of a Service, on its ports when it is the destination', () => {
    const there = egress('{ action: Allow, destination: { services: { name: api } } }', SERVICE);
    expect({ peers: peersOf(there), ports: portsOf(there) }).toEqual({ peers: ['pods "own" app In api'], ports: ['TCP 8080-8080', 'UDP dns'] });
    expect(portsOf(egress('{ action: Allow, protocol: TCP, destination: { services: { name: api } } }', SERVICE))).toEqual(['TCP 8080-8080']);
    const from = ingress('{ action: Allow, protocol: TCP, source: { services: { name: api, namespace: shop } } }', SERVICE);
    expect({ peers: peersOf(from), ports: portsOf(from) }).toEqual({ peers: ['pods "own" app In api'], ports: ['TCP all'] });
    expect(peersOf(globalEgress('{ action: Allow, destination: { services: { name: api, namespace: shop } } }', SERVICE))).toEqual(['pods ["In shop"] app In api']);
  });
});

describe('what is not understood of a rule is told, and leaves open whether it matches', () => {
  /** With peers that are no fewer than those that it can match. */
  test.each([
    ['action: Denny', 'POL309', undefined],
    ['action: Deny, source: { selector: "app = 1" }', 'POL301', undefined],
    ['action: Deny, source: { selector: "app = 1", namespaceSelector: "team == \'red\'" }', 'POL301', ['pods ["In red"] ']],
    ['action: Deny, source: { selector: 5 }', 'PAR004', undefined],
    ['action: Deny, source: 5', 'PAR004', undefined],
    ['action: Deny, source: { serviceAccounts: { selector: has(team) } }', 'POL314', ['pods "own" ']],
    ['action: Deny, source: { serviceAccounts: { names: [5, robot] } }', 'PAR004', undefined],
    ['action: Deny, source: { serviceAccounts: [robot], selector: has(a) }', 'PAR004', ['pods "own" a Exists ']],
    ['action: Deny, source: { nets: [here] }', 'POL305', undefined],
    ['action: Deny, source: { nets: 10.0.0.0/8 }', 'PAR004', undefined],
    ['action: Deny, source: { selector: has(a), nets: [10.0.0.0/8] }', 'POL304', ['pods "own" a Exists ']],
    ['action: Deny, source: { domains: [example.com] }', 'POL304', undefined],
    ['action: Deny, source: { services: { name: api } }', 'POL315', undefined],
    ['action: Deny, source: { ports: [80] }', 'POL303', undefined],
    ['action: Deny, destination: { selector: has(a) }', 'POL303', undefined],
    ['action: Deny, destination: { nets: [10.0.0.0/8] }', 'POL303', undefined],
    ['action: Deny, destination: { ports: [80] }', 'POL308', undefined],
    ['action: Deny, protocol: TCP, destination: { ports: [70000] }', 'POL306', undefined],
    ['action: Deny, protocol: TCP, destination: { ports: [-1] }', 'POL306', undefined],
    ['action: Deny, protocol: TCP, destination: { ports: ["90:80"] }', 'POL306', undefined],
    ['action: Deny, protocol: TCP, destination: { ports: 80 }', 'PAR004', undefined],
    ['action: Deny, protocol: TCP, destination: { notPorts: [http] }', 'POL306', undefined],
    ['action: Deny, protocol: QUIC', 'POL307', undefined],
    ['action: Deny, protocol: 300', 'POL307', undefined],
    ['action: Deny, ipVersion: 4', 'POL317', undefined],
    ['action: Deny, ipVersion: 5, source: { nets: [10.0.0.0/8] }', 'POL317', undefined],
    ['action: Deny, icmp: { type: 8 }', 'POL318', undefined],
  ])('%s', (fields, code, peers) => {
    const { cluster, diagnostics } = readFrom(policyWith('NetworkPolicy', 'ingress', `{ ${fields} }`));
    const [rule] = cluster.tieredPolicies[0].ingress!.rules;
    expect({ codes: [...new Set(diagnostics.map(each => each.code))], action: rule.action, peers: peersOf(rule), hangsOn: rule.hangsOn })
      .toEqual({ codes: [code], action: 'deny', peers, hangsOn: ['not-understood'] });
  });

  test('as when a notSelector stands alone, and may mean anybody outside', () => {
    const { cluster, diagnostics } = readFrom(policyWith('GlobalNetworkPolicy', 'ingress', '{ action: Deny, source: { notSelector: has(a) } }'));
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`))
      .toEqual(['POL304 spec.ingress.0.source says only whom it does not select, which is not understood; whether it matches is left open']);
    expect(cluster.tieredPolicies[0].ingress!.rules).toEqual([expect.objectContaining({ peers: undefined, hangsOn: ['not-understood'] })]);
  });

  test('as when a selector has too many alternatives', () => {
    const selector = Array.from({ length: 9 }, (_, index) => `(has(a${index}) || has(b${index}))`).join(' && ');
    const { cluster, diagnostics } = readFrom(policyWith('NetworkPolicy', 'ingress', `{ action: Deny, source: { selector: "${selector}" } }`));
    expect(diagnostics.map(({ code }) => code)).toEqual(['POL302']);
    expect(cluster.tieredPolicies[0].ingress!.rules.map(({ hangsOn }) => hangsOn)).toEqual([['not-understood']]);
  });

  test('as when a set of networks has an address that is none', () => {
    const set = "- { apiVersion: projectcalico.org/v3, kind: GlobalNetworkSet, metadata: { name: a, labels: { a: '' } }, spec: { nets: [10.0.0.0/8, here] } }";
    const { cluster } = readFrom(`${policyWith('GlobalNetworkPolicy', 'ingress', '{ action: Deny, source: { selector: has(a), namespaceSelector: global() } }')}\n${set}`);
    const [rule] = cluster.tieredPolicies[0].ingress!.rules;
    expect({ peers: peersOf(rule), hangsOn: rule.hangsOn }).toEqual({ peers: everything(), hangsOn: ['not-understood'] });
  });
});

describe('who is named in more than one way', () => {
  const readRule = (rule: string) => {
    const { cluster, diagnostics } = readFrom(policyWith('NetworkPolicy', 'egress', rule) + SETS);
    return { hangsOn: cluster.tieredPolicies[0].egress!.rules[0].hangsOn, codes: diagnostics.map(({ code }) => code) };
  };

  test.each([
    ['by labels and domains', '{ action: Allow, destination: { selector: has(app), domains: [example.com] } }'],
    ['by addresses and domains', '{ action: Allow, destination: { nets: [10.0.0.0/8], domains: [example.com] } }'],
    ['by a notSelector, where sets of networks are selected', '{ action: Allow, destination: { selector: "role == \'partner\'", notSelector: has(app) } }'],
  ])('is left open %s, which is reported', (_, rule) => {
    expect(readRule(rule)).toEqual({ hangsOn: ['not-understood'], codes: ['POL304'] });
  });

  test('is certain by a notSelector where pods alone are selected', () => {
    expect(readRule('{ action: Allow, destination: { selector: has(app), notSelector: has(old) } }')).toEqual({ hangsOn: undefined, codes: [] });
  });
});
