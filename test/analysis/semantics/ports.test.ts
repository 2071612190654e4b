import { ConnectivityMap, explain } from '../../../src/analysis';
import { Assumptions, Ports, Protocol } from '../../../src/values';
import { connect, dedent, mapOf, networkFrom, readFrom, Verdict } from '../../dsl';

/** A client and a server that names its ports; `spec` is the policy of the server. */
function mapWith(spec: string, assumptions: Partial<Assumptions> = {}): ConnectivityMap {
  return mapOf(`
    apiVersion: v1
    kind: Pod
    metadata: { name: client, namespace: shop, labels: { app: client } }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: server, namespace: shop, labels: { app: server } }
    spec:
      containers:
      - ports:
        - { name: http, containerPort: 8080 }
        - { name: dns, containerPort: 53, protocol: UDP }
        - { name: metrics, containerPort: 9090 }
      - ports:
        - { name: metrics, containerPort: 9091 }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: legacy, namespace: shop, labels: { app: server } }
    spec: { containers: [{ ports: [{ name: http, containerPort: 80 }] }] }
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: policy, namespace: shop }
    spec: ${spec}`, { assumptions });
}

const ingress = (ports: string) => `{ podSelector: { matchLabels: { app: server } }, ingress: [{ ports: ${ports} }] }`;

const verdicts = (map: ConnectivityMap, ...ports: Ports[]): Verdict[] => ports.map(each => connect(map, 'shop/client', 'shop/server', each));

describe('a rule allows', () => {
  test.each(['[]', 'null'])('every port of every protocol, when ports is %s (P-1)', ports => {
    expect(verdicts(mapWith(ingress(ports)), Ports.tcp(1), Ports.tcp(65535), Ports.udp(53), Ports.sctp(5))).toEqual(['allowed', 'allowed', 'allowed', 'allowed']);
  });

  test('TCP, when it names no protocol (P-2)', () => {
    expect(verdicts(mapWith(ingress('[{ port: 80 }]')), Ports.tcp(80), Ports.udp(80), Ports.sctp(80))).toEqual(['allowed', 'denied', 'denied']);
  });

  test.each(['{ protocol: UDP }', '{ protocol: UDP, port: null }'])('every port of a protocol, when it names no port: %s (P-3)', entry => {
    expect(verdicts(mapWith(ingress(`[${entry}]`)), Ports.udp(1), Ports.udp(65535), Ports.tcp(53))).toEqual(['allowed', 'allowed', 'denied']);
  });

  test('any of its ports to any of its peers (P-4)', () => {
    const map = mapWith('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: client } } }, { ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80 }, { protocol: UDP, port: 53 }] }] }',
      { 'pods-match-ip-block': 'no' });
    for (const source of ['shop/client', '10.0.0.1']) {
      expect([Ports.tcp(80), Ports.udp(53), Ports.tcp(53)].map(ports => connect(map, source, 'shop/server', ports))).toEqual(['allowed', 'allowed', 'denied']);
    }
    expect(connect(map, 'shop/legacy', 'shop/server', Ports.tcp(80))).toBe('denied');
  });
});

describe('a range of ports', () => {
  const range = ingress('[{ port: 8000, endPort: 8010 }]');
  const around = [7999, 8000, 8001, 8010, 8011].map(port => Ports.tcp(port));

  test('includes both its ends (P-5)', () => {
    expect(verdicts(mapWith(range), ...around)).toEqual(['denied', 'allowed', 'allowed', 'allowed', 'denied']);
  });

  test('is its first port alone, for a CNI that ignores endPort (P-5)', () => {
    expect(verdicts(mapWith(range, { 'end-port': 'ignored' }), ...around)).toEqual(['denied', 'allowed', 'denied', 'denied', 'denied']);
  });

  test('depends on the CNI after its first port, when nobody knows the CNI (P-5)', () => {
    const map = mapWith(range, { 'end-port': 'unknown' });
    expect(verdicts(map, ...around)).toEqual(['denied', 'allowed', 'depends', 'depends', 'denied']);
    expect(map.connections.find(({ verdict }) => verdict === 'depends')!.depends).toEqual(['end-port']);
  });

  test.each([
    ['{ port: 80, endPort: 79 }', 'a reversed one'],
    ['{ port: 0 }', 'a port below 1'],
    ['{ port: 65536 }', 'a port above 65535'],
    ['{ port: 80, endPort: 65536 }', 'an end above 65535'],
  ])('matches no port, with an error, when it is %s: %s (P-5)', entry => {
    const { cluster, diagnostics } = readFrom(`
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: policy }
      spec: ${ingress(`[${entry}]`)}`);
    expect(cluster.policies[0].ingress![0].ports).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['POL006']);
  });

  test.each(['{ port: http, endPort: 90 }', '{ endPort: 90 }'])('needs a port that is a number, else its end is ignored, with an error: %s (P-5)', entry => {
    const { diagnostics } = readFrom(`
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: policy }
      spec: ${ingress(`[${entry}]`)}`);
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['error POL006']);
  });
});

describe('a named port', () => {
  test('of an ingress rule is looked up on each pod that the policy selects (P-6)', () => {
    const map = mapWith(ingress('[{ port: http }]'));
    expect([80, 8080].map(port => connect(map, 'shop/client', 'shop/server', Ports.tcp(port)))).toEqual(['denied', 'allowed']);
    expect([80, 8080].map(port => connect(map, 'shop/client', 'shop/legacy', Ports.tcp(port)))).toEqual(['allowed', 'denied']);
  });

  test('of an egress rule is looked up on each peer (P-6)', () => {
    const map = mapWith('{ podSelector: { matchLabels: { app: client } }, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] }');
    expect([80, 8080].map(port => connect(map, 'shop/client', 'shop/server', Ports.tcp(port)))).toEqual(['denied', 'allowed']);
    expect([80, 8080].map(port => connect(map, 'shop/client', 'shop/legacy', Ports.tcp(port)))).toEqual(['allowed', 'denied']);
  });

  test('has the protocol of its entry too (P-7)', () => {
    expect(verdicts(mapWith(ingress('[{ port: dns }]')), Ports.tcp(53), Ports.udp(53))).toEqual(['denied', 'denied']);
    expect(verdicts(mapWith(ingress('[{ port: dns, protocol: UDP }]')), Ports.tcp(53), Ports.udp(53))).toEqual(['denied', 'allowed']);
  });

  test('that a pod does not have matches nothing on that pod (P-8)', () => {
    const map = mapWith(ingress('[{ port: metrics }]'));
    expect(map.connections.filter(({ destination }) => destination === 'shop/legacy[Pod]')).toEqual([]);
  });

  test('matches nothing in an egress rule to addresses, which name no ports (P-9)', () => {
    const map = mapWith('{ podSelector: { matchLabels: { app: client } }, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: http }] }] }',
      { 'pods-match-ip-block': 'no' });
    expect(map.connections.filter(({ source }) => source === 'shop/client[Pod]')).toEqual([]);
  });

  test('means the port of the selected pod in an ingress rule from addresses (P-9)', () => {
    const map = mapWith('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: http }] }] }');
    expect([80, 8080].map(port => connect(map, '203.0.113.9', 'shop/server', Ports.tcp(port)))).toEqual(['denied', 'allowed']);
  });

  test('that several containers of a pod have is the ports of all of them (P-10)', () => {
    expect(verdicts(mapWith(ingress('[{ port: metrics }]')), Ports.tcp(9090), Ports.tcp(9091), Ports.tcp(9092))).toEqual(['allowed', 'allowed', 'denied']);
  });
});

test.each([Protocol.SCTP, Protocol.UDP])('a rule for %s isolates TCP all the same (P-11)', protocol => {
  const allowed = verdicts(mapWith(ingress(`[{ protocol: ${protocol}, port: 80 }]`)), Ports.tcp(80), Ports.udp(80), Ports.sctp(80));
  expect(allowed).toEqual(['denied', protocol === Protocol.UDP ? 'allowed' : 'denied', protocol === Protocol.SCTP ? 'allowed' : 'denied']);
});

describe('a protocol without ports, such as ICMP', () => {
  test('is covered by no verdict, whatever becomes of it (P-12)', () => {
    for (const answer of ['not-covered', 'allowed', 'denied']) {
      const map = mapWith(ingress('[{ port: 80 }]'), { 'other-protocols': answer });
      const protocols = map.connections.flatMap(({ ports }) => ports === 'all' ? [] : ports.map(({ protocol }) => protocol));
      expect(Object.values(Protocol)).toEqual(expect.arrayContaining(protocols));
      expect(Object.keys(map.assumptions)).not.toContain('other-protocols');
    }
  });

  test('in a rule is reported, and is no reason to open a port (P-12)', () => {
    const { cluster, diagnostics } = readFrom(`
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: policy }
      spec: ${ingress('[{ protocol: ICMP }]')}`);
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['error POL004']);
    expect(cluster.policies[0].ingress![0].ports).toEqual([]);
  });

  test('is refused as a question, with the word that nobody covers it (P-12)', () => {
    const network = networkFrom(`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }`);
    expect(() => explain(network, { source: 'shop/web', destination: 'shop/web', port: 'icmp' })).toThrow('what policies do to ICMP is not covered');
  });
});

test('a port that no container declares can be reached all the same (P-13)', () => {
  expect(verdicts(mapWith('{ podSelector: { matchLabels: { app: client } } }'), Ports.tcp(4444))).toEqual(['allowed']);
});

describe('a policy sees the port of the pod', () => {
  const mapFor = (port: number, targetPort: string) => mapOf([`
    apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: shop, labels: { app: web } }
    spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }`, `
    apiVersion: v1
    kind: Service
    metadata: { name: web, namespace: shop }
    spec: { selector: { app: web }, ports: [{ name: entry, port: 80, targetPort: ${targetPort} }] }`, `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: { name: web, namespace: shop }
    spec: { ingressClassName: nginx, rules: [{ host: shop.example.com, http: { paths: [{ path: /, backend: { service: { name: web, port: { name: entry } } } }] } }] }`, `
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: web, namespace: shop }
    spec: { podSelector: {}, ingress: [{ ports: [{ port: ${port} }] }] }`].map(dedent).join('\n---\n'));

  test.each(['8080', 'http'])('not that of the Service in front of it, for targetPort %s (P-14)', targetPort => {
    expect(connect(mapFor(8080, targetPort), '{ingress-controller}', 'shop/web', Ports.tcp(8080))).toBe('allowed');
    expect(mapFor(80, targetPort).connections.filter(({ source }) => source === '{ingress-controller}')).toEqual([]);
  });
});
