import { readFrom } from '../dsl';

/** Each problem of a text: where, what, and how bad. */
const problems = (yaml: string): string[] =>
  readFrom(yaml).diagnostics.map(({ severity, code, line, column, message }) => `${line}:${column} ${severity} ${code} ${message}`);

/** The problems of the ingress rule at line 7. */
const ofRule = (rule: string): string[] => problems(`
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: policy }
  spec:
    podSelector: {}
    ingress:
    - ${rule}`);

describe('an object is passed over, with an error', () => {
  test('when it has no kind', () => {
    expect(problems('metadata: { name: a }')).toEqual(['1:1 error PAR003 an object needs a kind; this one has none, and is passed over']);
  });

  test.each(['kind: Pod', 'kind: Pod\nmetadata: {}', 'kind: Pod\nmetadata: null', 'kind: Pod\nmetadata: [a]'])('when it has no name: %j', yaml => {
    expect(problems(yaml)).toContain('1:1 error PAR003 a Pod needs a metadata.name; this one has none, and is passed over');
  });

  test('when its name is no string, as a number without quotes', () => {
    expect(problems('kind: Pod\nmetadata: { name: 1.10 }')).toEqual([
      '2:13 error PAR004 metadata.name should be a string, but is 1.1; it is ignored',
      '1:1 error PAR003 a Pod needs a metadata.name; this one has none, and is passed over',
    ]);
  });

  test('and the others are read all the same', () => {
    const { cluster } = readFrom('[{ kind: Pod }, 3, { apiVersion: v1, kind: Pod, metadata: { name: b } }]');
    expect(cluster.workloads.map(({ name }) => name)).toEqual(['b']);
  });
});

test('an object of a kind that says nothing about the network is passed over without a word', () => {
  expect(readFrom('apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: 3')).toEqual({
    cluster: {
      namespaces: [],
      workloads: [],
      completed: [],
      policies: [],
      tieredPolicies: [],
      nodes: [],
      services: [],
      endpoints: [],
      routes: [],
      gateways: [],
      gatewayClasses: [],
      gatewayRoutes: [],
      referenceGrants: [],
    },
    diagnostics: [],
  });
});

test('an object whose kind only shares its name with one that we know is passed over', () => {
  expect(readFrom('apiVersion: serving.example.com/v1\nkind: Service\nmetadata: { name: a }').cluster.services).toEqual([]);
});

describe('a value of the wrong type is reported where it stands', () => {
  test.each([
    ['from: { podSelector: {} }', '7:5 error PAR004 spec.ingress.0.from should be a list, but is a map; it is ignored'],
    ['ports: { port: 80 }', '7:5 error PAR004 spec.ingress.0.ports should be a list, but is a map; it is ignored'],
    ['ports: [{ port: true }]', '7:15 error PAR004 spec.ingress.0.ports.0.port should be a number or a string, but is true; it is ignored'],
    ['ports: [{ port: 80, endPort: "90" }]', '7:25 error PAR004 spec.ingress.0.ports.0.endPort should be a whole number, but is "90"; it is ignored'],
    ['from: [{ podSelector: { matchLabels: [a] } }]', '7:29 error PAR004 spec.ingress.0.from.0.podSelector.matchLabels should be a map, but is a list; it is ignored'],
    ['from: [{ ipBlock: { cidr: 10.0.0.0/8, except: 10.1.0.0/16 } }]', '7:43 error PAR004 spec.ingress.0.from.0.ipBlock.except should be a list, but is "10.1.0.0/16"; it is ignored'],
  ])('%s', (rule, expected) => {
    expect(ofRule(rule)).toEqual([expected]);
  });

  test('shortened, when it is long', () => {
    const [problem] = ofRule(`from: ${'x'.repeat(1000)}`);
    expect(problem).toBe(`7:5 error PAR004 spec.ingress.0.from should be a list, but is "${'x'.repeat(59)}; it is ignored`);
  });
});

describe('a policy is reported where it is wrong', () => {
  test.each([
    ['ports: [{ protocol: tcp }]', '7:15 error POL004 spec.ingress.0.ports.0.protocol is "tcp", which is no protocol; use TCP, UDP or SCTP'],
    ['ports: [{ port: 80 }, { port: 0 }]', '7:27 error POL006 0-0 is no range of ports from 1 to 65535; it is taken to match no port'],
    ['ports: [{ port: 90, endPort: 80 }]', '7:13 error POL006 90-80 is no range of ports from 1 to 65535; it is taken to match no port'],
    ['from: [{ ipBlock: { cidr: 10.0.0.0 } }]', '7:25 error POL003 "10.0.0.0" is not a CIDR; it is taken to match no address'],
    ['from: [{ ipBlock: { cidr: 10.0.0.0/33 } }]', '7:25 error POL003 "10.0.0.0/33" is not a CIDR; it is taken to match no address'],
    ['from: [{ ipBlock: {} }]', '7:14 error POL003 "" is not a CIDR; it is taken to match no address'],
    ['from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [x] } }]', '7:52 error POL003 "x" is not a CIDR; it is ignored'],
    ['from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.2.3/16] } }]',
      '7:52 warning POL005 "10.1.2.3/16" has bits set after its prefix; it is taken to mean "10.1.0.0/16"'],
    ['from: [{ podSelector: {} }, {}]', '7:33 error POL002 a peer is either an ipBlock or selectors, but this one is neither; it is taken to match nobody'],
    ['from: [{ podSelector: { matchExpressions: [{ key: app, operator: in, values: [web] }] } }]',
      '7:48 error POL001 "app in" with 1 values is no valid requirement; it is taken to select nothing'],
    ['from: [{ podSelector: { matchExpressions: [{ operator: Exists }] } }]',
      '7:48 error POL001 " Exists" with 0 values is no valid requirement; it is taken to select nothing'],
  ])('%s', (rule, expected) => {
    expect(ofRule(rule)).toEqual([expected]);
  });

  test('as often as it is wrong, and read as far as it is right', () => {
    const { cluster, diagnostics } = readFrom(`
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: policy }
      spec:
        podSelector: {}
        ingress:
        - from: [{ ipBlock: { cidr: nonsense } }, { podSelector: {} }]
          ports: [{ protocol: ICMP }, { port: 80 }]`);
    expect(diagnostics.map(({ code, line }) => `${code} ${line}`)).toEqual(['POL003 7', 'POL004 8']);
    expect(cluster.policies[0].ingress).toEqual([{
      peers: [{ kind: 'pods', namespaces: undefined, pods: [], hasPodSelector: true }],
      ports: [{ kind: 'numbers', protocol: 'TCP', first: 80, last: 80 }],
      path: ['spec', 'ingress', 0],
    }]);
  });
});

describe('a section of a policy that its policyTypes do not name', () => {
  const ofTypes = (types: string, sections: string): string[] => problems(`
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: policy }
    spec:
      policyTypes: ${types}
      ${sections}`);

  test('is reported, as it has no effect (T-3)', () => {
    expect(ofTypes('[Egress]', 'ingress: [{}]')).toEqual([
      '6:3 warning POL008 policyTypes do not name this direction, so that these 1 rules have no effect',
    ]);
    expect(ofTypes('[Ingress]', 'egress: [{}, {}]')).toEqual([
      '6:3 warning POL008 policyTypes do not name this direction, so that these 2 rules have no effect',
    ]);
  });

  test('is searched for faults all the same', () => {
    expect(ofTypes('[Egress]', 'ingress: [{ ports: [{ protocol: tcp }] }]').map(problem => problem.split(' ')[2])).toEqual(['POL004', 'POL008']);
  });

  test('is not spoken of when it has no rule', () => {
    expect(ofTypes('[Egress]', 'ingress: []')).toEqual([]);
  });
});

test.each([
  ['NetworkPolicy', 'extensions/v1beta1', '1.16'], ['Ingress', 'extensions/v1beta1', '1.22'], ['Ingress', 'networking.k8s.io/v1beta1', '1.22'],
])('a %s of %s is refused by the API server since %s, and so passed over', (kind, apiVersion, version) => {
  const { cluster, diagnostics } = readFrom(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\nspec: { podSelector: {} }`);
  expect([cluster.policies, cluster.routes]).toEqual([[], []]);
  expect(diagnostics).toEqual([expect.objectContaining({ severity: 'error', code: 'PAR011', line: 1, message: expect.stringContaining(`removed in Kubernetes ${version}`) })]);
});

describe('of several objects of one kind and name', () => {
  const policy = (group: string, app: string, name = 'a') => `
      - { apiVersion: ${group}, kind: NetworkPolicy, metadata: { name: ${name}, namespace: shop }, spec: { podSelector: { matchLabels: { app: ${app} } } } }`;
  const selected = (yaml: string) => readFrom(yaml).cluster.policies.map(({ selects }) => selects[0].values[0]);

  test('the last counts, as with kubectl apply, and the others are reported', () => {
    const twice = policy('networking.k8s.io/v1', 'web') + policy('networking.k8s.io/v1', 'other', 'b') + policy('networking.k8s.io/v1', 'db');
    expect(selected(twice)).toEqual(['db', 'other']);
    expect(problems(twice)).toEqual(['3:3 warning PAR007 NetworkPolicy "a" is defined at in.yaml:1 too; this later one counts, and that one is passed over']);
  });

  test('the labels of a namespace are those of the last', () => {
    const { cluster, diagnostics } = readFrom(`
      - { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: red } } }
      - { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { tier: gold } } }`);
    expect(cluster.namespaces.map(({ labels }) => labels)).toEqual([{ 'tier': 'gold', 'kubernetes.io/metadata.name': 'shop' }]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['PAR007']);
  });

  test('all count when only their namespaces or groups differ, or the API server will name them', () => {
    expect(readFrom(`
      - { apiVersion: v1, kind: Pod, metadata: { name: a, namespace: shop } }
      - { apiVersion: v1, kind: Pod, metadata: { name: a, namespace: bank } }
      - { apiVersion: batch/v1, kind: Job, metadata: { generateName: a- } }
      - { apiVersion: batch/v1, kind: Job, metadata: { generateName: a- } }`).diagnostics).toEqual([]);
  });
});

test('a container port of an unknown protocol is reported and left out', () => {
  const { cluster, diagnostics } = readFrom(`
    apiVersion: v1
    kind: Pod
    metadata: { name: a }
    spec: { containers: [{ ports: [{ containerPort: 53, protocol: Udp }, { containerPort: 80 }] }] }`);
  expect(diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(['POL004 4:53']);
  expect(cluster.workloads[0].ports).toEqual([{ name: undefined, port: 80, protocol: 'TCP' }]);
});
