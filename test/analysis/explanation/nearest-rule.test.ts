import { admin, all, DB, fromApp, PODS, policy, toDb, toDbOf, workload } from './shop';
import { Told } from '../../dsl';

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

  test('of several with as many terms that fail is the one of which fewer parts are to change, then the first by name', () => {
    const path = (...rules: string[]) => toDb([policy('db', `{ ${DB}, ingress: [${rules.join()}] }`)]).ingress.nearest!.rule.path.at(-1);
    const twoOfPeer = '{ from: [{ podSelector: { matchLabels: { app: api, tier: x } } }], ports: [{ port: 5432 }] }';
    expect(path(fromApp('api', '[{ port: 80 }]'), twoOfPeer)).toBe(1);
    expect(path(twoOfPeer, fromApp('api', '[{ port: 80 }]'))).toBe(0);
    expect(toDb([policy('b', `{ ${DB}, ingress: [${fromApp('x')}] }`), policy('a', `{ ${DB}, ingress: [${fromApp('z')}] }`)]).ingress.nearest!.rule.policy.name).toBe('a');
  });

  test('is none where all rules deny', () => {
    const deny = `
      apiVersion: projectcalico.org/v3
      kind: GlobalNetworkPolicy
      metadata: { name: deny }
      spec: { selector: "app == 'db'", types: [Ingress], ingress: [{ action: Deny, source: { selector: "app == 'api'" } }] }`;
    expect(toDb([deny]).ingress).toMatchObject({ verdict: 'denied', decisions: [{ by: 'isolation' }] });
    expect(toDb([deny]).ingress.nearest).toBe(undefined);
  });

  test('is held against the other end, in either direction', () => {
    const outward = policy('web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: api } } }] }] }');
    expect(toDb([outward]).egress.nearest!.failing).toEqual([{ term: 'pod-label', expected: 'app=api', actual: 'app=db' }]);
  });

  test('names the one peer and the one port of several that lack the least', () => {
    const peers = (list: string) => failing(`{ from: [${list}] }`).map(({ expected }) => expected);
    const [far, near] = ['{ podSelector: { matchLabels: { app: api, tier: x } } }', '{ podSelector: { matchLabels: { app: other } } }'];
    expect(peers(`${far}, ${near}`)).toEqual(['app=other']);
    expect(peers(`${near}, ${far}`)).toEqual(['app=other']);
    expect(peers(`${near}, { podSelector: { matchLabels: { app: api } } }`)).toEqual(['app=other']);
    expect(failing(fromApp('web', '[{ protocol: UDP, port: 80 }, { port: 81 }]'))).toEqual([{ term: 'port', expected: '81', actual: '5432' }]);
  });

  test('leaves out the labels that match', () => {
    expect(failing('{ from: [{ podSelector: { matchLabels: { app: web, tier: x } } }] }').map(({ expected }) => expected)).toEqual(['tier=x']);
  });

  describe('says of a namespace', () => {
    const from = (source: string, peer: string, ...namespaces: string[]) =>
      all([...PODS, workload('api', { namespace: 'team' }), ...namespaces, policy('db', `{ ${DB}, ingress: [{ from: [${peer}] }] }`)],
        { source, destination: 'shop/db', port: '5432' })[0].ingress.nearest!.failing;
    const namespace = (name: string, labels: string) => `{ apiVersion: v1, kind: Namespace, metadata: { name: ${name}, labels: ${labels} } }`;
    const OF_RED = '{ namespaceSelector: { matchLabels: { color: red } } }';

    test('that it is another than that of the policy', () => {
      expect(from('team/api', '{ podSelector: {} }')).toEqual([{ term: 'namespace', expected: 'shop', actual: 'team' }]);
      expect(from('shop/web', '{ podSelector: { matchLabels: { app: x } } }').map(({ term }) => term)).toEqual(['pod-label']);
    });

    test('which labels it has, as its manifest says', () => {
      expect(from('team/api', OF_RED, namespace('shop', '{ color: red }'), namespace('team', '{ color: blue }')))
        .toEqual([{ term: 'namespace-label', expected: 'color=red', actual: 'color=blue' }]);
    });

    test('that it has its name as a label, even where the input does not have it', () => {
      expect(from('team/api', '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }'))
        .toEqual([{ term: 'namespace-label', expected: 'kubernetes.io/metadata.name=shop', actual: 'kubernetes.io/metadata.name=team' }]);
    });
  });

  describe('says', () => {
    const peerOf = (peer: string, other: string, pods = PODS) =>
      all([...pods, policy('db', `{ ${DB}, ingress: [{ from: [${peer}] }] }`)], { source: other, destination: 'shop/db', port: '5432' })[0].ingress.nearest!.failing;

    test('that an address is no pod', () => {
      expect(peerOf('{ podSelector: {} }', '8.8.8.8')).toEqual([{ term: 'peer', expected: 'pods', actual: 'addresses outside' }]);
    });

    test('that no selector sees a pod on the host network', () => {
      const agent = workload('agent', { spec: '{ hostNetwork: true, containers: [] }' });
      expect(peerOf('{ podSelector: { matchLabels: { app: agent } } }', 'shop/agent', [...PODS, agent]))
        .toEqual([{ term: 'host-network', expected: 'a pod with an address of its own', actual: 'the host network' }]);
    });

    test('which address a pod has, or that no manifest tells it', () => {
      const lone = 'apiVersion: v1\nkind: Pod\nmetadata: { name: lone, namespace: shop }\nstatus: { podIPs: [{ ip: 10.1.2.3 }, { ip: "fd00::1" }] }';
      const told = { assumptions: { 'pods-match-ip-block': 'yes', 'pod-ips': 'never' } };
      const ofBlock = policy('db', `{ ${DB}, ingress: [{ from: [{ ipBlock: { cidr: 192.168.0.0/16 } }] }] }`);
      const terms = (source: string) => all([...PODS, lone, ofBlock], { source, destination: 'shop/db', port: '5432' }, told)[0].ingress.nearest!.failing;
      expect(terms('lone')).toEqual([{ term: 'range', expected: '192.168.0.0/16', actual: '10.1.2.3, fd00::1' }]);
      expect(terms('web')).toEqual([{ term: 'range', expected: '192.168.0.0/16', actual: 'a pod, whose address no manifest tells' }]);
    });

    test('that an address outside a block is not in it, whatever the block excepts', () => {
      expect(peerOf('{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }', '8.8.8.8')).toEqual([{ term: 'range', expected: '10.0.0.0/8', actual: '8.8.8.8' }]);
    });

    test('that rules for addresses do not speak of a domain name', () => {
      const ofName = (rule: string) => all([
        ...PODS,
        admin('others', 'egress: [{ action: Accept, to: [{ domainNames: [b.example.com] }], protocols: [{ tcp: { destinationPort: { number: 80 } } }] }]'),
        policy('web', `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${rule}] }`),
      ], { source: 'web', destination: 'b.example.com', port: '443' })[0];
      const [everybody, ofBlock] = [ofName('{ ports: [{ port: 443 }] }'), ofName('{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }')];
      expect(everybody.egress.nearest!.failing).toEqual([{ term: 'peer', expected: 'addresses', actual: 'a domain name' }]);
      expect(ofBlock.egress.nearest!.failing).toEqual([{ term: 'peer', expected: '10.0.0.0/8', actual: 'a domain name' }]);
      expect(ofName('{ ports: [{ port: 80 }] }').egress.nearest!.failing.map(({ term }) => term)).toEqual(['peer', 'port']);
      expect(everybody.notes.map(({ code }) => code)).toEqual(['domain-name']);
      expect(everybody.egress.edit).toBe(undefined);
    });
  });

  describe('says of ports', () => {
    const PAIR = '[{ name: pg, containerPort: 5432 }, { name: pg-2, containerPort: 5432 }, { containerPort: 80 }, { name: other, containerPort: 81 }, { name: udp, containerPort: 5432, protocol: UDP }]';
    const ofPorts = (ports: string, port = '5432') => all([
      PODS[0], workload('db', { spec: `{ containers: [{ ports: ${PAIR} }] }` }), policy('db', `{ ${DB}, ingress: [${fromApp('web', ports)}] }`),
    ], { source: 'web', destination: 'db', port })[0].ingress.nearest!.failing;

    test('which names the port has', () => {
      expect(ofPorts('[{ port: other }]')).toEqual([{ term: 'port-name', expected: 'other', actual: 'pg, pg-2' }]);
      expect(ofPorts('[{ port: other }]', '80')).toEqual([{ term: 'port-name', expected: 'other', actual: '80, without a name' }]);
    });

    test('that only the protocol is another, where number or name fit', () => {
      expect(ofPorts('[{ protocol: UDP, port: 5432 }]')).toEqual([{ term: 'protocol', expected: 'UDP', actual: 'TCP' }]);
      expect(ofPorts('[{ protocol: UDP, port: pg-2 }]')).toEqual([{ term: 'protocol', expected: 'UDP', actual: 'TCP' }]);
      expect(ofPorts('[{ protocol: UDP }]')).toEqual([{ term: 'protocol', expected: 'UDP', actual: 'TCP' }]);
    });

    test('that both the protocol and the number are others', () => {
      expect(ofPorts('[{ protocol: UDP, port: 80 }]').map(({ term }) => term)).toEqual(['protocol', 'port']);
      expect(ofPorts('[{ port: 6000, endPort: 6001 }]')).toEqual([{ term: 'port-range', expected: '6000-6001', actual: '5432' }]);
      expect(ofPorts('[{ port: 70, endPort: 90 }]')).toEqual([{ term: 'port-range', expected: '70-90', actual: '5432' }]);
    });

    test('that an address outside names no ports', () => {
      const outward = policy('web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ ports: [{ port: http }] }] }');
      expect(all([...PODS, outward], { source: 'web', destination: '8.8.8.8', port: '80' })[0].egress.nearest!.failing)
        .toEqual([{ term: 'port-name', expected: 'http', actual: '80, without a name' }]);
    });
  });

  describe('says on which question it hangs', () => {
    const asked = (rule: string, port: string, assumptions: Told['assumptions']) =>
      toDb([policy('db', `{ ${DB}, ingress: [${rule}] }`)], { assumptions }, port).ingress.nearest!.failing;

    test('whether SCTP, or a range of ports, is known', () => {
      const sctp = fromApp('web', '[{ protocol: SCTP, port: 5432 }]');
      const term = (actual: string) => [{ term: 'open-question', expected: 'a match in any case', actual }];
      expect(asked(sctp, 'sctp/5432', { sctp: 'unsupported' })).toEqual(term('sctp'));
      expect(asked(sctp, 'sctp/5432', { sctp: 'unknown' })).toEqual(term('sctp'));
      const range = fromApp('web', '[{ port: 5000, endPort: 6000 }]');
      expect(asked(range, '5432', { 'end-port': 'ignored' })).toEqual(term('end-port'));
      expect(asked(range, '5432', { 'end-port': 'unknown' })).toEqual(term('end-port'));
    });

    test('whether selectors see a pod on the host network', () => {
      const agent = workload('agent', { spec: '{ hostNetwork: true, containers: [] }' });
      const terms = (answer: string) => all([...PODS, agent, policy('db', `{ ${DB}, ingress: [${fromApp('agent')}, ${fromApp('x')}] }`)],
        { source: 'agent', destination: 'shop/db', port: '5432' }, { assumptions: { 'host-network': answer } })[0].ingress;
      expect(terms('unknown').nearest!.failing.map(({ term }) => term)).toEqual(['host-network']);
      expect(terms('selectable').verdict).toBe('allowed');
    });
  });

  test('of which something is not understood says so', () => {
    const layer7 = `
      apiVersion: projectcalico.org/v3
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { selector: "app == 'db'", types: [Ingress], ingress: [{ action: Allow, http: { methods: [GET] }, source: { selector: "app == 'web'" } }] }`;
    expect(toDb([layer7])).toMatchObject({ verdict: 'depends', ingress: { nearest: { failing: [{ term: 'open-question', expected: 'a rule that is understood', actual: 'layer-7' }] } } });
  });

  test('of which no port is understood lacks all of them', () => {
    const odd = fromApp('web', '[{ port: 5432, protocol: QUIC }]');
    expect(toDbOf([policy('db', `{ ${DB}, ingress: [${odd}] }`)]).ingress.nearest!.failing).toEqual([{ term: 'port', expected: 'none', actual: '5432' }]);
  });

  test('that lists nobody lacks everybody, of Cilium', () => {
    const nobody = `
      apiVersion: cilium.io/v2
      kind: CiliumNetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { endpointSelector: { matchLabels: { app: db } }, ingress: [{ fromEndpoints: [] }] }`;
    expect(toDb([nobody]).ingress.nearest!.failing).toEqual([{ term: 'peer', expected: 'nobody', actual: 'shop/web[Deployment]' }]);
  });

  test('is none where a rule denies, though other rules of its tier allow others', () => {
    const deny = `
      apiVersion: projectcalico.org/v3
      kind: NetworkPolicy
      metadata: { name: deny, namespace: shop }
      spec: { order: 1, selector: "app == 'db'", types: [Ingress], ingress: [{ action: Deny, source: { selector: "app == 'web'" } }] }`;
    const { ingress } = toDb([deny, policy('db', `{ ${DB}, ingress: [${fromApp('api')}] }`)]);
    expect([ingress.verdict, ingress.nearest, ingress.edit]).toEqual(['denied', undefined, undefined]);
  });

  test('says that a label is one of which only the controller knows the value', () => {
    expect(failing('{ from: [{ podSelector: { matchLabels: { pod-template-hash: abc } } }] }')).toEqual([
      { term: 'pod-label', expected: 'pod-template-hash=abc', actual: 'pod-template-hash, of which only the controller knows the value' },
    ]);
  });

  describe('of a policy of Cilium or of administrators', () => {
    const cilium = (egress: string) => `
      apiVersion: cilium.io/v2
      kind: CiliumNetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { endpointSelector: { matchLabels: { app: web } }, egress: [${egress}] }`;

    test('says which names, or that nodes, are meant', () => {
      const terms = (egress: string) => toDb([cilium(egress)]).egress.nearest!.failing;
      expect(terms('{ toFQDNs: [{ matchName: a.example.com }, { matchName: b.example.com }] }').at(-1)).toMatchObject({ term: 'peer', actual: 'pods' });
      expect(terms('{ toNodes: [{ matchLabels: { role: gateway } }] }')).toEqual([{ term: 'peer', expected: 'nodes', actual: 'pods' }]);
    });
  });
});
