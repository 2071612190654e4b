import { connectivityMap, ConnectivityMap, Network } from '../../../src/analysis';
import { Ports } from '../../../src/values';
import { connect, dedent, environmentOf, mapOf, readFrom } from '../../dsl';

const http = Ports.tcp(80);

const PODS = ['web', 'db', 'other'].map(name => `
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }`);

const policy = (spec: string, index: number): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: policy-${index}, namespace: shop }
  spec: ${spec}`;

const manifestsWith = (...specs: string[]): string => [...PODS, ...specs.map(policy)].map(dedent).join('\n---\n');

const mapWith = (...specs: string[]): ConnectivityMap => mapOf(manifestsWith(...specs));

/** With a policy of which a section has no effect, which is reported. */
function mapWithInert(spec: string): ConnectivityMap {
  const { cluster, diagnostics } = readFrom(manifestsWith(spec));
  expect(diagnostics.map(({ code }) => code)).toEqual(['POL008']);
  return connectivityMap(new Network(cluster, environmentOf({})));
}

/** Whether connections may come to the database from the web, and go from the web to the database. */
const throughWeb = (map: ConnectivityMap) => ({ into: connect(map, 'shop/db', 'shop/web', http), outOf: connect(map, 'shop/web', 'shop/db', http) });

const WEB = 'podSelector: { matchLabels: { app: web } }';

describe('a policy governs', () => {
  test.each(['', 'policyTypes: [],', 'policyTypes: null,'])('ingress alone, when it has no egress rule and says nothing else (%s) (T-1)', types => {
    expect(throughWeb(mapWith(`{ ${types} ${WEB} }`))).toEqual({ into: 'denied', outOf: 'allowed' });
  });

  test.each(['', 'policyTypes: [],'])('egress too, when it has an egress rule and says nothing else (%s) (T-1)', types => {
    const map = mapWith(`{ ${types} ${WEB}, egress: [{ to: [{ podSelector: { matchLabels: { app: other } } }] }] }`);
    expect(throughWeb(map)).toEqual({ into: 'denied', outOf: 'denied' });
    expect(connect(map, 'shop/web', 'shop/other', http)).toBe('allowed');
  });

  test('not egress, when its list of egress rules is empty (T-2)', () => {
    expect(throughWeb(mapWith(`{ ${WEB}, egress: [] }`))).toEqual({ into: 'denied', outOf: 'allowed' });
  });

  test('only egress, when it says so, and then its ingress rules do nothing (T-3)', () => {
    expect(throughWeb(mapWithInert(`{ ${WEB}, policyTypes: [Egress], ingress: [{ from: [{ podSelector: { matchLabels: { app: other } } }] }] }`)))
      .toEqual({ into: 'allowed', outOf: 'denied' });
  });

  test('only ingress, when it says so, and then its egress rules do nothing (T-4)', () => {
    expect(throughWeb(mapWithInert(`{ ${WEB}, policyTypes: [Ingress], egress: [{ to: [{ podSelector: { matchLabels: { app: other } } }] }] }`)))
      .toEqual({ into: 'denied', outOf: 'allowed' });
  });

  test('a direction once, when it names it twice (T-8)', () => {
    expect(throughWeb(mapWith(`{ ${WEB}, policyTypes: [Egress, Egress] }`))).toEqual({ into: 'allowed', outOf: 'denied' });
  });
});

describe('a connection', () => {
  const webMayLeaveFor = (app: string) => `{ ${WEB}, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: ${app} } } }] }] }`;
  const dbLetsIn = (app: string) => `{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ${app} } } }] }] }`;

  test('is allowed when the source lets it out and the destination lets it in (T-5)', () => {
    expect(connect(mapWith(webMayLeaveFor('db'), dbLetsIn('web')), 'shop/web', 'shop/db', http)).toBe('allowed');
  });

  test('is denied when the source does not let it out (T-5)', () => {
    expect(connect(mapWith(webMayLeaveFor('other'), dbLetsIn('web')), 'shop/web', 'shop/db', http)).toBe('denied');
  });

  test('is denied when the destination does not let it in (T-5)', () => {
    expect(connect(mapWith(webMayLeaveFor('db'), dbLetsIn('other')), 'shop/web', 'shop/db', http)).toBe('denied');
  });

  test('is allowed only on the ports that both sides allow (T-5)', () => {
    const map = mapWith(
      `{ ${WEB}, policyTypes: [Egress], egress: [{ ports: [{ port: 80, endPort: 90 }] }] }`,
      '{ podSelector: { matchLabels: { app: db } }, ingress: [{ ports: [{ port: 85, endPort: 95 }] }] }',
    );
    expect([84, 85, 90, 91].map(port => connect(map, 'shop/web', 'shop/db', Ports.tcp(port)))).toEqual(['denied', 'allowed', 'allowed', 'denied']);
  });

  test('is allowed when one of several policies allows it (T-6)', () => {
    const map = mapWith(dbLetsIn('web'), dbLetsIn('other'), '{ podSelector: {} }');
    expect(['web', 'other'].map(app => connect(map, `shop/${app}`, 'shop/db', http))).toEqual(['allowed', 'allowed']);
  });

  test('is allowed when one policy allows everything, whatever the others say (T-6)', () => {
    expect(connect(mapWith('{ podSelector: {} }', dbLetsIn('other'), '{ podSelector: {}, ingress: [{}] }'), 'shop/web', 'shop/db', http)).toBe('allowed');
  });

  test('is answered, though the destination may open none itself (T-7)', () => {
    const map = mapWith(dbLetsIn('web'), '{ podSelector: { matchLabels: { app: db } }, policyTypes: [Egress] }');
    expect(connect(map, 'shop/web', 'shop/db', http)).toBe('allowed');
    expect(connect(map, 'shop/db', 'shop/web', http)).toBe('denied');
  });
});

test('where all nodes may connect to every pod, pods on the host network appear in the map even if no rule names them', () => {
  const map = mapOf(`
    apiVersion: v1
    kind: Pod
    metadata: { name: agent, namespace: shop }
    spec: { hostNetwork: true }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: shop }
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: deny, namespace: shop }
    spec: { podSelector: {} }`, { assumptions: { 'node-to-pod': 'all-nodes' } });
  expect(connect(map, 'shop/agent', 'shop/web', Ports.tcp(80))).toBe('allowed');
});
