import { admin, all, ANYBODY, DB, fromApp, PODS, policy, toDb, toDbOf } from './shop';
import { Explanation } from '../../../src/analysis';
import { Told } from '../../dsl';

const calico = (name: string, { tier = 'default', order = 100, rules }: { tier?: string; order?: number; rules: string }): string => `
  apiVersion: projectcalico.org/v3
  kind: GlobalNetworkPolicy
  metadata: { name: ${tier === 'default' ? name : `${tier}.${name}`} }
  spec: { tier: ${tier}, order: ${order}, selector: "app == 'db'", types: [Ingress], ingress: [${rules}] }`;

const tier = (name: string, order: number): string => `
  apiVersion: projectcalico.org/v3
  kind: Tier
  metadata: { name: ${name} }
  spec: { order: ${order} }`;

const accepts = (from = ANYBODY) => `ingress: [{ action: Accept, from: ${from} }]`;
const denies = (from = ANYBODY) => `ingress: [{ action: Deny, from: ${from} }]`;
const OF_API = '[{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: api } } } }]';
const OF_WEB = '[{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: web } } } }]';

/** What decides about the way into the database: its kind, whose it is, and the questions it hangs on. */
const deciding = ({ ingress: { decisions } }: Explanation) =>
  decisions.map(({ by, verdict, rule, depends }) => [by, rule?.policy.name, verdict, depends.join()]);

describe('NetworkPolicies', () => {
  const isolated = policy('db', `{ ${DB}, ingress: [] }`);

  test('are asked before the Baseline tier, in whatever order the input has them', () => {
    for (const input of [[isolated, admin('base', accepts(), { tier: 'Baseline' })], [admin('base', accepts(), { tier: 'Baseline' }), isolated]]) {
      expect(deciding(toDb(input))).toEqual([['isolation', undefined, 'denied', '']]);
    }
  });

  test('leave the Baseline tier to decide about pods that none of them selects', () => {
    expect(deciding(toDb([policy('web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }'), admin('base', denies(), { tier: 'Baseline' })])))
      .toEqual([['rule', 'base', 'denied', '']]);
  });

  describe('for the other direction', () => {
    const outward = policy('db-egress', `{ ${DB}, policyTypes: [Egress] }`);
    const told = (answer: string): Told => ({ assumptions: { 'np-tier-scope': answer } });
    const base = admin('base', denies(), { tier: 'Baseline' });

    test('leave it to the Baseline tier, unless they are said to keep it from being asked at all', () => {
      expect(deciding(toDb([outward, base]))).toEqual([['rule', 'base', 'denied', '']]);
      expect(deciding(toDb([outward, base], told('any-direction')))).toEqual([['tier-skipped', undefined, 'allowed', '']]);
      expect(deciding(toDb([outward, base], told('unknown'))))
        .toEqual([['tier-skipped', undefined, 'allowed', 'np-tier-scope'], ['rule', 'base', 'denied', 'np-tier-scope']]);
    });

    test('keep no other tier from being asked', () => {
      expect(deciding(toDb([outward, admin('first', denies())], told('any-direction')))).toEqual([['rule', 'first', 'denied', '']]);
    });

    test('mean nothing to pods that they do not select', () => {
      const ofWeb = policy('web-egress', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{}] }');
      expect(deciding(toDb([ofWeb, base], told('any-direction')))).toEqual([['rule', 'base', 'denied', '']]);
    });

    test('keep the Baseline tier from being asked about what leaves, too', () => {
      const inward = policy('web-ingress', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }');
      const { egress } = toDb([inward, admin('base', 'egress: [{ action: Deny, to: [{ namespaces: {} }] }]', { tier: 'Baseline' })], told('any-direction'));
      expect(egress.decisions.map(({ by }) => by)).toEqual(['tier-skipped']);
    });
  });

  test('that govern an end are listed by name, and no others', () => {
    const { ingress, egress } = toDb([
      policy('b', `{ ${DB} }`), policy('c', '{ podSelector: {} }'), policy('a', '{ podSelector: {} }'), policy('other', '{ podSelector: { matchLabels: { app: web } } }'),
      policy('outward', `{ ${DB}, policyTypes: [Egress] }`), admin('first', `ingress: [{ action: Pass, from: ${ANYBODY} }]`),
    ]);
    expect(ingress.governing.map(({ name }) => name)).toEqual(['first', 'a', 'b', 'c']);
    expect(egress.governing).toEqual([]);
  });

  test('of which only one rule is certain to allow a connection are explained by that one', () => {
    const ofBlock = '{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }';
    expect(deciding(toDb([policy('a', `{ ${DB}, ingress: [${ofBlock}] }`), policy('b', `{ ${DB}, ingress: [${fromApp('web')}] }`)])))
      .toEqual([['rule', 'b', 'allowed', '']]);
  });
});

describe('policies with an order', () => {
  const priorities = (...ordered: readonly [string, number, string][]) =>
    deciding(toDbOf(ordered.map(([name, priority, rules]) => admin(name, rules, { priority }))));

  test('are asked by priority, whatever their names are', () => {
    expect(priorities(['a', 5, denies()], ['b', 3, accepts()])).toEqual([['rule', 'b', 'allowed', '']]);
    expect(priorities(['a', 3, denies()], ['b', 5, accepts()])).toEqual([['rule', 'a', 'denied', '']]);
  });

  test('of one priority are explained by the first, without doubt, where they say the same', () => {
    expect(priorities(['b', 1, denies()], ['a', 1, denies(OF_WEB)])).toEqual([['rule', 'a', 'denied', '']]);
  });

  test('of one priority leave no doubt where only one of them speaks of the other end', () => {
    expect(priorities(['a', 1, accepts(OF_API)], ['b', 1, denies(OF_WEB)])).toEqual([['rule', 'b', 'denied', '']]);
  });

  test('of one priority that differ are each named once, with the doubt', () => {
    expect(priorities(['a', 1, accepts()], ['b', 1, denies()], ['c', 1, accepts()]).map(([by, name, verdict, depends]) => [by, name, verdict, depends]).sort()).toEqual([
      ['rule', 'a', 'allowed', 'equal-cnp-priority'], ['rule', 'b', 'denied', 'equal-cnp-priority'], ['rule', 'c', 'allowed', 'equal-cnp-priority'],
    ]);
  });

  test('that govern an end and decide nothing are told from there being none', () => {
    expect(deciding(toDb([admin('hand-on', `ingress: [{ action: Pass, from: ${ANYBODY} }]`)]))).toEqual([['unmatched', undefined, 'allowed', '']]);
    expect(deciding(toDb([]))).toEqual([['no-policy', undefined, 'allowed', '']]);
  });

  test('are asked before and behind policies of another tier', () => {
    const both = (first: string, last: string) => [admin('last', last, { tier: 'Baseline' }), admin('first', first), admin('also-last', last, { tier: 'Baseline', priority: 2 })];
    expect(deciding(toDb(both(accepts(), denies())))).toEqual([['rule', 'first', 'allowed', '']]);
    expect(deciding(toDb(both(accepts(OF_API), denies())))).toEqual([['rule', 'last', 'denied', '']]);
  });
});

describe('policies of Calico', () => {
  const deny = (order: number) => calico('deny', { order, rules: '{ action: Deny }' });

  test('stand before or behind all NetworkPolicies by their order', () => {
    const opened = policy('db', `{ ${DB}, ingress: [${fromApp('web')}] }`);
    expect(deciding(toDb([opened, deny(100)]))).toEqual([['rule', 'deny', 'denied', '']]);
    expect(deciding(toDb([opened, deny(2000)]))).toEqual([['rule', 'db', 'allowed', '']]);
  });

  test('of one order are asked by name', () => {
    const both = (first: string, second: string) => [calico('b', { rules: `{ action: ${second} }` }), calico('a', { rules: `{ action: ${first} }` })];
    expect(deciding(toDb(both('Allow', 'Deny')))).toEqual([['rule', 'a', 'allowed', '']]);
    expect(deciding(toDb(both('Deny', 'Allow')))).toEqual([['rule', 'a', 'denied', '']]);
  });

  test('of two tiers with one order are asked tier by tier', () => {
    const { ingress } = toDb([
      tier('one', 100), tier('two', 100),
      calico('closes', { tier: 'one', order: 2, rules: "{ action: Allow, source: { selector: \"app == 'api'\" } }" }),
      calico('opens', { tier: 'two', order: 1, rules: '{ action: Allow }' }),
    ]);
    expect(ingress.decisions).toMatchObject([{ by: 'isolation', tier: 'one', isolating: [{ name: 'one.closes' }] }]);
  });

  test('isolate together with the NetworkPolicies', () => {
    const { ingress } = toDb([policy('db', `{ ${DB}, ingress: [] }`), calico('api', { rules: "{ action: Allow, source: { selector: \"app == 'api'\" } }" })]);
    expect(ingress.decisions).toMatchObject([{ by: 'isolation', isolating: [{ name: 'api' }, { name: 'db' }] }]);
    expect(ingress.governing).toHaveLength(2);
  });
});

test('a policy of Cilium that does not isolate is not named among those that do', () => {
  const cilium = `
    apiVersion: cilium.io/v2
    kind: CiliumNetworkPolicy
    metadata: { name: watch, namespace: shop }
    spec: { endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingress: [{ fromEndpoints: [{ matchLabels: { app: api } }] }] }`;
  const { ingress } = toDb([cilium, policy('db', `{ ${DB}, ingress: [] }`)]);
  expect(ingress.governing.map(({ name }) => name).sort()).toEqual(['db', 'watch']);
  expect(ingress.decisions).toMatchObject([{ by: 'isolation', verdict: 'denied', isolating: [{ name: 'db' }] }]);
  expect(ingress.edit).toMatchObject({ object: { name: 'db' } });
});

describe('without a port', () => {
  const outcomes = (...policies: readonly string[]) => all([...PODS, ...policies], { source: 'web', destination: 'db' })
    .map(({ verdict, ports, ingress: { decisions } }) => [verdict, ports === 'all' ? ports : ports.length, decisions[0].by]);

  test('all ports are one answer where no policy tells them apart', () => {
    expect(outcomes()).toEqual([['allowed', 'all', 'no-policy']]);
    expect(outcomes(policy('db', `{ ${DB} }`))).toEqual([['denied', 'all', 'isolation']]);
  });

  test('ports that different rules allow are explained apart, and those that the same rules allow together', () => {
    const two = `{ ${DB}, ingress: [${fromApp('web', '[{ port: 80 }, { port: 82 }]')}, ${fromApp('web', '[{ port: 84 }]')}] }`;
    expect(outcomes(policy('db', two))).toEqual([['allowed', 2, 'rule'], ['allowed', 1, 'rule'], ['denied', 6, 'isolation']]);
  });

  test('ports that are denied for different reasons are explained apart', () => {
    const first = admin('dns', `ingress: [{ action: Deny, from: ${ANYBODY}, protocols: [{ udp: { destinationPort: { number: 53 } } }] }]`);
    expect(outcomes(first, policy('db', `{ ${DB} }`)).map(([verdict, , by]) => [verdict, by])).toEqual([['denied', 'isolation'], ['denied', 'rule']]);
  });

  test('the port of an answer is one that the destination declares, if the answer is about it', () => {
    const ports = (spec: string) => all([...PODS, policy('db', spec)], { source: 'web', destination: 'db' }).map(({ port }) => port);
    expect(ports(`{ ${DB} }`)).toEqual([{ protocol: 'TCP', port: 5432 }]);
    expect(ports(`{ ${DB}, ingress: [${fromApp('web', '[{ port: 5000, endPort: 5432 }]')}] }`)[0]).toEqual({ protocol: 'TCP', port: 5432 });
    expect(ports(`{ ${DB}, ingress: [${fromApp('web', '[{ port: 5432, endPort: 6000 }]')}] }`)[0]).toEqual({ protocol: 'TCP', port: 5432 });
    expect(ports(`{ ${DB}, ingress: [${fromApp('web', '[{ protocol: UDP, port: 5432 }]')}] }`)[0]).toEqual({ protocol: 'UDP', port: 5432 });
  });

  test('ports that are denied before rules are asked that tell them apart are explained together', () => {
    expect(outcomes(calico('deny', { rules: '{ action: Deny }' }), policy('db', `{ ${DB}, ingress: [${fromApp('web', '[{ port: 80 }]')}] }`))).toEqual([['denied', 'all', 'rule']]);
  });

  test('ports that one rule decides are explained apart where others would step in for it', () => {
    const rules = `{ ${DB}, ingress: [${fromApp('web', '[{ port: 80, endPort: 81 }]')}, ${fromApp('web', '[{ port: 80 }]')}] }`;
    const allowed = all([...PODS, policy('db', rules)], { source: 'web', destination: 'db' }).filter(({ verdict }) => verdict === 'allowed');
    expect(allowed.map(({ port, closedBy }) => [port.port, closedBy[0].rules.length])).toEqual([[80, 2], [81, 1]]);
  });
});
