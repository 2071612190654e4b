import { TieredPolicy } from '../../src/model';
import { clusterFrom, dedent, readFrom } from '../dsl';

type Spec = string;
const SUBJECT = 'subject: { namespaces: {} }';
const EVERYBODY = { peers: undefined, ports: undefined };

/** The kinds that are read, and how to write one: the rest of the spec is up to the test. */
const anp = (rest: Spec, name = 'policy') => `
  apiVersion: policy.networking.k8s.io/v1alpha1
  kind: AdminNetworkPolicy
  metadata: { name: ${name} }
  spec: { priority: 10, ${rest} }`;
const banp = (rest: Spec, name = 'default') => `
  apiVersion: policy.networking.k8s.io/v1alpha1
  kind: BaselineAdminNetworkPolicy
  metadata: { name: ${name} }
  spec: { ${rest} }`;
const cnp = (rest: Spec, name = 'policy', order = 'tier: Admin, priority: 10') => `
  apiVersion: policy.networking.k8s.io/v1alpha2
  kind: ClusterNetworkPolicy
  metadata: { name: ${name} }
  spec: { ${order}, ${rest} }`;
const eks = (rest: Spec, name = 'policy') => cnp(rest, name).replace('policy.networking.k8s.io/v1alpha2', 'networking.k8s.aws/v1alpha1');

const policyOf = (yaml: string): TieredPolicy => clusterFrom(yaml).tieredPolicies[0];

/** What a text is read as, whatever is wrong with it, and the codes and places of what is. */
function faulty(yaml: string) {
  const { cluster, diagnostics } = readFrom(yaml);
  const [policy] = cluster.tieredPolicies;
  return {
    policy,
    rules: [...policy?.ingress?.rules ?? [], ...policy?.egress?.rules ?? []],
    problems: diagnostics.map(({ severity, code }) => `${severity} ${code}`),
    messages: diagnostics.map(({ message }) => message),
    diagnostics,
  };
}

const ingressRule = (rule: string) => cnp(`${SUBJECT}, ingress: [${rule}]`);
const egressRule = (rule: string) => cnp(`${SUBJECT}, egress: [${rule}]`);
const toPods = 'to: [{ namespaces: {} }]';
const fromPods = 'from: [{ namespaces: {} }]';

describe('a policy for administrators is read with its tier and its priority', () => {
  test.each([
    ['AdminNetworkPolicy', anp(SUBJECT), 'Admin', 10],
    ['BaselineAdminNetworkPolicy', banp(SUBJECT), 'Baseline', 0],
    ['ClusterNetworkPolicy of the tier Admin', cnp(SUBJECT), 'Admin', 10],
    ['ClusterNetworkPolicy of the tier Baseline', cnp(SUBJECT, 'policy', 'tier: Baseline, priority: 3'), 'Baseline', 3],
    ['ClusterNetworkPolicy of EKS', eks(SUBJECT), 'Admin', 10],
  ])('%s', (_, yaml, tier, priority) => {
    const policy = policyOf(yaml);
    expect([policy.tier.name, policy.priority]).toEqual([tier, priority]);
  });

  test('and with every action', () => {
    const actions = (yaml: string) => policyOf(yaml).ingress!.rules.map(({ action }) => action);
    const rules = (...names: string[]) => `${SUBJECT}, ingress: [${names.map(action => `{ action: ${action}, ${fromPods} }`).join(', ')}]`;
    expect(actions(anp(rules('Allow', 'Deny', 'Pass')))).toEqual(['allow', 'deny', 'pass']);
    expect(actions(banp(rules('Allow', 'Deny')))).toEqual(['allow', 'deny']);
    expect(actions(cnp(rules('Accept', 'Deny', 'Pass')))).toEqual(['allow', 'deny', 'pass']);
    expect(actions(eks(rules('Accept', 'Deny', 'Pass')))).toEqual(['allow', 'deny', 'pass']);
  });

  test('and isolates nobody', () => {
    const policy = policyOf(cnp(`${SUBJECT}, ingress: [{ action: Accept, ${fromPods} }], egress: [{ action: Accept, ${toPods} }]`));
    expect([policy.ingress!.isolates, policy.egress!.isolates]).toEqual([false, false]);
  });

  test('and governs no direction that it has no rule for', () => {
    const policy = policyOf(cnp(`${SUBJECT}, ingress: []`));
    expect([policy.ingress, policy.egress]).toEqual([undefined, undefined]);
  });

  test('and knows where each rule stands', () => {
    const policy = policyOf(cnp(`${SUBJECT}, egress: [{ action: Pass, ${toPods} }, { name: second, action: Deny, ${toPods} }]`));
    expect(policy.egress!.rules.map(({ path }) => path)).toEqual([['spec', 'egress', 0], ['spec', 'egress', 1]]);
  });

  test('and brings no namespace into being, as it lives in none', () => {
    expect(clusterFrom(cnp(SUBJECT)).namespaces).toEqual([]);
  });

  test('in every version that is written this way', () => {
    expect(readFrom(cnp(SUBJECT).replace('v1alpha2', 'v1beta1')).diagnostics).toEqual([]);
  });
});

describe('pods are named', () => {
  const red = [{ key: 'team', operator: 'In', values: ['red'] }];
  const web = [{ key: 'app', operator: 'In', values: ['web'] }];

  test.each([
    ['namespaces: { matchLabels: { team: red } }', { kind: 'pods', namespaces: red, pods: [] }],
    ['namespaces: {}', { kind: 'pods', namespaces: [], pods: [] }],
    ['pods: { namespaceSelector: { matchLabels: { team: red } }, podSelector: { matchLabels: { app: web } } }', { kind: 'pods', namespaces: red, pods: web }],
    ['pods: { podSelector: { matchLabels: { app: web } } }', { kind: 'pods', namespaces: [], pods: web }],
  ])('by %s, as subject and as peer', (pods, expected) => {
    const policy = policyOf(cnp(`subject: { ${pods} }, ingress: [{ action: Accept, from: [{ ${pods} }] }]`));
    expect(policy.subjects).toEqual([expected]);
    expect(policy.ingress!.rules[0].peers).toEqual([expected]);
  });
});

describe('peers outside are named', () => {
  const peersOf = (peer: string) => policyOf(egressRule(`{ action: Accept, to: [{ ${peer} }] }`)).egress!.rules[0].peers;

  test('by networks, which match pods too (C-8)', () => {
    expect(peersOf('networks: [10.0.0.0/31, "fd00::/127"]')).toEqual([
      { kind: 'addresses', block: { family: 'IPv4', first: 0x0a000000n, last: 0x0a000001n }, except: [], pods: 'always' },
      { kind: 'addresses', block: { family: 'IPv6', first: 0xfd00n * 2n ** 112n, last: 0xfd00n * 2n ** 112n + 1n }, except: [], pods: 'always' },
    ]);
  });

  test('by nodes', () => {
    expect(peersOf('nodes: { matchLabels: { role: edge } }')).toEqual([{ kind: 'nodes', nodes: [{ key: 'role', operator: 'In', values: ['edge'] }] }]);
  });

  test('by domainNames, in one spelling', () => {
    expect(peersOf('domainNames: ["*.Example.com", example.org.]')).toEqual([{ kind: 'names', names: ['*.example.com', 'example.org'] }]);
  });

  test('by domainNames that pass, on EKS alone', () => {
    const rule = `${SUBJECT}, egress: [{ action: Pass, to: [{ domainNames: [example.com] }] }]`;
    expect(faulty(eks(rule)).problems).toEqual([]);
    expect(faulty(cnp(rule)).problems).toEqual(['error POL108']);
  });
});

describe('ports are named', () => {
  const protocols = (list: string) => policyOf(ingressRule(`{ action: Accept, ${fromPods}, protocols: ${list} }`)).ingress!.rules[0].ports;
  const ports = (list: string) => [anp, eks].map(kind => {
    const action = kind === anp ? 'Allow' : 'Accept';
    return policyOf(kind(`${SUBJECT}, ingress: [{ action: ${action}, ${fromPods}, ports: ${list} }]`)).ingress!.rules[0].ports;
  });

  test('under their protocol', () => {
    expect(protocols('[{ tcp: { destinationPort: { number: 80 } } }, { udp: { destinationPort: { range: { start: 1, end: 65535 } } } }, { sctp: {} }]')).toEqual([
      { kind: 'numbers', protocol: 'TCP', first: 80, last: 80 },
      { kind: 'numbers', protocol: 'UDP', first: 1, last: 65535 },
      { kind: 'all', protocol: 'SCTP' },
    ]);
  });

  test('by a name, whose protocol is that of the container port (C-12)', () => {
    expect(protocols('[{ destinationNamedPort: http }]')).toEqual([{ kind: 'name', name: 'http' }]);
  });

  test('beside their protocol, in v1alpha1 and on EKS', () => {
    const expected = [
      { kind: 'numbers', protocol: 'UDP', first: 53, last: 53 },
      { kind: 'numbers', protocol: 'TCP', first: 8000, last: 8999 },
      { kind: 'name', name: 'http' },
    ];
    expect(ports('[{ portNumber: { protocol: UDP, port: 53 } }, { portRange: { start: 8000, end: 8999 } }, { namedPort: http }]')).toEqual([expected, expected]);
  });

  test('not at all for every port', () => {
    expect(protocols('null')).toBeUndefined();
    expect(ports('null')).toEqual([undefined, undefined]);
  });

  test('or by an empty list, with a warning', () => {
    expect(faulty(ingressRule(`{ action: Accept, ${fromPods}, protocols: [] }`))).toMatchObject({ problems: ['warning POL107'], rules: [{ action: 'allow', ports: undefined }] });
  });
});

describe('a rule with a peer that is not understood errs on the closed side (C-14)', () => {
  const UNKNOWN = [
    '{}', 'null', 'hello', '{ services: {} }', '{ namespaces: {}, pods: { podSelector: {} } }', '{ namespaces: hello }', '{ namespaces: { matchLabel: { a: b } } }',
    '{ namespaces: { matchExpressions: [{ key: a, operator: in, values: [b] }] } }', '{ pods: {} }', '{ pods: { podSelector: {}, namespaces: {} } }',
    '{ networks: [] }', '{ networks: [10.0.0.0] }', '{ networks: [10.0.0.0/8, hello] }', '{ networks: hello }', '{ domainNames: [com] }', '{ domainNames: ["a.*"] }', '{ nodes: [] }',
  ];

  test.each(UNKNOWN)('%s', peer => {
    const rule = (action: string) => faulty(egressRule(`{ action: ${action}, to: [{ namespaces: {} }, ${peer}], protocols: [{ tcp: { destinationPort: { number: 80 } } }] }`));
    expect(rule('Accept').rules).toEqual([{ action: 'allow', peers: [], path: ['spec', 'egress', 0] }]);
    for (const action of ['Deny', 'Pass']) expect(rule(action).rules).toEqual([{ action: 'deny', ...EVERYBODY, path: ['spec', 'egress', 0] }]);
    expect(rule('Deny').problems.filter(problem => problem === 'error POL106')).toHaveLength(1);
  });

  test.each(['', 'to: [],', 'to: null,', 'to: hello,'])('and so does one that names no peers: %s', to => {
    expect(faulty(egressRule(`{ ${to} action: Accept }`)).rules).toEqual([{ action: 'allow', peers: [], path: ['spec', 'egress', 0] }]);
    expect(faulty(egressRule(`{ ${to} action: Pass }`)).rules).toEqual([{ action: 'deny', ...EVERYBODY, path: ['spec', 'egress', 0] }]);
    expect(faulty(egressRule(`{ ${to} action: Deny }`)).problems).toContain('error POL106');
  });

  test.each(['{ networks: [0.0.0.0/0] }', '{ nodes: {} }', '{ domainNames: [example.com] }'])('on ingress, which knows only pods: %s (C-18)', peer => {
    expect(faulty(ingressRule(`{ action: Accept, from: [${peer}] }`))).toMatchObject({ problems: ['error POL106'], rules: [{ action: 'allow', peers: [] }] });
  });

  test.each(['sameLabels: [team]', 'notSameLabels: [team]', 'namespaceSelector: {}'])('with what v1alpha1 had at first, which is named: %s (C-17)', gone => {
    const { rules, messages } = faulty(anp(`${SUBJECT}, ingress: [{ action: Deny, from: [{ namespaces: { ${gone} } }] }]`));
    expect(rules).toEqual([{ action: 'deny', ...EVERYBODY, path: ['spec', 'ingress', 0] }]);
    expect(messages[0]).toContain(gone.split(':')[0]);
  });

  test('where the API has no such peer: domainNames of a BaselineAdminNetworkPolicy, nodes on EKS', () => {
    expect(faulty(banp(`${SUBJECT}, egress: [{ action: Allow, to: [{ domainNames: [example.com] }] }]`)).problems).toEqual(['error POL106']);
    expect(faulty(eks(`${SUBJECT}, egress: [{ action: Accept, to: [{ nodes: {} }] }]`)).problems).toEqual(['error POL106']);
  });

  test('and says at the peer what it is taken to mean', () => {
    const { diagnostics } = faulty(dedent(`
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: { name: policy }
      spec:
        tier: Admin
        priority: 1
        subject: { namespaces: {} }
        ingress:
        - action: Pass
          from:
          - namespaces: {}
          - services: {}`));
    expect(diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '12:7 spec.ingress.0.from.1 should be exactly one of namespaces, pods, and hold nothing that is unknown; so the rule denies everybody, as the API asks',
    ]);
  });
});

describe('what is not understood leaves open what the rule does', () => {
  const open = { hangsOn: ['not-understood'] };
  const peers = [{ kind: 'pods', namespaces: [], pods: [] }];
  const ports = [{ kind: 'numbers', protocol: 'TCP', first: 80, last: 80 }];
  const onPort80 = 'protocols: [{ tcp: { destinationPort: { number: 80 } } }]';

  test.each(['Allow', 'accept', 'Log', '3', 'null', 'toString'])('an action: %s may allow or deny', action => {
    const { rules, problems } = faulty(ingressRule(`{ action: ${action}, ${fromPods}, ${onPort80} }`));
    expect(rules).toEqual(['allow', 'deny'].map(each => ({ action: each, peers, ports, path: ['spec', 'ingress', 0], ...open })));
    expect(problems).toContain('error POL104');
  });

  test('a Pass in a BaselineAdminNetworkPolicy, which has none', () => {
    expect(faulty(banp(`${SUBJECT}, ingress: [{ action: Pass, ${fromPods} }]`)).problems).toEqual(['error POL104']);
  });

  test.each(['hello', 'null', '[a]'])('a rule: %s may do anything to anybody', rule => {
    expect(faulty(ingressRule(rule)).rules).toEqual(['allow', 'deny'].map(action => ({ action, path: ['spec', 'ingress', 0], ...open })));
  });

  test('the rules of a direction may do anything to anybody, and the other direction is not touched', () => {
    const { policy } = faulty(cnp(`${SUBJECT}, ingress: hello`));
    expect(policy.ingress!.rules.map(({ action, hangsOn }) => `${action} ${hangsOn}`)).toEqual(['allow not-understood', 'deny not-understood']);
    expect(policy.egress).toBeUndefined();
  });

  test.each([
    '{}', 'null', 'http', '{ icmp: {} }', '{ TCP: {} }', '{ tcp: {}, udp: {} }', '{ tcp: 80 }', '{ tcp: { port: 80 } }', '{ tcp: { destinationPort: 80 } }',
    '{ tcp: { destinationPort: {} } }', '{ tcp: { destinationPort: { number: 0 } } }', '{ tcp: { destinationPort: { number: "80" } } }', '{ tcp: { destinationPort: { number: 80, range: { start: 1, end: 2 } } } }',
    '{ tcp: { destinationPort: { range: { start: 90, end: 80 } } } }', '{ tcp: { destinationPort: { range: { start: 1 } } } }', '{ tcp: { destinationPort: { range: { start: 1, end: 70000 } } } }',
    '{ destinationNamedPort: "" }', '{ destinationNamedPort: 80 }',
  ])('a port: %s may be any, while the others are what they are', port => {
    const { rules, problems } = faulty(ingressRule(`{ action: Deny, ${fromPods}, protocols: [{ tcp: { destinationPort: { number: 80 } } }, ${port}] }`));
    const path = ['spec', 'ingress', 0];
    expect(rules).toEqual([{ action: 'deny', peers, ports, path }, { action: 'deny', peers, ports: undefined, path, ...open }]);
    expect(problems).toContain('error POL107');
  });

  test('a list of ports that is none: it may be any', () => {
    const { rules, problems } = faulty(ingressRule(`{ action: Deny, ${fromPods}, protocols: http }`));
    expect(rules.map(({ ports: read, hangsOn }) => ({ read, hangsOn }))).toEqual([{ read: [], hangsOn: undefined }, { read: undefined, hangsOn: ['not-understood'] }]);
    expect(problems).toEqual(['error PAR004']);
  });

  test.each(['{}', '{ portNumber: 80 }', '{ portNumber: { port: 80, protocol: ICMP } }', '{ portRange: { start: 2, end: 1 } }', '{ namedPort: a, portNumber: { port: 80 } }', '{ port: 80 }'])(
    'a port of v1alpha1: %s may be any', port => {
      const { rules } = faulty(anp(`${SUBJECT}, ingress: [{ action: Deny, ${fromPods}, ports: [${port}] }]`));
      expect(rules.map(({ ports: read, hangsOn }) => ({ read, hangsOn }))).toEqual([{ read: [], hangsOn: undefined }, { read: undefined, hangsOn: ['not-understood'] }]);
    });

  test('a field of the rule or of the spec, which may narrow it', () => {
    for (const yaml of [ingressRule(`{ action: Deny, ${fromPods}, log: true }`), cnp(`${SUBJECT}, stateless: true, ingress: [{ action: Deny, ${fromPods} }]`)]) {
      expect(faulty(yaml)).toMatchObject({ problems: ['warning PAR005'], rules: [{ action: 'deny', hangsOn: ['not-understood'] }] });
    }
  });

  test.each(['{}', 'null', 'hello', '{ namespaces: {}, pods: { podSelector: {} } }', '{ namespaces: { sameLabels: [a] } }', '{ nodes: {} }'])(
    'a subject: %s may be any pods', subject => {
      const { policy, rules, problems } = faulty(cnp(`subject: ${subject}, ingress: [{ action: Deny, ${fromPods} }]`));
      expect(policy.subjects).toEqual(peers);
      expect(rules).toEqual([{ action: 'deny', peers, path: ['spec', 'ingress', 0], ...open }]);
      expect(problems).toContain('error POL103');
    });

  test.each(['tier: Admin', 'tier: Admin, priority: null', 'tier: Admin, priority: "1"'])('a priority: %s may be the first', order => {
    const { policy, problems, rules } = faulty(cnp(`${SUBJECT}, ingress: [{ action: Pass, ${fromPods} }]`, 'policy', order));
    expect(policy.priority).toBe(-Infinity);
    expect(problems).toContain('error POL102');
    expect(rules).toEqual([{ action: 'pass', peers, path: ['spec', 'ingress', 0], ...open }]);
  });

  test.each(['priority: 1', 'tier: admin, priority: 1', 'tier: 3, priority: 1'])('a tier: %s leaves open what even a Pass comes to', order => {
    const { problems, rules } = faulty(cnp(`${SUBJECT}, ingress: [{ action: Pass, ${fromPods} }]`, 'policy', order));
    expect(problems).toContain('error POL102');
    expect(rules.map(({ action, hangsOn }) => `${action} ${hangsOn}`)).toEqual(['allow not-understood', 'deny not-understood']);
  });

  test('domainNames in a rule that denies', () => {
    const { rules, problems } = faulty(egressRule('{ action: Deny, to: [{ domainNames: [example.com] }] }'));
    expect(problems).toEqual(['error POL108']);
    expect(rules).toEqual(['allow', 'deny'].map(action => ({ action, path: ['spec', 'egress', 0], ...open })));
  });

  test.each(['networks: [10.0.0.0/8]', 'nodes: {}', 'domainNames: [example.com]'])('a name of a port at %s, which has none (C-12)', peer => {
    const { rules, problems } = faulty(egressRule(`{ action: Accept, to: [{ ${peer} }], protocols: [{ destinationNamedPort: http }] }`));
    expect(problems).toEqual(['error POL109']);
    expect(rules).toMatchObject([{ action: 'allow', hangsOn: ['not-understood'] }]);
  });
});

describe('what the API server would refuse is reported, and read as far as it is clear', () => {
  test.each([-1, 1001])('a priority of %d', priority => {
    const { policy, problems } = faulty(cnp(SUBJECT, 'policy', `tier: Admin, priority: ${priority}`));
    expect([policy.priority, problems]).toEqual([priority, ['error POL102']]);
  });

  test.each([0, 1000])('but not a priority of %d', priority => {
    expect(faulty(cnp(SUBJECT, 'policy', `tier: Admin, priority: ${priority}`)).problems).toEqual([]);
  });

  test.each([[cnp, 'Accept', 25], [anp, 'Allow', 100], [banp, 'Allow', 100], [eks, 'Accept', 100]] as const)('more rules than the API takes (%#)', (kind, action, limit) => {
    const rules = (count: number) => faulty(kind(`${SUBJECT}, ingress: [${Array(count).fill(`{ action: ${action}, ${fromPods} }`).join(', ')}]`));
    expect(rules(limit).problems).toEqual([]);
    expect(rules(limit + 1)).toMatchObject({ problems: ['error POL105'], rules: { length: limit + 1 } });
  });

  test('more peers and ports than the API takes', () => {
    const many = (item: string) => Array(26).fill(item).join(', ');
    expect(faulty(ingressRule(`{ action: Accept, from: [${many('{ namespaces: {} }')}], protocols: [${many('{ destinationNamedPort: a }')}] }`)).problems)
      .toEqual(['error POL105', 'error POL105']);
  });

  test('a rule with a name of more than 100 characters', () => {
    const named = (length: number) => faulty(ingressRule(`{ name: ${'x'.repeat(length)}, action: Accept, ${fromPods} }`)).problems;
    expect([named(100), named(101)]).toEqual([[], ['error POL105']]);
  });

  test('a range that ends where it starts', () => {
    const { rules, problems } = faulty(ingressRule(`{ action: Accept, ${fromPods}, protocols: [{ tcp: { destinationPort: { range: { start: 80, end: 80 } } } }] }`));
    expect(problems).toEqual(['error POL107']);
    expect(rules).toMatchObject([{ ports: [{ kind: 'numbers', protocol: 'TCP', first: 80, last: 80 }] }]);
  });

  test('a BaselineAdminNetworkPolicy of another name than default', () => {
    expect(faulty(banp(SUBJECT, 'other')).problems).toEqual(['warning POL110']);
  });

  test.each(['v1', 'v1alpha1'])('a version that is not known, %s: it is read as one that is', version => {
    const { policy, diagnostics } = faulty(cnp(SUBJECT).replace('v1alpha2', version));
    expect(diagnostics.map(({ code, line, message }) => `${line} ${code} ${message}`))
      .toEqual([`1 POL101 ${version} is no version of ClusterNetworkPolicy that is known; it is read as if it were v1alpha2`]);
    expect(policy.priority).toBe(10);
  });

  test('a spec that is no map: the policy is passed over', () => {
    const { cluster, diagnostics } = readFrom('apiVersion: policy.networking.k8s.io/v1alpha2\nkind: ClusterNetworkPolicy\nmetadata: { name: a }\nspec: hello');
    expect([cluster.tieredPolicies, diagnostics.map(({ code }) => code)]).toEqual([[], ['PAR004']]);
  });
});

describe('policies of one tier and one priority are reported, as nobody knows which one decides (C-4)', () => {
  const ties = (...documents: string[]) => readFrom(documents.map(dedent).join('\n---\n')).diagnostics
    .map(({ severity, code, line, message }) => `${line} ${severity} ${code} ${message}`);
  const at = (name: string, order: string) => cnp(SUBJECT, name, order);

  test('each but the first, at its priority', () => {
    const tied = (name: string) => `warning POL111 ClusterNetworkPolicy "${name}" has priority 5 in the tier Admin, as ClusterNetworkPolicy "a" has; where rules of both match, nobody knows which decide`;
    expect(ties(...['a', 'b', 'c'].map(name => at(name, 'tier: Admin, priority: 5')))).toEqual([`9 ${tied('b')}`, `14 ${tied('c')}`]);
  });

  test('across the APIs, which share their tiers', () => {
    expect(ties(anp(SUBJECT, 'a'), cnp(SUBJECT, 'b'))).toHaveLength(1);
  });

  test.each([
    ['of different priorities', ['tier: Admin, priority: 5', 'tier: Admin, priority: 6']],
    ['of different tiers', ['tier: Admin, priority: 5', 'tier: Baseline, priority: 5']],
  ])('but none %s', (_, orders) => {
    expect(ties(...orders.map((order, index) => at(`policy-${index}`, order)))).toEqual([]);
  });

  test('but not those of which all rules do the same, until one does not', () => {
    const doing = (name: string, ...actions: string[]) => cnp(`${SUBJECT}, egress: [${actions
      .map(action => `{ action: ${action}, to: [{ namespaces: {} }] }`).join(', ')}]`, name, 'tier: Admin, priority: 5');
    expect(ties(doing('a', 'Deny'), doing('b', 'Deny', 'Deny'))).toEqual([]);
    const message = (name: string, first: string) => expect.stringContaining(`"${name}" has priority 5 in the tier Admin, as ClusterNetworkPolicy "${first}" has`);
    expect(ties(doing('a', 'Deny'), doing('b', 'Accept'), doing('c', 'Deny'), doing('d', 'Deny', 'Accept'), doing('e', 'Deny', 'Accept')))
      .toEqual([message('b', 'a'), message('c', 'b'), message('d', 'a'), message('e', 'a')]);
  });

  test('but not two texts of one policy', () => {
    expect(ties(at('a', 'tier: Admin, priority: 5'), at('a', 'tier: Admin, priority: 5')).filter(text => text.includes('POL111'))).toEqual([]);
  });
});
