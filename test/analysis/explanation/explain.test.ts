import { admin, all, ANYBODY, DB, fromApp, PODS, policy, toDb, toDbOf, workload } from './shop';

describe('what decides', () => {
  test('is that no policy governs either end', () => {
    const { verdict, egress, ingress } = toDb([]);
    expect([verdict, egress.decisions[0].by, ingress.decisions[0].by]).toEqual(['allowed', 'no-policy', 'no-policy']);
  });

  test('is a rule, with its place in the file', () => {
    const { verdict, ingress } = toDb([policy('db', `{ ${DB}, ingress: [${fromApp('other')}, ${fromApp('web')}] }`)]);
    expect(verdict).toBe('allowed');
    expect(ingress.decisions[0].rule).toMatchObject({
      policy: { kind: 'NetworkPolicy', namespace: 'shop', name: 'db', tier: 'NetworkPolicy' }, path: ['spec', 'ingress', 1], file: 'in.yaml', line: 14,
    });
  });

  test('is isolation, and the policies that isolate are named', () => {
    const { verdict, ingress } = toDb([policy('deny', '{ podSelector: {} }'), policy('db', `{ ${DB}, ingress: [] }`)]);
    expect(verdict).toBe('denied');
    expect(ingress.decisions).toMatchObject([{ by: 'isolation', isolating: [{ name: 'db' }, { name: 'deny' }] }]);
  });

  test('is a rule of a tier that is asked before, and NetworkPolicies are not asked', () => {
    const { verdict, ingress } = toDb([
      admin('keep-out', `ingress: [{ action: Deny, from: ${ANYBODY} }]`), policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`),
    ]);
    expect(verdict).toBe('denied');
    expect(ingress.decisions).toMatchObject([{ by: 'rule', tier: 'Admin', rule: { action: 'deny', policy: { name: 'keep-out', namespace: '' } } }]);
    expect([ingress.nearest, ingress.edit]).toEqual([undefined, undefined]);
  });

  test('is a NetworkPolicy behind a rule that passes, which is named too', () => {
    const { ingress } = toDb([
      admin('hand-on', `ingress: [{ action: Pass, from: ${ANYBODY} }]`), policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`),
    ]);
    expect(ingress.passedBy).toMatchObject([{ policy: { name: 'hand-on' } }]);
    expect(ingress.decisions).toMatchObject([{ by: 'rule', tier: 'NetworkPolicy', rule: { policy: { name: 'db' } } }]);
  });

  test('is several things, where open questions choose one', () => {
    const { verdict, depends, ingress } = toDb([policy('db', `{ ${DB}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`)]);
    expect([verdict, depends]).toEqual(['depends', ['pod-ips', 'pods-match-ip-block']]);
    expect(ingress.decisions.map(({ by }) => by)).toEqual(['rule', 'isolation']);
    expect(ingress.nearest?.failing).toMatchObject([{ term: 'range' }]);
  });

  test('is which of two policies of one priority is asked first, where they differ', () => {
    const both = [
      admin('a-opens', `ingress: [{ action: Accept, from: ${ANYBODY} }]`), admin('b-closes', `ingress: [{ action: Deny, from: ${ANYBODY} }]`),
    ];
    const network = () => toDbOf(both);
    expect(network().depends).toEqual(['equal-cnp-priority']);
    expect(network().ingress.decisions.map(({ rule }) => rule!.policy.name).sort()).toEqual(['a-opens', 'b-closes']);
  });
});

describe('without a port', () => {
  test('every outcome is explained once, the allowed ones first', () => {
    const explanations = all([...PODS, policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`)], { source: 'web', destination: 'db' });
    expect(explanations.map(({ verdict, ports, port }) => [verdict, ports === 'all' ? ports : ports.length, port.port]))
      .toEqual([['allowed', 1, 5432], ['denied', 4, 1]]);
  });
});

describe('ends', () => {
  const WORLD = [...PODS, workload('db', { kind: 'StatefulSet', labels: '{ app: old }' }), policy('db', `{ ${DB}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`)];
  const ends = (source: string, destination: string) => all(WORLD, { source, destination, port: '5432' })
    .map(each => [each.source.asked ?? each.source.cidrs?.[0] ?? each.source.id, each.verdict]);

  test('are workloads by name or id, addresses, blocks and the internet', () => {
    expect(ends('web', 'shop/db[Deployment]')).toEqual([['shop/web[Deployment]', 'depends']]);
    expect(ends('10.1.2.3', 'shop/db[Deployment]')).toEqual([['10.1.2.3', 'allowed']]);
    expect(ends('internet', 'shop/db[Deployment]')).toEqual([['internet', 'denied']]);
  });

  test('that policies tell apart are explained apart', () => {
    expect(ends('0.0.0.0/0', 'shop/db[Deployment]')).toEqual([['10.0.0.0/8', 'allowed'], ['0.0.0.0/5', 'denied']]);
  });

  test.each([
    ['shop/db', 'web', '"shop/db" may be any of shop/db[Deployment], shop/db[StatefulSet]'],
    ['shop/wen', 'web', 'did you mean shop/web[Deployment]'],
    ['{ingress-controller}', 'web', 'nothing in the input is "{ingress-controller}"'],
    ['10.1.2.3', '8.8.8.8', 'both are outside the cluster'],
  ])('that mean nothing, or several things, are refused: %s to %s', (source, destination, message) => {
    expect(() => ends(source, destination)).toThrow(message);
  });

  test('are domain names as destinations only', () => {
    const named = [...PODS, admin('names', 'egress: [{ action: Accept, to: [{ domainNames: [api.example.com] }] }]')];
    expect(all(named, { source: 'web', destination: 'api.example.com', port: '443' })[0].egress.decisions).toMatchObject([{ by: 'rule' }]);
    expect(() => all(named, { source: 'api.example.com', destination: 'web' })).toThrow('a domain name');
  });

  test('that are a domain name may be written as it is looked up', () => {
    const named = [...PODS, admin('names', 'egress: [{ action: Accept, to: [{ domainNames: [api.example.com] }] }]')];
    expect(all(named, { source: 'web', destination: 'API.example.com.', port: '443' })[0].destination).toEqual({ id: 'api.example.com' });
  });

  test('are called as the question does only where one answer is about all of them', () => {
    const [one] = all(WORLD, { source: '10.0.0.0/9', destination: 'shop/db[Deployment]', port: '5432' });
    expect(one.source).toMatchObject({ cidrs: ['10.0.0.0/9'], asked: '10.0.0.0/9' });
    for (const { source } of all(WORLD, { source: '0.0.0.0/0', destination: 'shop/db[Deployment]', port: '5432' })) expect(source).not.toHaveProperty('asked');
  });

  test('are ranges of addresses, those that touch as one', () => {
    const pieces = policy('db', `{ ${DB}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/24 } }, { ipBlock: { cidr: 10.0.2.0/24 } }, { ipBlock: { cidr: 10.0.3.0/24 } }] }] }`);
    const [allowed, denied] = all([...PODS, pieces], { source: '10.0.0.0/22', destination: 'db', port: '80' });
    expect([allowed.source, denied.source]).toEqual([
      { id: '10.0.0.0-10.0.0.255,10.0.2.0-10.0.3.255', cidrs: ['10.0.0.0/24', '10.0.2.0/23'] }, { id: '10.0.1.0-10.0.1.255', cidrs: ['10.0.1.0/24'] },
    ]);
  });

  test('that are mistaken are refused with what is close, in either place', () => {
    expect(() => ends('web', 'shop/wen')).toThrow(/^DESTINATION: nothing in the input is "shop\/wen"\n {2}fix: did you mean shop\/web\[Deployment\]\? Else name a workload/);
    expect(() => ends('zzzzzzzzzz', 'web')).toThrow(/^SOURCE: nothing in the input is "zzzzzzzzzz"\n {2}fix: name a workload/);
    expect(() => ends('db', 'web')).toThrow('"db" may be any of shop/db[Deployment], shop/db[StatefulSet]');
  });

  test('that are pods of one controller with other labels are named with those', () => {
    const pod = (label: string) => `
      apiVersion: v1
      kind: Pod
      metadata: { name: ${label}, namespace: shop, labels: { app: ${label} }, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: api, controller: true }] }`;
    const verdict = (source: string) => all([PODS[1], pod('old'), pod('new'), policy('db', `{ ${DB}, ingress: [${fromApp('new')}] }`)], { source, destination: 'db', port: '5432' })
      .map(each => each.verdict);
    expect(() => verdict('shop/api[ReplicaSet]')).toThrow('"shop/api[ReplicaSet]" may be any of shop/api[ReplicaSet]{app=new}, shop/api[ReplicaSet]{app=old}');
    expect([verdict('shop/api[ReplicaSet]{app=new}'), verdict('shop/api[ReplicaSet]{app=old}')]).toEqual([['allowed'], ['denied']]);
  });

  test('that the network cannot have are refused', () => {
    expect(() => all(PODS, { source: 'web', destination: 'fd00::1', port: '80' }, { assumptions: { 'ip-families': 'IPv4' } }))
      .toThrow('the network has no addresses such as fd00::1');
  });
});

describe('an end that no policy holds up', () => {
  const OPEN = policy('deny', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
  const free = (by: string, direction: string) => ({
    direction, verdict: 'allowed', depends: [], decisions: [{ by, verdict: 'allowed', isolating: [], depends: [] }], governing: [], passedBy: [],
  });

  test('is outside the cluster', () => {
    const { egress, verdict, closedBy } = all([...PODS, OPEN], { source: '8.8.8.8', destination: 'db', port: '80' })[0];
    expect([egress, verdict, closedBy]).toEqual([free('outside', 'egress'), 'denied', []]);
  });

  test('is the pod itself', () => {
    const { egress, ingress } = all([...PODS, OPEN], { source: 'db', destination: 'db', port: '80' })[0];
    expect([egress, ingress]).toEqual([free('own-pod', 'egress'), free('own-pod', 'ingress')]);
  });

  test('receives from a node, where all nodes may connect to pods', () => {
    const agent = workload('agent', { spec: '{ hostNetwork: true, containers: [] }' });
    const received = (source: string, answer: string) =>
      all([...PODS, agent, OPEN], { source, destination: 'db', port: '80' }, { nodeCidrs: ['192.168.0.0/24'], assumptions: { 'node-to-pod': answer } }).map(({ ingress }) => ingress.decisions[0].by);
    expect(received('agent', 'all-nodes')).toEqual(['node-to-pod']);
    expect(received('192.168.0.7', 'all-nodes')).toEqual(['node-to-pod']);
    expect(received('192.168.1.7', 'all-nodes')).toEqual(['isolation']);
    expect(received('web', 'all-nodes')).toEqual(['isolation']);
    expect(received('agent', 'own-node')).toEqual(['isolation']);
  });

  test('does not send freely to a node', () => {
    const agent = workload('agent', { spec: '{ hostNetwork: true, containers: [] }' });
    const { egress } = all([...PODS, agent, OPEN], { source: 'db', destination: 'agent', port: '80' }, { assumptions: { 'node-to-pod': 'all-nodes' } })[0];
    expect(egress.decisions[0].by).toBe('isolation');
  });
});

test('a rule is named with its place, and its policy with its own', () => {
  const { policy: reference, ...rule } = toDb([policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`)]).ingress.decisions[0].rule!;
  expect(rule).toMatchObject({ action: 'allow', path: ['spec', 'ingress', 0], file: 'in.yaml' });
  expect(reference).toEqual({
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'shop', name: 'db', tier: 'NetworkPolicy', file: 'in.yaml', line: rule.line - 3, column: 1,
  });
});
