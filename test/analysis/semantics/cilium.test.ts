import { ConnectivityMap, connectivityMap, Network } from '../../../src/analysis';
import { Ports } from '../../../src/values';
import { connect, dedent, environmentOf, mapOf, readFrom, Told, Verdict } from '../../dsl';

const http = Ports.tcp(80);
const dns = Ports.udp(53);
const OUTSIDE = '203.0.113.9';

const pod = (namespace: string, name: string, ip: string, extra = ''): string => `
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
  spec: { serviceAccountName: ${name}${extra} }
  status: { podIP: ${ip} }`;

const PODS = [
  `
  apiVersion: v1
  kind: Namespace
  metadata: { name: bank, labels: { team: blue } }`,
  pod('shop', 'web', '10.0.0.1'), pod('shop', 'db', '10.0.0.2'), pod('bank', 'web', '10.0.0.3'), pod('ops', 'agent', '192.168.0.1', ', hostNetwork: true'),
];

const cilium = (spec: string, name = 'policy'): string => `
  apiVersion: cilium.io/v2
  kind: CiliumNetworkPolicy
  metadata: { name: ${name}, namespace: shop }
  spec: ${spec}`;

const clusterwide = (spec: string): string => `
  apiVersion: cilium.io/v2
  kind: CiliumClusterwideNetworkPolicy
  metadata: { name: clusterwide }
  spec: ${spec}`;

const kubernetes = (spec: string): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: kubernetes, namespace: shop }
  spec: ${spec}`;

/** A rule for the pods of the database. */
const forDb = (rules: string): string => cilium(`{ endpointSelector: { matchLabels: { app: db } }, ${rules} }`);
const forWeb = (rules: string): string => cilium(`{ endpointSelector: { matchLabels: { app: web } }, ${rules} }`);

// What Cilium answers where the API leaves it open.
const TOLD: Told = { assumptions: { 'pods-match-ip-block': 'no', 'nodes-match-ip-block': 'no', 'host-network': 'ignored' } };
const mapWith = (...documents: string[]): ConnectivityMap => mapOf([...PODS, ...documents].map(dedent).join('\n---\n'), TOLD);

/** Verdicts for connections to the database, by who connects. */
const toDb = (map: ConnectivityMap, ports = http): Record<string, Verdict> =>
  Object.fromEntries(['shop/web', 'bank/web', OUTSIDE].map(client => [client, connect(map, client, 'shop/db', ports)]));

const verdicts = (shop: Verdict, bank: Verdict, outside: Verdict) => ({ 'shop/web': shop, 'bank/web': bank, [OUTSIDE]: outside });

describe('a Cilium policy that isolates', () => {
  test('does so in the direction for which it has rules, and not in the other', () => {
    const map = mapWith(forDb('ingress: [{ fromEndpoints: [{ matchLabels: { app: none } }] }]'));
    expect(toDb(map)).toEqual(verdicts('denied', 'denied', 'denied'));
    expect(connect(map, 'shop/db', 'bank/web', http)).toBe('allowed');
  });

  test('lets nobody in by an empty rule, where a NetworkPolicy lets everybody in', () => {
    expect(toDb(mapWith(forDb('ingress: [{}]')))).toEqual(verdicts('denied', 'denied', 'denied'));
    expect(toDb(mapWith(kubernetes('{ podSelector: { matchLabels: { app: db } }, ingress: [{}] }')))).toEqual(verdicts('allowed', 'allowed', 'allowed'));
  });

  test('may do so by a rule to deny alone', () => {
    expect(toDb(mapWith(forDb('ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: none } }] }]')))).toEqual(verdicts('denied', 'denied', 'denied'));
  });

  test('does not when it turns default deny off, and still denies what it says', () => {
    const map = mapWith(forDb('enableDefaultDeny: { ingress: false }, ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: web } }] }]'));
    expect(toDb(map)).toEqual(verdicts('denied', 'allowed', 'allowed'));
  });

  test('does so although another one turns default deny off', () => {
    const map = mapWith(cilium('{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingress: [{ fromEntities: [world] }] }', 'open'), forDb('ingress: [{}]'));
    expect(toDb(map)).toEqual(verdicts('denied', 'denied', 'allowed'));
  });
});

describe('a Cilium policy that denies', () => {
  test('wins over one that allows, whichever comes first', () => {
    const [allow, deny] = ['ingress: [{ fromEntities: [all] }]', 'ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: web } }] }]'];
    expect(toDb(mapWith(forDb(`${allow}, ${deny}`)))).toEqual(verdicts('denied', 'allowed', 'allowed'));
    expect(toDb(mapWith(forDb(deny), cilium(`{ endpointSelector: {}, ${allow} }`, 'allow')))).toEqual(verdicts('denied', 'allowed', 'allowed'));
  });

  test('wins over a NetworkPolicy that allows', () => {
    const map = mapWith(kubernetes('{ podSelector: {}, ingress: [{}] }'), forDb('ingressDeny: [{ fromEntities: [world] }]'));
    expect(toDb(map)).toEqual(verdicts('allowed', 'allowed', 'denied'));
  });

  test('denies the ports that it names and no others', () => {
    const map = mapWith(forDb('ingress: [{ fromEntities: [all] }], ingressDeny: [{ toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }]'));
    expect([toDb(map), toDb(map, Ports.tcp(81))]).toEqual([verdicts('denied', 'denied', 'denied'), verdicts('allowed', 'allowed', 'allowed')]);
  });
});

describe('a Cilium policy and a NetworkPolicy', () => {
  test('allow together what either of them allows', () => {
    const map = mapWith(
      kubernetes('{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }'),
      forDb('ingress: [{ fromEntities: [world] }]'),
    );
    expect(toDb(map)).toEqual(verdicts('allowed', 'denied', 'allowed'));
  });

  test('isolate each for itself', () => {
    const map = mapWith(kubernetes('{ podSelector: { matchLabels: { app: db } } }'),
      forDb('enableDefaultDeny: { ingress: false }, ingress: [{ fromEndpoints: [{}] }]'));
    expect(toDb(map)).toEqual(verdicts('allowed', 'denied', 'denied'));
  });
});

describe('endpoints of a Cilium policy', () => {
  test('are those of its own namespace unless it names another', () => {
    expect(toDb(mapWith(forDb('ingress: [{ fromEndpoints: [{ matchLabels: { app: web } }] }]')))).toEqual(verdicts('allowed', 'denied', 'denied'));
    expect(toDb(mapWith(forDb('ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": bank } }] }]'))))
      .toEqual(verdicts('denied', 'allowed', 'denied'));
  });

  test('may be those of namespaces with a label', () => {
    expect(toDb(mapWith(forDb('ingress: [{ fromEndpoints: [{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": blue } }] }]'))))
      .toEqual(verdicts('denied', 'allowed', 'denied'));
  });

  test('are those of every namespace when it is clusterwide', () => {
    expect(toDb(mapWith(clusterwide('{ endpointSelector: { matchLabels: { app: db } }, ingress: [{ fromEndpoints: [{ matchLabels: { app: web } }] }] }'))))
      .toEqual(verdicts('allowed', 'allowed', 'denied'));
  });

  test('may be told by their ServiceAccount', () => {
    expect(toDb(mapWith(forDb('ingress: [{ fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.serviceaccount": web } }] }]'))))
      .toEqual(verdicts('allowed', 'denied', 'denied'));
  });
});

describe('entities of a Cilium policy', () => {
  test.each([
    ['world', verdicts('denied', 'denied', 'allowed'), 'denied'],
    // Without nodes in the input, nobody knows which addresses are theirs.
    ['cluster', verdicts('allowed', 'allowed', 'depends'), 'allowed'],
    ['all', verdicts('allowed', 'allowed', 'allowed'), 'allowed'],
  ])('%s: pods, addresses outside and nodes', (entity, expected, node) => {
    const map = mapWith(forDb(`ingress: [{ fromEntities: [${entity}] }]`));
    expect(toDb(map)).toEqual(expected);
    expect(connect(map, 'ops/agent', 'shop/db', http)).toBe(node);
  });

  test('kube-apiserver is perhaps a node or an address outside, and never a pod', () => {
    // The reader says that it cannot know, which is no fault of the manifests.
    const { cluster } = readFrom([...PODS, forDb('ingress: [{ fromEntities: [kube-apiserver] }]')].map(dedent).join('\n---\n'));
    const map = connectivityMap(new Network(cluster, environmentOf(TOLD)));
    expect(toDb(map)).toEqual(verdicts('denied', 'denied', 'depends'));
    expect(connect(map, 'ops/agent', 'shop/db', http)).toBe('depends');
  });
});

describe('addresses and names of a Cilium policy', () => {
  test('do not match pods by a CIDR, which means what is outside', () => {
    expect(toDb(mapWith(forDb('ingress: [{ fromCIDR: [0.0.0.0/0, 10.0.0.1] }]')))).toEqual(verdicts('denied', 'denied', 'allowed'));
  });

  test('do not match the exceptions of a CIDR', () => {
    expect(toDb(mapWith(forDb('ingress: [{ fromCIDRSet: [{ cidr: 0.0.0.0/0, except: [203.0.113.0/24] }] }]')))).toEqual(verdicts('denied', 'denied', 'denied'));
  });

  test('do not match pods by a domain name, and do not match every address either', () => {
    const map = mapWith(forWeb('egress: [{ toFQDNs: [{ matchName: api.example.com }] }]'));
    expect(connect(map, 'shop/web', 'shop/db', http)).toBe('denied');
    expect(connect(map, 'shop/web', OUTSIDE, http)).not.toBe('allowed');
  });
});

describe('a Cilium policy for requests', () => {
  test('leaves a connection hanging on layer 7, on the port that it names only', () => {
    const map = mapWith(forDb('ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ method: GET }] } }] }]'));
    expect([toDb(map), toDb(map, Ports.tcp(81))]).toEqual([verdicts('depends', 'denied', 'denied'), verdicts('denied', 'denied', 'denied')]);
    expect(map.connections.filter(({ destination }) => destination.startsWith('shop/db')).flatMap(({ depends = [] }) => depends)).toContain('layer-7');
  });

  test('does not when another one allows the whole connection', () => {
    const map = mapWith(
      forDb('ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ method: GET }] } }] }]'),
      cilium('{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}], toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }] }', 'whole'),
    );
    expect(toDb(map)).toEqual(verdicts('allowed', 'denied', 'denied'));
  });

  test('restricts them even when it turns default deny off', () => {
    const map = mapWith(forDb(`enableDefaultDeny: { ingress: false },
      ingress: [{ toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ method: GET }] } }] }]`));
    expect([toDb(map), toDb(map, Ports.tcp(81))]).toEqual([verdicts('depends', 'depends', 'depends'), verdicts('allowed', 'allowed', 'allowed')]);
  });

  test('lets names be looked up when it allows any of them', () => {
    const map = mapWith(forWeb('egress: [{ toEndpoints: [{ matchLabels: { app: db } }], toPorts: [{ ports: [{ port: "53", protocol: UDP }], rules: { dns: [{ matchPattern: "*" }] } }] }]'));
    expect([connect(map, 'shop/web', 'shop/db', dns), connect(map, 'shop/web', 'shop/db', http)]).toEqual(['allowed', 'denied']);
  });
});
