import { dedent, readFrom } from '../dsl';

const WEB = 'appliedTo: [{ podSelector: { matchLabels: { app: web } } }]';

const policy = (spec: string, kind = 'NetworkPolicy') => dedent(`
  apiVersion: crd.antrea.io/v1beta1
  kind: ${kind}
  metadata: { name: a, namespace: shop }
  spec: { ${spec} }`);

function read(spec: string, kind?: string) {
  const { cluster, diagnostics } = readFrom(policy(spec, kind));
  return { policies: cluster.tieredPolicies, codes: diagnostics.map(({ code }) => code) };
}

const rulesOf = (rules: string, kind?: string) => {
  const { policies: [{ egress }], codes } = read(`priority: 5, ${WEB}, egress: [${rules}]`, kind);
  return { rules: egress?.rules.map(({ path, ...rule }) => rule), codes };
};

const app = (value: string) => [{ key: 'app', operator: 'In', values: [value] }];

describe('a policy of Antrea', () => {
  test('is asked in its tier, and isolates nobody', () => {
    expect(read(`priority: 5.5, tier: securityops, ${WEB}, ingress: [{ action: Drop }]`)).toMatchObject({
      codes: [],
      policies: [{
        namespace: 'shop',
        tier: { name: 'Antrea securityops', order: 100 },
        priority: 5.5,
        subjects: [{ pods: app('web') }],
        ingress: { isolates: false, rules: [{ action: 'deny' }] },
      }],
    });
  });
  test('is asked before NetworkPolicies, unless it is in the tier baseline', () => {
    const orders = ['emergency', 'platform', 'application', 'baseline'].map(tier => read(`priority: 1, tier: ${tier}, ${WEB}`).policies[0].tier.order);
    expect(orders.map(order => order < 1_000_000)).toEqual([true, true, true, false]);
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
  });
  test('governs its namespace, and one of the cluster every namespace that it does not leave out', () => {
    expect(read(`priority: 5, ${WEB}`).policies[0].subjects).toEqual([{ kind: 'pods', namespaces: undefined, pods: app('web') }]);
    expect(read(`priority: 5, ${WEB}`, 'ClusterNetworkPolicy').policies[0].subjects).toEqual([{ kind: 'pods', namespaces: [], pods: app('web') }]);
  });
  test.each<[string, string, object]>([
    ['pods', '{ action: Allow, to: [{ podSelector: { matchLabels: { app: db } } }] }', { action: 'allow', peers: [{ kind: 'pods', pods: app('db') }] }],
    ['everybody', '{ action: Reject }', { action: 'deny', peers: undefined, ports: undefined }],
    ['names', '{ action: Allow, to: [{ fqdn: "*.Example.com" }] }', { action: 'allow', peers: [{ kind: 'names', names: ['*.example.com'] }] }],
    ['addresses', '{ action: Drop, to: [{ ipBlock: { cidr: 192.0.2.0/24 } }], ports: [{ protocol: TCP, port: 80, endPort: 90 }] }',
      { action: 'deny', peers: [{ kind: 'addresses' }], ports: [{ kind: 'numbers', protocol: 'TCP', first: 80, last: 90 }] }],
  ])('names %s in its rules', (_, rule, meant) => {
    expect(rulesOf(rule)).toMatchObject({ codes: [], rules: [meant] });
    expect(rulesOf(rule).rules).toEqual([expect.not.objectContaining({ hangsOn: expect.anything() })]);
  });
});

describe('what is not understood of a policy of Antrea', () => {
  const OPEN = ['not-understood'];

  test.each([
    ['a peer of another kind', '{ action: Allow, to: [{ group: db }] }', { action: 'allow', peers: undefined, hangsOn: OPEN }],
    ['a peer of several kinds', '{ action: Allow, to: [{ fqdn: a.example, ipBlock: { cidr: 192.0.2.0/24 } }] }', { peers: undefined, hangsOn: OPEN }],
    ['a peer that is nobody', '{ action: Drop, to: [{}] }', { action: 'deny', peers: undefined, hangsOn: OPEN }],
    ['peers that are no list', '{ action: Drop, to: all }', { action: 'deny', peers: undefined, hangsOn: OPEN }],
    ['a block with more to it', '{ action: Drop, to: [{ ipBlock: { cidr: 192.0.2.0/24, except: [] } }] }', { action: 'deny', peers: undefined, hangsOn: OPEN }],
    ['ports of the source', '{ action: Drop, ports: [{ protocol: TCP, port: 80, sourcePort: 1 }] }', { action: 'deny', ports: undefined, hangsOn: OPEN }],
    ['requests', '{ action: Allow, l7Protocols: [{ http: {} }] }', { action: 'allow', hangsOn: OPEN }],
  ])('leaves a rule open: %s', (_, rule, meant) => {
    const { rules, codes } = rulesOf(rule);
    expect(rules).toMatchObject([meant]);
    expect(codes.length).toBeGreaterThan(0);
  });
  test('leaves open what denied names stand for', () => {
    expect(rulesOf('{ action: Drop, to: [{ fqdn: a.example }] }').rules).toMatchObject([{ action: 'deny', peers: undefined, hangsOn: OPEN }]);
  });
  test.each(['Pass', 'Jump'])('leaves open what the action %s does', action => {
    expect(rulesOf(`{ action: ${action} }`)).toMatchObject({ codes: ['POL403'], rules: [{ action: 'allow', hangsOn: OPEN }, { action: 'deny', hangsOn: OPEN }] });
  });
  test.each([
    ['a tier that somebody made', `tier: mine, priority: 5, ${WEB}, egress: [{ action: Drop }]`, ['allow', 'deny']],
    ['no priority', `${WEB}, egress: [{ action: Drop }]`, ['deny']],
    ['rules that say whom they apply to', 'priority: 5, egress: [{ action: Drop, appliedTo: [{ podSelector: {} }] }]', ['deny']],
    ['a group that it applies to', 'priority: 5, appliedTo: [{ group: web }], egress: [{ action: Drop }]', ['deny']],
    ['a namespace besides its own', 'priority: 5, appliedTo: [{ podSelector: {}, namespaceSelector: {} }], egress: [{ action: Drop }]', ['deny']],
    ['rules that are no list', `priority: 5, ${WEB}, egress: none`, ['allow', 'deny']],
  ])('leaves a policy open: %s', (_, spec, actions) => {
    const { policies: [{ egress }], codes } = read(spec);
    expect(egress?.rules.map(({ action }) => action)).toEqual(actions);
    expect(egress?.rules.every(({ hangsOn }) => hangsOn?.includes('not-understood'))).toBe(true);
    expect(codes.length).toBeGreaterThan(0);
  });
});
