import { read, readClusterwide } from './read';
import { NETWORK_POLICY_PRIORITY, NETWORK_POLICY_TIER } from '../../../src/model';
import { CILIUM_DENY_TIER } from '../../../src/model/cilium/policy';

describe('a Cilium policy', () => {
  test('denies before anybody allows, and allows where NetworkPolicies do', () => {
    const { policies, codes } = read('spec: { endpointSelector: {}, ingress: [{ fromEntities: [all] }], ingressDeny: [{ fromEntities: [world] }] }');
    expect(codes).toEqual([]);
    expect(policies).toEqual([
      expect.objectContaining({ name: 'policy', namespace: 'shop', kind: 'CiliumNetworkPolicy', tier: CILIUM_DENY_TIER }),
      expect.objectContaining({ name: 'policy', namespace: 'shop', tier: NETWORK_POLICY_TIER, priority: NETWORK_POLICY_PRIORITY }),
    ]);
    expect(policies.map(({ ingress }) => ingress!.rules.map(({ action }) => action))).toEqual([['deny'], ['allow']]);
    expect(CILIUM_DENY_TIER.order).toBeLessThan(NETWORK_POLICY_TIER.order);
  });

  test('is as many policies as it has rules, in spec and in specs', () => {
    const { policies } = read(`
    spec: { endpointSelector: { matchLabels: { app: web } }, ingress: [{}] }
    specs: [{ endpointSelector: { matchLabels: { app: db } }, egress: [{}] }]`);
    expect(policies.map(({ subjects: [{ pods }] }) => pods[0].values)).toEqual([['web'], ['db']]);
  });

  test('leads every rule back to its place', () => {
    const { denying, allowing } = read('specs: [{ endpointSelector: {}, egress: [{}, {}], egressDeny: [{}] }]');
    expect(allowing!.egress!.rules.map(({ path }) => path)).toEqual([['specs', 0, 'egress', 0], ['specs', 0, 'egress', 1]]);
    expect(denying!.egress!.rules.map(({ path }) => path)).toEqual([['specs', 0, 'egressDeny', 0]]);
  });

  test('is of no namespace when it is clusterwide', () => {
    const { policies } = readClusterwide('spec: { endpointSelector: {}, ingress: [{}] }');
    expect(policies).toEqual([expect.objectContaining({ kind: 'CiliumClusterwideNetworkPolicy', namespace: '' })]);
  });

  test('says nothing of a direction for which it has no rules', () => {
    const { allowing, denying } = read('spec: { endpointSelector: {}, egressDeny: [{ toEntities: [world] }] }');
    expect([allowing!.ingress, denying!.ingress]).toEqual([undefined, undefined]);
  });

  test('may carry labels, a description and a word for the log', () => {
    expect(read('spec: { endpointSelector: {}, ingress: [{}], labels: [{ key: a }], description: b, log: { value: c } }').codes).toEqual([]);
  });
});

describe('a Cilium policy isolates its pods in a direction', () => {
  const isolates = (sections: string) => {
    const { allowing } = read(`spec: { endpointSelector: {}, ${sections} }`);
    return [allowing!.ingress?.isolates, allowing!.egress?.isolates];
  };

  test.each([
    ['ingress: [{}]', true, undefined],
    ['egress: [{}]', undefined, true],
    ['ingress: [{}], egress: [{}]', true, true],
    ['ingress: [{}], egress: []', true, undefined],
  ])('if it has rules for it: { %s }', (sections, ingress, egress) => {
    expect(isolates(sections)).toEqual([ingress, egress]);
  });

  test.each([['ingressDeny: [{ fromEntities: [world] }]', [true, undefined]], ['egressDeny: [{ toEntities: [world] }]', [undefined, true]]])(
    'if all that it has is a rule to deny: { %s }', (sections, expected) => {
      expect(isolates(sections)).toEqual(expected);
    });

  test.each([
    ['enableDefaultDeny: { ingress: false }', [false, true]],
    ['enableDefaultDeny: { ingress: false, egress: false }', [false, false]],
    ['enableDefaultDeny: { ingress: true }', [true, true]],
    ['enableDefaultDeny: {}', [true, true]],
  ])('unless it says no: { %s }', (flags, expected) => {
    expect(isolates(`ingress: [{}], egress: [{}], ${flags}`)).toEqual(expected);
  });

  test('not if it has no rules for it, whatever its flags say', () => {
    expect(isolates('ingress: [{}], enableDefaultDeny: { egress: true }')).toEqual([true, undefined]);
  });

  test('if its flag is something else than true and false, which is reported', () => {
    const { allowing, codes } = read('spec: { endpointSelector: {}, ingress: [{}], enableDefaultDeny: { ingress: "no" } }');
    expect(allowing!.ingress!.isolates).toBe(true);
    expect(codes).toEqual(['POL213']);
  });

  test('if its rules are not understood, which is reported', () => {
    const { denying, allowing, codes } = read('spec: { endpointSelector: {}, ingress: hello, egressDeny: {} }');
    expect(allowing).toMatchObject({
      ingress: { isolates: true, rules: [{ action: 'allow', path: ['spec', 'ingress'], hangsOn: ['not-understood'] }] },
      egress: { isolates: true, rules: [] },
    });
    expect(denying!.egress!.rules).toEqual([{ action: 'deny', path: ['spec', 'egressDeny'], hangsOn: ['not-understood'] }]);
    expect(codes).toEqual(['PAR004', 'PAR004']);
  });

  test('but its denials do not, as they are asked before others may allow', () => {
    const { denying } = read('spec: { endpointSelector: {}, ingressDeny: [{ fromEntities: [world] }] }');
    expect(denying!.ingress!.isolates).toBe(false);
  });
});

describe('a Cilium policy is passed over, and reported', () => {
  test.each([
    ['without spec and specs', ''],
    ['without any rule', 'spec: { endpointSelector: {} }'],
    ['with empty lists of rules only', 'spec: { endpointSelector: {}, ingress: [], egress: [] }'],
    ['without rules but with flags', 'spec: { endpointSelector: {}, enableDefaultDeny: { ingress: true } }'],
    ['without an endpointSelector', 'spec: { ingress: [{}] }'],
    ['for pods and nodes at once', 'spec: { endpointSelector: {}, nodeSelector: {}, ingress: [{}] }'],
    ['of a namespace but for nodes', 'spec: { nodeSelector: {}, ingress: [{}] }'],
  ])('when Cilium refuses it: %s', (_, body) => {
    const { policies, codes } = read(body);
    expect(policies).toEqual([]);
    expect(codes).toEqual(['POL201']);
  });

  test('when it governs nodes', () => {
    const { policies, codes } = readClusterwide('spec: { nodeSelector: {}, ingress: [{}] }');
    expect(policies).toEqual([]);
    expect(codes).toEqual(['POL202']);
  });

  test('when it governs an endpoint that is no pod', () => {
    const { policies, codes } = readClusterwide('spec: { endpointSelector: { matchLabels: { "reserved:ingress": "" } }, ingress: [{}] }');
    expect(policies).toEqual([]);
    expect(codes).toEqual(['POL202']);
  });
});

test.each(['spec: { endpointSelector: {}, ingres: [], ingress: [{}] }', 'spec: { endpointSelector: {}, ingress: [{ fromEndpoint: [] }] }',
  'spec: { endpointSelector: {}, ingressDeny: [{ authentication: { mode: disabled } }] }', 'spec: { endpointSelector: {}, egressDeny: [{ toFQDNs: [] }] }'])(
  'a field that a Cilium policy does not have is reported: %s', body => {
    expect(read(body).codes).toEqual(['PAR005']);
  });
