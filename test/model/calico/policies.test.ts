import { NETWORK_POLICY_TIER, TieredPolicy } from '../../../src/model';
import { clusterFrom, readFrom } from '../../dsl';

const object = (kind: string, name: string, spec: string, apiVersion = 'projectcalico.org/v3') =>
  `- { apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name}, namespace: shop }, spec: ${spec} }\n`;

const policies = (...objects: string[]): readonly TieredPolicy[] => clusterFrom(objects.join('')).tieredPolicies;

const own = (spec: string): TieredPolicy => policies(object('NetworkPolicy', 'web', spec))[0];
const global = (spec: string): TieredPolicy => policies(object('GlobalNetworkPolicy', 'web', spec))[0];

describe('a policy of Calico', () => {
  test.each(['projectcalico.org/v3', 'crd.projectcalico.org/v1'])('is read from %s', apiVersion => {
    const [policy] = policies(object('NetworkPolicy', 'default.web', '{ order: 10.5, selector: "app == \'web\'", types: [Ingress] }', apiVersion));
    expect(policy).toEqual(expect.objectContaining({
      kind: 'NetworkPolicy',
      name: 'default.web',
      namespace: 'shop',
      tier: NETWORK_POLICY_TIER,
      priority: 10.5,
      subjects: [{ kind: 'pods', namespaces: undefined, pods: [{ key: 'app', operator: 'In', values: ['web'] }] }],
      ingress: { rules: [], isolates: true },
      egress: undefined,
    }));
  });

  test('comes last in its tier when it has no order', () => {
    expect(own('{}').priority).toBe(Number.MAX_VALUE);
  });

  test('is not what only stages a policy', () => {
    expect(policies(...['StagedNetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedKubernetesNetworkPolicy'].map(kind => object(kind, 'web', '{}')))).toEqual([]);
  });

  test.each(['doNotTrack', 'preDNAT'])('is passed over, with a warning, when %s makes it one for nodes', field => {
    const { cluster, diagnostics } = readFrom(object('GlobalNetworkPolicy', 'web', `{ ${field}: true, applyOnForward: true }`));
    expect(cluster.tieredPolicies).toEqual([]);
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning POL313']);
  });
});

describe('without types, a policy governs', () => {
  const governed = ({ ingress, egress }: TieredPolicy) => [...ingress ? ['ingress'] : [], ...egress ? ['egress'] : []];
  const rules = '[{ action: Allow }]';

  test.each([
    ['ingress, if it has no rules', '{}', ['ingress']],
    ['ingress, if it has rules for that alone', `{ ingress: ${rules}, egress: [] }`, ['ingress']],
    ['egress, if it has rules for that alone', `{ egress: ${rules} }`, ['egress']],
    ['both, if it has rules for both', `{ ingress: ${rules}, egress: ${rules} }`, ['ingress', 'egress']],
    ['what rules it has, if the list is empty', `{ types: [], egress: ${rules} }`, ['egress']],
  ])('%s', (_, spec, expected) => {
    expect(governed(own(spec))).toEqual(expected);
  });

  test('both, in the form that no API server has completed', () => {
    expect(governed(policies(object('NetworkPolicy', 'web', `{ egress: ${rules} }`, 'crd.projectcalico.org/v1'))[0])).toEqual(['ingress', 'egress']);
  });
});

test.each([
  ['[Ingress]', { isolates: true, rules: [] }, undefined],
  ['[Egress]', undefined, { isolates: true, rules: [] }],
  ['[Ingress, Egress]', { isolates: true, rules: [] }, { isolates: true, rules: [] }],
])('with the types %s, a policy governs what they name, whatever rules it has', (types, ingress, egress) => {
  const policy = own(`{ types: ${types} }`);
  expect([policy.ingress, policy.egress]).toEqual([ingress, egress]);
});

test('types that are none leave a policy to govern what it has rules for', () => {
  const { cluster: { tieredPolicies: [policy] }, diagnostics } = readFrom(object('NetworkPolicy', 'web', '{ types: [Sideways], egress: [{ action: Allow }] }'));
  expect([policy.ingress, policy.egress?.rules.length]).toEqual([undefined, 1]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['POL312']);
});

test('a policy whose order is no number comes before all others, as anything that it says is open', () => {
  const { cluster: { tieredPolicies } } = readFrom(object('NetworkPolicy', 'web', '{ order: first }') + object('NetworkPolicy', 'db', '{ order: -1000000 }'));
  const [web, db] = ['web', 'db'].map(name => tieredPolicies.filter(policy => policy.name === name).map(({ priority }) => priority));
  expect(Math.min(...web)).toBeLessThan(Math.min(...db));
});

test('what a policy that is not understood may deny in the end is told where its direction stands', () => {
  const { cluster: { tieredPolicies } } = readFrom(object('NetworkPolicy', 'web', '{ order: first, types: [Ingress, Egress] }'));
  const last = tieredPolicies.find(({ priority }) => priority === Infinity)!;
  expect([last.ingress, last.egress].map(rules => rules?.rules.map(({ path }) => path))).toEqual([[['spec', 'ingress']], [['spec', 'egress']]]);
});

describe('the pods that a policy governs', () => {
  const name = (...values: string[]) => ({ key: 'kubernetes.io/metadata.name', operator: 'In', values });

  test('are those of its namespace, or of all when it belongs to none', () => {
    expect(own('{}').subjects).toEqual([{ kind: 'pods', namespaces: undefined, pods: [] }]);
    expect(global('{}').subjects).toEqual([{ kind: 'pods', namespaces: [], pods: [] }]);
  });

  test('are those that any alternative of its selector selects', () => {
    expect(own('{ selector: "a == \'1\' || has(b)" }').subjects.map(({ pods }) => pods)).toEqual([
      [{ key: 'a', operator: 'In', values: ['1'] }],
      [{ key: 'b', operator: 'Exists', values: [] }],
    ]);
  });

  test.each([
    ['namespaceSelector: "team == \'red\'"', [{ key: 'team', operator: 'In', values: ['red'] }]],
    ['namespaceSelector: "projectcalico.org/name == \'shop\'"', [name('shop')]],
    ['namespaceSelector: all()', []],
    ['selector: "projectcalico.org/namespace in {\'shop\', \'bank\'}"', [name('shop', 'bank')]],
    ['selector: "pcns.team == \'red\' && projectcalico.org/orchestrator == \'k8s\'"', [{ key: 'team', operator: 'In', values: ['red'] }]],
  ])('are in the namespaces that it names: %s', (field, namespaces) => {
    expect(global(`{ ${field} }`).subjects).toEqual([{ kind: 'pods', namespaces, pods: [] }]);
  });

  test.each(['"!has(projectcalico.org/namespace)"', '"projectcalico.org/orchestrator == \'openstack\'"', '"!all()"'])('are none, when it selects what no pod is: %s', selector => {
    expect(global(`{ selector: ${selector} }`).subjects).toEqual([]);
  });

  test('may be told by their service account', () => {
    const pod = '- { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop }, spec: { serviceAccountName: robot } }\n';
    const policy = (selector: string) => object('NetworkPolicy', 'web', `{ serviceAccountSelector: "${selector}" }`);
    const { workloads, tieredPolicies } = clusterFrom(pod + policy("projectcalico.org/name == 'robot'"));
    expect(tieredPolicies.map(({ subjects }) => subjects.map(({ pods }) => pods)))
      .toEqual([[[{ key: 'projectcalico.org/serviceaccount', operator: 'In', values: ['robot'] }]]]);
    expect(workloads.map(({ serviceAccount }) => serviceAccount)).toEqual(['robot']);
  });
});

describe('the tier of a policy', () => {
  const tierOf = (...tiers: string[]) => policies(...tiers, object('NetworkPolicy', 'web', '{ tier: security }'))[0];

  test('has the order and the end that its object says', () => {
    const { tier, ingress } = tierOf(object('Tier', 'security', '{ order: 100, defaultAction: Pass }'));
    expect(tier).toEqual({ name: 'security', order: 100, ties: 'by-name' });
    expect(ingress?.isolates).toBe(false);
  });

  test('comes last and denies in the end, unless its object says so', () => {
    const { tier, ingress } = tierOf(object('Tier', 'security', '{}'));
    expect(tier.order).toBe(Number.MAX_VALUE);
    expect(ingress?.isolates).toBe(true);
  });

  test('is one, however many policies are in it and whatever comes first', () => {
    const policy = (name: string) => object('NetworkPolicy', name, '{ tier: security }');
    const [one, other] = policies(policy('web'), object('Tier', 'security', '{ order: 1 }'), policy('api'));
    expect(one.tier).toBe(other.tier);
  });

  test.each(['{}', '{ tier: default }', '{ tier: "" }'])('is that of NetworkPolicies, when it is the default one: %s', spec => {
    expect(own(spec).tier).toBe(NETWORK_POLICY_TIER);
  });

  test.each([['kube-admin', 1_000], ['kube-baseline', 10_000_000]])('is known without an object, when Calico makes it itself: %s', (name, order) => {
    const { tier, ingress } = own(`{ tier: ${name} }`);
    expect(tier.order).toBe(order);
    expect(ingress?.isolates).toBe(false);
  });
});

describe('a policy whose tier, order or pods nobody knows', () => {
  const rule = 'ingress: [{ action: Allow }]';

  test.each([
    [`{ tier: unheard-of, ${rule} }`, 'POL310'],
    [`{ tier: 5, ${rule} }`, 'POL310'],
    [`{ order: first, ${rule} }`, 'POL311'],
    [`{ selector: "app = 5", ${rule} }`, 'POL301'],
    [`{ selector: 5, ${rule} }`, 'PAR004'],
    [`{ serviceAccountSelector: has(team), ${rule} }`, 'POL314'],
  ])('says nothing for certain, neither by a rule nor in the end: %s', (spec, code) => {
    const { cluster, diagnostics } = readFrom(object('NetworkPolicy', 'web', spec));
    expect(diagnostics.map(each => each.code)).toContain(code);
    expect(cluster.tieredPolicies.map(({ priority, subjects, ingress }) => ({ isLast: priority === Infinity, subjects, ingress }))).toEqual([
      { isLast: false, subjects: [{ kind: 'pods', pods: [] }], ingress: { isolates: false, rules: [expect.objectContaining({ action: 'allow', hangsOn: ['not-understood'] })] } },
      { isLast: true, subjects: [{ kind: 'pods', pods: [] }], ingress: { isolates: false, rules: [expect.objectContaining({ action: 'deny', hangsOn: ['not-understood'] })] } },
    ]);
  });
});

describe('a problem of a policy or tier is told where it stands', () => {
  const problems = (text: string) => readFrom(text).diagnostics.map(({ severity, code, line, column }) => `${line}:${column} ${severity} ${code}`);
  const withSpec = (kind: string, name: string, field: string) => `
    apiVersion: projectcalico.org/v3
    kind: ${kind}
    metadata: { name: ${name} }
    spec:
      ${field}`;

  test.each([
    ['GlobalNetworkPolicy', 'a', 'selector: "app = 1"', '5:3 error POL301'],
    ['GlobalNetworkPolicy', 'a', 'namespaceSelector: global()', '5:3 error POL301'],
    ['GlobalNetworkPolicy', 'a', 'tier: security', '5:3 warning POL310'],
    ['GlobalNetworkPolicy', 'a', 'order: "1"', '5:3 error POL311'],
    ['GlobalNetworkPolicy', 'a', 'types: [Ingress, Sideways]', '5:20 error POL312'],
    ['GlobalNetworkPolicy', 'a', 'ingres: []', '5:3 warning PAR005'],
    ['NetworkPolicy', 'a', 'namespaceSelector: all()', '5:3 warning PAR005'],
    ['Tier', 'a', 'order: first', '5:3 error POL311'],
    ['Tier', 'a', 'defaultAction: Allow', '5:3 error POL316'],
    ['Tier', 'default', 'order: 1', '4:1 warning POL316'],
    ['NetworkSet', 'a', 'nets: [10.0.0.0/33]', '5:10 error POL305'],
    ['NetworkSet', 'a', 'nets: [10.0.0.1/8]', '5:10 warning POL305'],
  ])('%s %s: %s', (kind, name, field, expected) => {
    expect(problems(withSpec(kind, name, field))).toEqual([expected]);
  });
});
