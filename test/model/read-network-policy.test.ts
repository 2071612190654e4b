import { Policy } from '../../src/model';
import { rangesText } from '../../src/values';
import { clusterFrom, readFrom } from '../dsl';

const text = (spec: string) => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: policy, namespace: shop }
  spec: ${spec}`;
const read = (spec: string): Policy => clusterFrom(text(spec)).policies[0];
const problems = (spec: string) => readFrom(text(spec)).diagnostics.map(({ severity, code }) => `${severity} ${code}`);
/** A policy with faults, which others tell of. */
const readFaulty = (spec: string): Policy => readFrom(text(spec)).cluster.policies[0];

describe('a NetworkPolicy governs', () => {
  const governs = (spec: string) => {
    const { ingress, egress } = readFaulty(spec);
    return [ingress?.length, egress?.length];
  };

  test.each([
    ['{}', [0, undefined]],
    ['{ ingress: [{}, {}] }', [2, undefined]],
    ['{ egress: [{}] }', [0, 1]],
    ['{ egress: [] }', [0, undefined]],
    ['{ policyTypes: [], egress: [{}] }', [0, 1]],
    ['{ policyTypes: [Egress] }', [undefined, 0]],
    ['{ policyTypes: [Ingress, Egress] }', [0, 0]],
    ['{ policyTypes: [Ingress], egress: [{}] }', [0, undefined]],
  ])('what its types say, and without types egress only if it has a rule for it: %s', (spec, expected) => {
    expect(governs(spec)).toEqual(expected);
  });

  test('both directions without a fault', () => {
    expect([problems('{ policyTypes: [Ingress, Egress] }'), problems('{ policyTypes: [Egress] }')]).toEqual([[], []]);
    expect([problems('{ policyTypes: [Ingress, Egress, Ingress] }'), problems('{ policyTypes: [Out] }')]).toEqual([['error POL007'], ['error POL007']]);
  });
});

describe('a rule', () => {
  const rule = (yaml: string) => readFaulty(`{ ingress: [${yaml}] }`).ingress![0];

  test('is about everybody and every port, where it lists none', () => {
    for (const yaml of ['{}', '{ from: [], ports: [] }']) expect([rule(yaml).peers, rule(yaml).ports]).toEqual([undefined, undefined]);
  });

  test('that is no rule lets nobody in', () => {
    expect(rule('everybody')).toEqual({ peers: [], ports: [], path: ['spec', 'ingress', 0] });
  });

  test('knows its place, as others at the same place do', () => {
    const [first, second] = read('{ ingress: [{}, {}] }').ingress!;
    expect([first.path, second.path, read('{ ingress: [{}] }').ingress![0].path]).toEqual([['spec', 'ingress', 0], ['spec', 'ingress', 1], ['spec', 'ingress', 0]]);
  });

  test('has pods by the labels of pods, of namespaces, or of both', () => {
    const WEB = [{ key: 'app', operator: 'In', values: ['web'] }];
    const RED = [{ key: 'team', operator: 'In', values: ['red'] }];
    const peers = (yaml: string) => rule(`{ from: [${yaml}] }`).peers;
    expect(peers('{ podSelector: { matchLabels: { app: web } } }')).toEqual([{ kind: 'pods', namespaces: undefined, pods: WEB, hasPodSelector: true }]);
    expect(peers('{ namespaceSelector: { matchLabels: { team: red } } }')).toEqual([{ kind: 'pods', namespaces: RED, pods: [], hasPodSelector: false }]);
    expect(peers('{ namespaceSelector: {}, podSelector: { matchLabels: { app: web } } }')).toEqual([{ kind: 'pods', namespaces: [], pods: WEB, hasPodSelector: true }]);
  });

  test.each(['{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }', '{ namespaceSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }', '{}'])('has nobody by %s, which is reported', peer => {
    expect(rule(`{ from: [${peer}] }`).peers).toEqual([]);
    expect(problems(`{ ingress: [{ from: [${peer}] }] }`)).toEqual(['error POL002']);
  });

  test.each(['7', '[]', 'everybody'])('has nobody by %s', peer => {
    expect(rule(`{ from: [${peer}] }`).peers).toEqual([]);
    expect(problems(`{ ingress: [{ from: [${peer}] }] }`)).not.toEqual([]);
  });

  test('of a kind without names has nobody by a name', () => {
    expect(rule('{ from: [{ domainNames: [example.com] }] }').peers).toEqual([]);
  });
});

describe('a block', () => {
  const block = (yaml: string) => {
    const [peer] = readFaulty(`{ ingress: [{ from: [{ ipBlock: ${yaml} }] }] }`).ingress![0].peers!;
    return peer.kind === 'addresses' && { block: rangesText([peer.block]), except: peer.except.map(each => rangesText([each])), hasHostBits: peer.hasHostBits };
  };

  test('has the addresses of its CIDR but those that it excepts', () => {
    expect(block('{ cidr: 10.0.0.0/8, except: [10.1.0.0/16, 10.2.0.0/16] }'))
      .toEqual({ block: '10.0.0.0-10.255.255.255', except: ['10.1.0.0-10.1.255.255', '10.2.0.0-10.2.255.255'], hasHostBits: undefined });
  });

  test.each(['10.0.0.0/8', '10.0.0.0/7', '192.168.0.0/16'])('that excepts %s, which is no smaller one inside of it, is reported, and excepts it', except => {
    expect(problems(`{ ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [${except}] } }] }] }`)).toEqual(['error POL003']);
    expect((block(`{ cidr: 10.0.0.0/8, except: [${except}] }`) as { except: string[] }).except).toHaveLength(1);
  });

  test('may have bits behind its prefix, or exceptions may, which the policy then has', () => {
    const CLEAN = '{ ipBlock: { cidr: 10.0.0.0/8 } }';
    const BITS = '{ ipBlock: { cidr: 10.0.0.1/8 } }';
    const inExcept = '{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.1/16] } }';
    const has = (spec: string) => readFaulty(spec).hasHostBits;
    expect([CLEAN, BITS, inExcept, `${CLEAN}, ${BITS}`, `{ podSelector: {} }, ${BITS}`, '{ podSelector: {} }'].map(peers => has(`{ ingress: [{ from: [${peers}] }] }`)))
      .toEqual([false, true, true, true, true, false]);
    expect(has(`{ ingress: [{}, { from: [${BITS}] }] }`)).toBe(true);
    expect(has(`{ ingress: [{ from: [${CLEAN}] }], egress: [{ to: [${BITS}] }] }`)).toBe(true);
    expect(block('{ cidr: 10.0.0.1/8 }')).toMatchObject({ hasHostBits: true });
  });
});

describe('a port', () => {
  const ports = (yaml: string) => readFaulty(`{ ingress: [{ ports: [${yaml}] }] }`).ingress![0].ports;

  test('is a number, a range, a name, or any of its protocol', () => {
    expect(ports('{ port: 80 }, { port: 80, endPort: 90, protocol: UDP }, { port: http }, { protocol: SCTP }')).toEqual([
      { kind: 'numbers', protocol: 'TCP', first: 80, last: 80 }, { kind: 'numbers', protocol: 'UDP', first: 80, last: 90 },
      { kind: 'name', protocol: 'TCP', name: 'http' }, { kind: 'all', protocol: 'SCTP' },
    ]);
  });

  test('may be the first and the last that there are', () => {
    expect(ports('{ port: 1, endPort: 65535 }, { port: 80, endPort: 80 }')).toMatchObject([{ first: 1, last: 65535 }, { first: 80, last: 80 }]);
    expect(problems('{ ingress: [{ ports: [{ port: 1, endPort: 65535 }] }] }')).toEqual([]);
  });

  test.each(['{ port: 0 }', '{ port: 80, endPort: 65536 }', '{ port: 80, endPort: 79 }'])('is none by %s, which is reported', port => {
    expect(ports(port)).toEqual([]);
    expect(problems(`{ ingress: [{ ports: [${port}] }] }`)).toEqual(['error POL006']);
  });

  test('with a name, or without any, has no end; that is reported', () => {
    expect(ports('{ port: http, endPort: 90 }')).toEqual([{ kind: 'name', protocol: 'TCP', name: 'http' }]);
    expect(problems('{ ingress: [{ ports: [{ port: http, endPort: 90 }] }] }')).toEqual(['error POL006']);
    expect(problems('{ ingress: [{ ports: [{ endPort: 90 }] }] }')).toEqual(['error POL006']);
    expect(problems('{ ingress: [{ ports: [{ port: 80, endPort: 90 }, { port: http }] }] }')).toEqual([]);
  });

  test('that is not understood is none', () => {
    expect([ports('{ port: true }'), ports('7'), ports('{ port: 80, protocol: QUIC }')]).toEqual([[], [], []]);
  });
});
