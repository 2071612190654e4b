import { admin, all, ANYBODY, DB, fromApp, PODS, policy, toDb, workload } from './shop';

describe('the edit', () => {
  const edit = (...policies: string[]) => toDb(policies).ingress.edit!;

  test('adds a port to a rule that lacks nothing else', () => {
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('web', '[{ port: 80 }]')}] }`))).toMatchObject({
      adds: 'port', object: { name: 'db' }, patch: [{ op: 'add', path: '/spec/ingress/0/ports/-', value: { protocol: 'TCP', port: 5432 } }],
    });
  });

  test('adds a peer to a rule that lacks nothing else', () => {
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('api')}] }`)).patch)
      .toEqual([{ op: 'add', path: '/spec/ingress/0/from/-', value: { podSelector: { matchLabels: { app: 'web' } } } }]);
  });

  test('adds a rule of its own where the nearest lacks both, as it opens nothing else', () => {
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('api', '[{ port: 80 }]')}] }`))).toMatchObject({ adds: 'rule', patch: [{ path: '/spec/ingress/-' }] });
  });

  test('adds a policy for the one workload where only one for all pods isolates', () => {
    expect(edit(policy('deny', '{ podSelector: {} }'))).toMatchObject({
      adds: 'policy',
      object: { namespace: 'shop', name: 'db-from-web' },
      patch: [{ path: '', value: { spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] } } }],
    });
  });

  test('names no peers where no selector is certain to see them, and says so', () => {
    const [{ ingress }] = all([workload('agent', { kind: 'DaemonSet', spec: '{ hostNetwork: true, containers: [] }' }), PODS[1], policy('db', `{ ${DB} }`)],
      { source: 'agent', destination: 'db', port: '5432' });
    expect(ingress.edit).toMatchObject({ concernsEverybody: true, patch: [{ value: [{ ports: [{ port: 5432 }] }] }] });
  });
});

describe('what closes a connection', () => {
  test('is every rule that allows it in one direction, or every one in the other', () => {
    const { closedBy } = toDb([
      policy('db', `{ ${DB}, ingress: [${fromApp('web')}, {}] }`),
      policy('web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{}] }'),
    ]);
    expect(closedBy.map(({ direction, rules }) => [direction, rules.map(({ policy: { name }, path }) => `${name} ${path.at(-1)}`)]))
      .toEqual([['egress', ['web 0']], ['ingress', ['db 0', 'db 1']]]);
    expect(closedBy[0].emptied).toMatchObject([{ name: 'web' }]);
  });

  test('takes the rules of all tiers that would let it through in turn', () => {
    const { closedBy } = toDb([
      admin('open', `ingress: [{ action: Accept, from: ${ANYBODY} }]`), policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`),
    ]);
    expect(closedBy.map(({ rules }) => rules.map(({ policy: { name } }) => name))).toEqual([['open', 'db']]);
  });

  test('is a policy that isolates, where nothing does yet', () => {
    const { closedBy, ingress, egress } = toDb([]);
    expect(closedBy).toEqual([]);
    expect([egress.isolatedBy, ingress.isolatedBy]).toMatchObject([{ object: { name: 'web-deny-egress' } }, { object: { name: 'db-deny-ingress' } }]);
  });
});
