import { ConnectivityMap, connectivityMap, Network } from '../../../src/analysis';
import { Ports } from '../../../src/values';
import { connect, dedent, environmentOf, mapOf, readFrom, Told, Verdict } from '../../dsl';

const http = Ports.tcp(80);

const PODS = dedent(`
  - { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: red } } }
  - { apiVersion: v1, kind: Namespace, metadata: { name: bank, labels: { team: blue } } }
  - { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web, zone: eu-west } }, spec: { serviceAccountName: robot } }
  - { apiVersion: v1, kind: Pod, metadata: { name: db, namespace: shop, labels: { app: db, zone: us-east } } }
  - { apiVersion: v1, kind: Pod, metadata: { name: job, namespace: shop, labels: { app: job } } }
  - { apiVersion: v1, kind: Pod, metadata: { name: teller, namespace: bank, labels: { app: teller } } }`);

/** Calico matches pods by address, and these are the addresses that they can have. */
const TOLD: Told = { assumptions: { 'pods-match-ip-block': 'yes' }, podCidrs: ['10.244.0.0/16'] };

const object = (kind: string, name: string, spec: string, labels = '{}') =>
  `\n- { apiVersion: projectcalico.org/v3, kind: ${kind}, metadata: { name: ${name}, namespace: shop, labels: ${labels} }, spec: ${spec} }`;
const policy = (name: string, spec: string) => object('NetworkPolicy', name, spec);
const globalPolicy = (name: string, spec: string) => object('GlobalNetworkPolicy', name, spec);
const tier = (name: string, spec: string) => object('Tier', name, spec);
const kubernetesPolicy = (spec: string) =>
  `\n- { apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: kubernetes, namespace: shop }, spec: ${spec} }`;

const mapWith = (...objects: string[]): ConnectivityMap => mapOf(PODS + objects.join(''), TOLD);

/** A map of input that is faulty on purpose. */
const mapOfFaulty = (...objects: string[]): ConnectivityMap =>
  connectivityMap(new Network(readFrom(PODS + objects.join('')).cluster, environmentOf(TOLD)));

/** Who may connect to the database. */
const intoDb = (map: ConnectivityMap): Record<string, Verdict> =>
  Object.fromEntries(['web', 'job'].map(name => [name, connect(map, `shop/${name}`, 'shop/db', http)]));

const DB = 'selector: "app == \'db\'"';
const FROM_WEB = 'source: { selector: "app == \'web\'" }';
const KUBERNETES_LETS_WEB_IN = kubernetesPolicy('{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }');

describe('within a tier', () => {
  test('the policy with the lower order decides', () => {
    const allow = (order: number) => policy('allow', `{ order: ${order}, ${DB}, ingress: [{ action: Allow, ${FROM_WEB} }] }`);
    const deny = policy('deny', `{ order: 10, ${DB}, ingress: [{ action: Deny }] }`);
    expect([5, 15].map(order => intoDb(mapWith(allow(order), deny)))).toEqual([{ web: 'allowed', job: 'denied' }, { web: 'denied', job: 'denied' }]);
  });

  test('a policy without an order is asked last', () => {
    const map = mapWith(policy('a', `{ ${DB}, ingress: [{ action: Deny }] }`), policy('b', `{ order: 5000, ${DB}, ingress: [{ action: Allow, ${FROM_WEB} }] }`));
    expect(intoDb(map)).toEqual({ web: 'allowed', job: 'denied' });
  });

  test('the name decides between equal orders', () => {
    const map = mapWith(policy('b', `{ order: 1, ${DB}, ingress: [{ action: Allow }] }`), policy('a', `{ order: 1, ${DB}, ingress: [{ action: Deny, ${FROM_WEB} }] }`));
    expect(intoDb(map)).toEqual({ web: 'denied', job: 'allowed' });
  });

  test('the first rule of a policy that matches decides, and Log decides nothing', () => {
    const map = mapWith(policy('a', `{ ${DB}, ingress: [{ action: Log }, { action: Deny, ${FROM_WEB} }, { action: Allow }] }`));
    expect(intoDb(map)).toEqual({ web: 'denied', job: 'allowed' });
  });

  test('what nothing matches is denied, for the pods and the direction that a policy governs', () => {
    const map = mapWith(policy('a', `{ ${DB}, types: [Ingress] }`));
    expect(intoDb(map)).toEqual({ web: 'denied', job: 'denied' });
    expect(connect(map, 'shop/db', 'shop/web', http)).toBe('allowed');
    expect(connect(map, 'shop/job', 'shop/web', http)).toBe('allowed');
  });

  test('a rule about other protocols matches no connection', () => {
    expect(intoDb(mapWith(policy('a', `{ ${DB}, ingress: [{ action: Deny, protocol: ICMP }, { action: Allow }] }`)))).toEqual({ web: 'allowed', job: 'allowed' });
  });
});

describe('among tiers', () => {
  const SECURITY = tier('security', '{ order: 100 }');

  test('the one with the lower order decides', () => {
    const early = policy('deny', `{ tier: early, ${DB}, ingress: [{ action: Deny, ${FROM_WEB} }, { action: Pass }] }`);
    const late = policy('allow', `{ tier: late, ${DB}, ingress: [{ action: Allow }] }`);
    expect(intoDb(mapWith(tier('early', '{ order: 1 }'), tier('late', '{ order: 2 }'), late, early))).toEqual({ web: 'denied', job: 'allowed' });
    expect(intoDb(mapWith(tier('early', '{ order: 2 }'), tier('late', '{ order: 1 }'), late, early))).toEqual({ web: 'allowed', job: 'allowed' });
  });

  test('the end of one denies, though a later one would allow', () => {
    const security = policy('security.a', `{ tier: security, ${DB}, ingress: [{ action: Allow, ${FROM_WEB} }] }`);
    expect(intoDb(mapWith(SECURITY, security, policy('b', `{ ${DB}, ingress: [{ action: Allow }] }`)))).toEqual({ web: 'allowed', job: 'denied' });
  });

  test('the end of one leaves the decision to the next, if its default action is Pass', () => {
    const security = policy('security.a', `{ tier: security, ${DB}, ingress: [{ action: Deny, ${FROM_WEB} }] }`);
    expect(intoDb(mapWith(tier('security', '{ order: 100, defaultAction: Pass }'), security))).toEqual({ web: 'denied', job: 'allowed' });
  });

  test('Pass leaves the decision to the next, and connections that every tier passes are allowed', () => {
    const security = policy('security.a', `{ tier: security, ${DB}, ingress: [{ action: Pass }, { action: Deny }] }`);
    expect(intoDb(mapWith(SECURITY, security))).toEqual({ web: 'allowed', job: 'allowed' });
    expect(intoDb(mapWith(SECURITY, security, KUBERNETES_LETS_WEB_IN))).toEqual({ web: 'allowed', job: 'denied' });
  });

  test('one that has no policy for a pod decides nothing about it', () => {
    const map = mapWith(SECURITY, policy('security.a', '{ tier: security, selector: "app == \'job\'", ingress: [{ action: Deny }] }'));
    expect(intoDb(map)).toEqual({ web: 'allowed', job: 'allowed' });
    expect(connect(map, 'shop/db', 'shop/job', http)).toBe('denied');
  });

  test('one that the input does not tell leaves open what its policies decide', () => {
    const unheardOf = policy('a', `{ tier: unheard-of, ${DB}, ingress: [{ action: Allow, ${FROM_WEB} }] }`);
    expect(intoDb(mapOfFaulty(unheardOf)).job).toBe('depends');
    expect(intoDb(mapOfFaulty(unheardOf, kubernetesPolicy('{ podSelector: { matchLabels: { app: db } } }')))).toEqual({ web: 'depends', job: 'denied' });
  });
});

describe('beside NetworkPolicies of Kubernetes, which stand in the default tier at order 1000', () => {
  test('an earlier tier decides first', () => {
    const security = (action: string) => policy('security.a', `{ tier: security, ${DB}, ingress: [{ action: ${action} }] }`);
    expect(['Allow', 'Deny'].map(action => intoDb(mapWith(tier('security', '{ order: 1 }'), security(action), KUBERNETES_LETS_WEB_IN))))
      .toEqual([{ web: 'allowed', job: 'allowed' }, { web: 'denied', job: 'denied' }]);
  });

  test('a policy of the default tier decides before them up to order 1000, and after them beyond', () => {
    const deny = (order: number) => policy('deny', `{ order: ${order}, ${DB}, ingress: [{ action: Deny }] }`);
    expect([900, 1100].map(order => intoDb(mapWith(deny(order), KUBERNETES_LETS_WEB_IN))))
      .toEqual([{ web: 'denied', job: 'denied' }, { web: 'allowed', job: 'denied' }]);
  });

  test('a policy of the default tier allows what they do not, whatever its order, as the end of the tier comes last', () => {
    const allow = (order: number) => policy('allow', `{ order: ${order}, ${DB}, ingress: [{ action: Allow }] }`);
    expect([900, 1100].map(order => intoDb(mapWith(allow(order), KUBERNETES_LETS_WEB_IN))))
      .toEqual([{ web: 'allowed', job: 'allowed' }, { web: 'allowed', job: 'allowed' }]);
  });
});

describe('a policy governs', () => {
  test('pods of every namespace when it belongs to none, or of those that it names', () => {
    const everywhere = mapWith(globalPolicy('a', '{ types: [Ingress] }'));
    expect(['shop/db', 'bank/teller'].map(pod => connect(everywhere, 'shop/web', pod, http))).toEqual(['denied', 'denied']);
    const inBank = mapWith(globalPolicy('a', '{ namespaceSelector: "team == \'blue\'", types: [Ingress] }'));
    expect(['shop/db', 'bank/teller'].map(pod => connect(inBank, 'shop/web', pod, http))).toEqual(['allowed', 'denied']);
  });

  test('pods that any alternative of its selector selects', () => {
    const map = mapWith(policy('a', '{ selector: "zone starts with \'us\' || app in {\'job\'}", types: [Ingress] }'));
    expect(['db', 'job', 'web'].map(name => connect(map, 'bank/teller', `shop/${name}`, http))).toEqual(['denied', 'denied', 'allowed']);
  });

  test('pods by their service account', () => {
    const map = mapWith(policy('a', '{ serviceAccountSelector: "projectcalico.org/name == \'robot\'", types: [Ingress] }'));
    expect(['web', 'db'].map(name => connect(map, 'bank/teller', `shop/${name}`, http))).toEqual(['denied', 'allowed']);
  });

  test('perhaps some pods, when its selector cannot be read', () => {
    expect(intoDb(mapOfFaulty(policy('a', '{ selector: "app = 1", types: [Ingress] }')))).toEqual({ web: 'depends', job: 'depends' });
  });

  test('nobody, when it is only staged', () => {
    expect(intoDb(mapWith(object('StagedNetworkPolicy', 'a', `{ ${DB}, types: [Ingress] }`)))).toEqual({ web: 'allowed', job: 'allowed' });
  });
});

describe('a rule matches', () => {
  const WEB = 'selector: "app == \'web\'"';
  const outOfWeb = (...rules: string[]) => policy('a', `{ ${WEB}, types: [Egress], egress: [${rules.join(', ')}] }`);

  test('pods of its own namespace, unless it names others', () => {
    const toEverybody = outOfWeb('{ action: Allow, destination: { selector: all() } }');
    expect(['shop/db', 'bank/teller'].map(pod => connect(mapWith(toEverybody), 'shop/web', pod, http))).toEqual(['allowed', 'denied']);
    const toBank = outOfWeb('{ action: Allow, destination: { namespaceSelector: "projectcalico.org/name == \'bank\'" } }');
    expect(['shop/db', 'bank/teller'].map(pod => connect(mapWith(toBank), 'shop/web', pod, http))).toEqual(['denied', 'allowed']);
  });

  test('addresses in a block, or in none', () => {
    const map = mapWith(outOfWeb('{ action: Deny, destination: { nets: [203.0.113.7] } }', '{ action: Allow, destination: { notNets: [10.0.0.0/8] } }'));
    expect(['203.0.113.7', '203.0.113.8', '10.1.2.3', '2001:db8::1', 'shop/db'].map(end => connect(map, 'shop/web', end, http)))
      .toEqual(['denied', 'allowed', 'denied', 'allowed', 'denied']);
  });

  test('addresses of the sets of networks that it selects, as well as pods', () => {
    const sets = object('GlobalNetworkSet', 'partners', '{ nets: [203.0.113.0/24] }', '{ role: partner }')
      + object('NetworkSet', 'others', '{ nets: [198.51.100.0/24] }', '{ role: other }');
    const map = mapWith(sets, globalPolicy('a', `{ ${WEB}, egress: [{ action: Allow, destination: { selector: "role == 'partner' || app == 'db'" } }] }`));
    expect(['203.0.113.7', '198.51.100.7', 'shop/db', 'shop/job'].map(end => connect(map, 'shop/web', end, http)))
      .toEqual(['allowed', 'denied', 'allowed', 'denied']);
  });

  test('ports that it names, or does not', () => {
    const map = mapWith(policy('a', `{ ${DB}, ingress: [{ action: Allow, protocol: TCP, destination: { ports: ["80:90"], notPorts: [85] } }] }`));
    expect([79, 80, 85, 86, 91].map(port => connect(map, 'shop/web', 'shop/db', Ports.tcp(port)))).toEqual(['denied', 'allowed', 'denied', 'allowed', 'denied']);
    expect(connect(map, 'shop/web', 'shop/db', Ports.udp(80))).toBe('denied');
  });

  test('the pods of a Service on its ports', () => {
    const service = '\n- { apiVersion: v1, kind: Service, metadata: { name: db, namespace: shop }, spec: { selector: { app: db }, ports: [{ port: 1, targetPort: 5432 }] } }';
    const map = mapWith(service, outOfWeb('{ action: Allow, destination: { services: { name: db } } }'));
    expect([Ports.tcp(5432), http].map(ports => connect(map, 'shop/web', 'shop/db', ports))).toEqual(['allowed', 'denied']);
    expect(connect(map, 'shop/web', 'shop/job', Ports.tcp(5432))).toBe('denied');
  });

  test('some requests, when it asks for HTTP', () => {
    expect(intoDb(mapWith(policy('a', `{ ${DB}, ingress: [{ action: Allow, http: { methods: [GET] }, ${FROM_WEB} }] }`)))).toEqual({ web: 'depends', job: 'denied' });
  });

  test('perhaps, when a part of it is not understood', () => {
    const deny = policy('a', `{ ${DB}, ingress: [{ action: Deny, ${FROM_WEB}, destination: { nets: [10.244.0.1] } }, { action: Allow }] }`);
    expect(intoDb(mapOfFaulty(deny))).toEqual({ web: 'depends', job: 'allowed' });
  });
});
