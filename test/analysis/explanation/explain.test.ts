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
});
