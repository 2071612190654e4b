import { ConnectivityMap } from '../../../src/analysis';
import { Ports } from '../../../src/values';
import { connect, dedent, mapOf, readFrom } from '../../dsl';

const http = Ports.tcp(80);

/** Two pods of the shop and one of the bank, with the same labels here and there. */
const PODS = `
  apiVersion: v1
  kind: Namespace
  metadata: { name: shop, labels: { team: red } }
  ---
  apiVersion: v1
  kind: Namespace
  metadata: { name: bank, labels: { team: blue } }
  ---
  apiVersion: v1
  kind: Namespace
  metadata: { name: lab }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: shop, labels: { app: web } }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: db, namespace: shop, labels: { app: db } }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: bank, labels: { app: web } }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: db, namespace: bank, labels: { app: db } }
  ---
  apiVersion: v1
  kind: Pod
  metadata: { name: bare, namespace: lab }`;

const policy = (spec: string, namespace = 'shop', name = 'policy'): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: ${name}, namespace: ${namespace} }
  spec: ${spec}`;

const mapWith = (...documents: string[]): ConnectivityMap => mapOf([PODS, ...documents].map(dedent).join('\n---\n'));

/** The pods that may connect to `destination`. */
const clientsOf = (map: ConnectivityMap, destination: string): string[] =>
  ['shop/web', 'shop/db', 'bank/web', 'bank/db', 'lab/bare'].filter(pod => pod !== destination && connect(map, pod, destination, http) === 'allowed');

describe('the pods that a policy is for', () => {
  test('are all pods of its namespace when its selector is empty (S-1)', () => {
    const map = mapWith(policy('{ podSelector: {} }'));
    expect(['shop/web', 'shop/db', 'bank/web', 'lab/bare'].map(pod => connect(map, 'bank/db', pod, http))).toEqual(['denied', 'denied', 'allowed', 'allowed']);
  });

  test.each(['{}', '{ podSelector: null }'])('are all pods of its namespace when its selector is missing, as in the spec %s (S-2)', spec => {
    expect(mapWith(policy(spec)).connections).toEqual(mapWith(policy('{ podSelector: {} }')).connections);
  });

  test('are chosen by the labels of the pod template, not of the Deployment or of its selector (S-19)', () => {
    const map = mapWith(`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: api, namespace: shop, labels: { app: of-the-deployment } }
      spec:
        selector: { matchLabels: { app: of-the-selector } }
        template: { metadata: { labels: { app: of-the-pods } } }`,
    policy('{ podSelector: { matchLabels: { app: of-the-deployment } } }'), policy('{ podSelector: { matchLabels: { app: of-the-selector } } }', 'shop', 'other'));
    expect(connect(map, 'bank/db', 'shop/api', http)).toBe('allowed');
  });

  test('are chosen by the labels of the pod template (S-19)', () => {
    const map = mapWith(`
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: api, namespace: shop }
      spec: { template: { metadata: { labels: { app: of-the-pods } } } }`,
    policy('{ podSelector: { matchLabels: { app: of-the-pods } } }'));
    expect(connect(map, 'bank/db', 'shop/api', http)).toBe('denied');
  });

  test('may be none, and then the policy has no effect (S-18)', () => {
    expect(mapWith(policy('{ podSelector: {} }', 'empty')).connections).toEqual(mapWith().connections);
  });

  test('are treated alike when they have the same labels in one namespace (S-21)', () => {
    const map = mapWith(policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }'), `
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web2, namespace: shop }
      spec: { template: { metadata: { labels: { app: web } } } }`);
    expect(['shop/web', 'shop/web2'].map(pod => connect(map, pod, 'shop/db', http))).toEqual(['allowed', 'allowed']);
    expect(['shop/web', 'shop/web2'].map(pod => connect(map, 'shop/db', pod, http))).toEqual(['denied', 'denied']);
  });
});

describe('the peers of a rule', () => {
  const clients = (from: string): string[] => clientsOf(mapWith(policy(`{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: ${from} }] }`)), 'shop/db');

  test('are all pods of the namespace of the policy, for an empty podSelector (S-3)', () => {
    expect(clients('[{ podSelector: {} }]')).toEqual(['shop/web']);
  });

  test('are all pods of all namespaces but no address outside, for an empty namespaceSelector (S-4)', () => {
    const map = mapWith(policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: {} }] }] }'));
    expect(clientsOf(map, 'shop/db')).toEqual(['shop/web', 'bank/web', 'bank/db', 'lab/bare']);
    expect(connect(map, '8.8.8.8', 'shop/db', http)).toBe('denied');
  });

  test('are the matching pods of the matching namespaces, for two selectors in one element (S-5)', () => {
    expect(clients('[{ namespaceSelector: { matchLabels: { team: blue } }, podSelector: { matchLabels: { app: web } } }]')).toEqual(['bank/web']);
  });

  test('are the pods of either, for two elements, and the podSelector means the namespace of the policy (S-6)', () => {
    expect(clients('[{ namespaceSelector: { matchLabels: { team: blue } } }, { podSelector: { matchLabels: { app: web } } }]'))
      .toEqual(['shop/web', 'bank/web', 'bank/db']);
  });

  test.each(['[{}]', '[{ namespaceSelector: null }]', '[{ podSelector: null, ipBlock: null }]'])('are nobody, with an error, for a peer that says nothing: %s (S-7)', from => {
    const { cluster, diagnostics } = readFrom(policy(`{ podSelector: {}, ingress: [{ from: ${from} }] }`));
    expect(cluster.policies[0].ingress![0].peers).toEqual([]);
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['error POL002']);
  });

  test('are nobody, with an error, for a peer that is both a block and pods (S-8)', () => {
    const { cluster, diagnostics } = readFrom(policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }] }'));
    expect(cluster.policies[0].ingress![0].peers).toEqual([]);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`))
      .toEqual(['POL002 a peer is either an ipBlock or selectors, but this one is both; it is taken to match nobody']);
  });

  test.each(['[]', 'null'])('are everybody, outside the cluster too, when from is %s (S-9)', from => {
    const map = mapWith(policy(`{ podSelector: {}, ingress: [{ from: ${from} }] }`));
    expect(clientsOf(map, 'shop/db')).toEqual(['shop/web', 'bank/web', 'bank/db', 'lab/bare']);
    expect(['8.8.8.8', '2001:db8::1'].map(address => connect(map, address, 'shop/db', http))).toEqual(['allowed', 'allowed']);
  });

  test('are everybody on every port, for an empty rule (S-10)', () => {
    const map = mapWith(policy('{ podSelector: {}, ingress: [{}] }'));
    expect([Ports.tcp(1), Ports.udp(65535), Ports.sctp(9)].map(ports => connect(map, '8.8.8.8', 'shop/db', ports))).toEqual(['allowed', 'allowed', 'allowed']);
  });

  test.each(['ingress: []', 'ingress: null', 'egress: null'])('are nobody, for a policy of type Ingress without ingress rules, as with %s (S-11)', rules => {
    expect(clientsOf(mapWith(policy(`{ podSelector: {}, policyTypes: [Ingress], ${rules} }`)), 'shop/db')).toEqual([]);
  });
});

describe('a requirement on a label', () => {
  const clients = (requirement: string): string[] => clientsOf(mapWith(policy(
    `{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchExpressions: [${requirement}] } }] }] }`)), 'shop/db');

  test('is met by pods without the label, for NotIn (S-12)', () => {
    expect(clients('{ key: app, operator: NotIn, values: [db] }')).toEqual(['shop/web', 'bank/web', 'lab/bare']);
  });

  test('is met by pods without the label, for DoesNotExist (S-12)', () => {
    expect(clients('{ key: app, operator: DoesNotExist }')).toEqual(['lab/bare']);
  });

  test('is met by namespaces without the label, for NotIn (S-12)', () => {
    const map = mapWith(policy('{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: team, operator: NotIn, values: [red] }] } }] }] }'));
    expect(clientsOf(map, 'shop/db')).toEqual(['bank/web', 'bank/db', 'lab/bare']);
  });

  test('is not met by pods without the label, for In and Exists (S-13)', () => {
    expect(clients('{ key: app, operator: In, values: [web, other] }')).toEqual(['shop/web', 'bank/web']);
    expect(clients('{ key: app, operator: Exists }')).toEqual(['shop/web', 'bank/web', 'bank/db']);
  });

  test('comes on top of matchLabels and of the other requirements (S-13)', () => {
    const map = mapWith(policy(`{ podSelector: {}, ingress: [{ from: [{
      namespaceSelector: { matchLabels: { team: blue }, matchExpressions: [{ key: team, operator: Exists }, { key: team, operator: NotIn, values: [blue] }] },
    }] }] }`));
    expect(clientsOf(map, 'shop/db')).toEqual([]);
  });

  test.each([
    '{ key: app, operator: In, values: [] }',
    '{ key: app, operator: NotIn }',
    '{ key: app, operator: Exists, values: [web] }',
    '{ key: app, operator: DoesNotExist, values: [web] }',
  ])('selects nothing, with an error, when its values do not fit its operator: %s (S-14)', requirement => {
    const { cluster, diagnostics } = readFrom(policy(`{ podSelector: { matchExpressions: [${requirement}] } }`));
    expect(cluster.policies[0].selects).toEqual([{ key: 'app', operator: 'In', values: [] }]);
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['error POL001']);
  });
});
