import { admin, all, ANYBODY, DB, fromApp, PODS, policy, toDb, toDbOf, workload } from './shop';

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

  test('adds to the policy of the nearest rule, and to another where that does not isolate for certain', () => {
    const [a, b] = [policy('a', `{ ${DB}, ingress: [${fromApp('api', '[{ port: 80 }]')}] }`), policy('b', `{ ${DB}, ingress: [${fromApp('api')}] }`)];
    expect(edit(a, b)).toMatchObject({ adds: 'peer', object: { name: 'b' }, patch: [{ path: '/spec/ingress/0/from/-' }] });
    expect(edit(b, a)).toMatchObject({ object: { name: 'b' } });
  });

  test('adds a rule to the policy that selects the fewest pods', () => {
    const narrow = policy('narrow', `{ ${DB} }`);
    expect(edit(policy('all', '{ podSelector: {} }'), narrow)).toMatchObject({ adds: 'rule', object: { name: 'narrow' }, patch: [{ path: '/spec/ingress' }] });
    expect(edit(narrow, policy('z-all', '{ podSelector: {} }'))).toMatchObject({ object: { name: 'narrow' } });
  });

  test('adds to a list, or puts one where there is none', () => {
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('web', '[{ port: 80 }]')}] }`)).patch.map(({ path }) => path)).toEqual(['/spec/ingress/0/ports/-']);
    const rule = { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ protocol: 'TCP', port: 5432 }] };
    expect(edit(policy('db', `{ ${DB}, ingress: [] }`))).toEqual({
      adds: 'rule',
      object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'shop', name: 'db' },
      patch: [{ op: 'add', path: '/spec/ingress', value: [rule] }],
      concernsEverybody: false,
    });
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('api', '[{ port: 80 }]')}] }`)).patch).toEqual([{ op: 'add', path: '/spec/ingress/-', value: rule }]);
    expect(edit(policy('db', `{ ${DB}, ingress: [${fromApp('api')}] }`)).adds).toBe('peer');
  });

  test('replaces a list of which nothing was understood', () => {
    const odd = (rule: string) => toDbOf([policy('db', `{ ${DB}, ingress: [${rule}] }`)]).ingress.edit!.patch;
    expect(odd(fromApp('web', '[{ port: 5432, protocol: QUIC }]'))).toEqual([{ op: 'add', path: '/spec/ingress/0/ports', value: [{ protocol: 'TCP', port: 5432 }] }]);
  });

  test('is a new policy with a name of its own, for all pods of the workload and nobody else', () => {
    const isolated = [policy('deny', '{ podSelector: {} }'), policy('db-from-web', '{ podSelector: { matchLabels: { app: x } } }'), policy('db-from-web-2', '{ podSelector: { matchLabels: { app: x } } }')];
    expect(edit(...isolated)).toEqual({
      adds: 'policy',
      object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace: 'shop', name: 'db-from-web-3' },
      concernsEverybody: false,
      patch: [{
        op: 'add',
        path: '',
        value: {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { name: 'db-from-web-3', namespace: 'shop' },
          spec: {
            podSelector: { matchLabels: { app: 'db' } },
            policyTypes: ['Ingress'],
            ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ protocol: 'TCP', port: 5432 }] }],
          },
        },
      }],
    });
    expect(edit(isolated[0], isolated[1].replace('namespace: shop', 'namespace: other')).object.name).toBe('db-from-web');
  });

  test('is called by its direction and the other end', () => {
    const outward = policy('deny', '{ podSelector: {}, policyTypes: [Egress] }');
    expect(toDb([outward]).egress.edit).toMatchObject({ object: { name: 'web-to-db' }, patch: [{ value: { spec: { policyTypes: ['Egress'], egress: [{ to: [{}] }] } } }] });
    expect(all([...PODS, outward], { source: 'web', destination: '8.8.8.8', port: '443' })[0].egress.edit).toMatchObject({ object: { name: 'web-to-outside' } });
    expect(all([...PODS, outward], { source: 'web', destination: '{cluster-dns}', port: 'udp/53' })[0].egress.edit!.object.name).toMatch(/^web-to-.*dns/);
  });

  test('adds a rule to a policy for all pods where the one has no labels to be known by', () => {
    const bare = workload('bare', { labels: '{}' });
    expect(all([...PODS, bare, policy('deny', '{ podSelector: {} }')], { source: 'web', destination: 'bare', port: '80' })[0].ingress.edit).toMatchObject({ adds: 'rule', object: { name: 'deny' } });
  });

  test('is none where no NetworkPolicy isolates, or where several things deny', () => {
    const calico = `
      apiVersion: projectcalico.org/v3
      kind: GlobalNetworkPolicy
      metadata: { name: deny }
      spec: { selector: "app == 'db'", types: [Ingress] }`;
    expect(toDb([calico]).ingress).toMatchObject({ verdict: 'denied' });
    expect(toDb([calico]).ingress.edit).toBe(undefined);
    const partly = calico.replace('types: [Ingress]', 'types: [Ingress], ingress: [{ action: Deny, source: { nets: [10.0.0.0/8] } }]');
    const { ingress } = toDb([partly, policy('db', `{ ${DB} }`)]);
    expect(ingress.decisions.map(({ by, verdict }) => [by, verdict])).toEqual([['rule', 'denied'], ['isolation', 'denied']]);
    expect([ingress.verdict, ingress.nearest, ingress.edit]).toEqual(['denied', undefined, undefined]);
  });

  test('leaves the ports out where they are not certain to be understood', () => {
    const patch = (answer: string, port: string) => toDb([policy('db', `{ ${DB} }`)], { assumptions: { sctp: answer } }, port).ingress.edit!.patch[0].value;
    const from = [{ podSelector: { matchLabels: { app: 'web' } } }];
    expect(patch('unknown', 'sctp/5432')).toEqual([{ from }]);
    expect(patch('supported', 'sctp/5432')).toEqual([{ from, ports: [{ protocol: 'SCTP', port: 5432 }] }]);
    expect(patch('unknown', '5432')).toEqual([{ from, ports: [{ protocol: 'TCP', port: 5432 }] }]);
  });

  test('states a rule of its own where the nearest is not fully understood', () => {
    const layer7 = `
      apiVersion: projectcalico.org/v3
      kind: NetworkPolicy
      metadata: { name: aside, namespace: shop }
      spec: { order: 1, selector: "app == 'db'", types: [Ingress], ingress: [{ action: Allow, http: { methods: [GET] }, source: { selector: "app == 'web'" } }] }`;
    expect(edit(layer7, policy('db', `{ ${DB} }`))).toMatchObject({ adds: 'rule', object: { name: 'db' }, patch: [{ path: '/spec/ingress' }] });
  });
});

describe('peers of an edit', () => {
  const added = (source: string, ...documents: string[]) =>
    (all([PODS[1], ...documents, policy('db', `{ ${DB} }`)], { source, destination: 'shop/db[Deployment]', port: '80' }).at(-1)!.ingress.edit!.patch[0].value as { from: unknown[] }[])[0].from;

  test('are named with their namespace, if it is another', () => {
    expect(added('team/api', workload('api', { namespace: 'team' }))).toEqual([
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team' } }, podSelector: { matchLabels: { app: 'api' } } },
    ]);
  });

  test('are named by the labels that last, in their order', () => {
    const labels = '{ tier: b, app: a, pod-template-hash: abc, zone: c }';
    expect(added('api', workload('api', { labels }))).toEqual([{ podSelector: { matchLabels: { app: 'a', tier: 'b', zone: 'c' } } }]);
    expect(JSON.stringify(added('api', workload('api', { labels })))).toContain('"app":"a","tier":"b","zone":"c"');
  });

  test('are named by the labels that all pods of the workload have', () => {
    const pods = (...labels: string[]) => labels.map((each, index) => `
      apiVersion: v1
      kind: Pod
      metadata: { name: api-${index}, namespace: ${each.includes('far') ? 'far' : 'shop'}, labels: ${each}, ownerReferences: [{ apiVersion: apps/v1, kind: StatefulSet, name: api, controller: true }] }`);
    const deployment = workload('api', { labels: '{ app: other }' });
    const of = (...documents: string[]) => added('shop/api[StatefulSet]', ...documents);
    expect(of(...pods('{ app: api, shard: a }', '{ app: api, shard: b }', '{ app: far }'), deployment)).toEqual([{ podSelector: { matchLabels: { app: 'api' } } }]);
    expect(of(...pods('{ app: api, shard: a }'), deployment)).toEqual([{ podSelector: { matchLabels: { app: 'api', shard: 'a' } } }]);
  });

  test('are all pods, where they have no labels', () => {
    expect(added('bare', workload('bare', { labels: '{}' }))).toEqual([{ podSelector: {} }]);
  });

  test('are blocks of addresses, of both families', () => {
    expect(added('10.1.2.3')).toEqual([{ ipBlock: { cidr: '10.1.2.3/32' } }]);
    expect(added('internet').map(peer => JSON.stringify(peer).slice(0, 40))).toEqual([
      expect.stringContaining('"cidr":"0.0.0.0/0","except":'), expect.stringContaining('"cidr":"::/0","except":'),
    ]);
  });

  test('are everything but the rest, where that is shorter', () => {
    const allowed = `{ ${DB}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }`;
    const [, rest] = all([...PODS, policy('db', allowed)], { source: '0.0.0.0/0', destination: 'shop/db', port: '80' });
    expect(rest.ingress.edit!.patch).toMatchObject([{ value: { ipBlock: { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] } } }]);
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

  test('leaves a policy its types only where no rule for what leaves is left', () => {
    const egress = (rules: string) => toDb([policy('web', `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${rules}] }`)]).closedBy[0].emptied.map(({ name }) => name);
    expect(egress('{}')).toEqual(['web']);
    expect(egress('{}, { to: [{ podSelector: { matchLabels: { app: x } } }] }')).toEqual([]);
    expect(toDb([policy('db', `{ ${DB}, ingress: [{}] }`)]).closedBy.map(({ emptied }) => emptied)).toEqual([[]]);
  });

  describe('is no policy that isolates', () => {
    const inward = (...policies: string[]) => toDb(policies).ingress.isolatedBy;

    test('where something decides already', () => {
      expect(inward(policy('db', `{ ${DB}, ingress: [{}] }`))).toBe(undefined);
      expect(inward(admin('open', `ingress: [{ action: Accept, from: ${ANYBODY} }]`))).toBe(undefined);
    });

    test('for a pod that it may not see', () => {
      const agent = workload('agent', { spec: '{ hostNetwork: true, containers: [] }' });
      expect(all([...PODS, agent], { source: 'web', destination: 'agent', port: '80' })[0].ingress.isolatedBy).toBe(undefined);
    });

    test('for a pod that is not in the input', () => {
      expect(all(PODS, { source: 'web', destination: '{cluster-dns}', port: '53' })[0].ingress.isolatedBy).toBe(undefined);
    });
  });

  test('is a policy without rules where policies of other tiers govern an end and decide nothing', () => {
    expect(toDb([admin('hand-on', `ingress: [{ action: Pass, from: ${ANYBODY} }]`)]).ingress.isolatedBy).toMatchObject({
      concernsEverybody: false,
      patch: [{ op: 'add', value: { metadata: { name: 'db-deny-ingress' }, spec: { podSelector: { matchLabels: { app: 'db' } }, policyTypes: ['Ingress'] } } }],
    });
    expect(toDb([]).ingress.isolatedBy!.patch[0].value).not.toHaveProperty('spec.ingress');
  });
});
