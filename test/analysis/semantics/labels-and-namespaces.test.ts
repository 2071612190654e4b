import { Ports } from '../../../src/values';
import { clusterFrom, connect, dedent, mapOf, readFrom } from '../../dsl';

const http = Ports.tcp(80);

test.each(['true', '1', '1e3', '0777', 'on'])('a label value %s that lacks its quotes is reported, as the API server refuses it (S-15)', value => {
  const { diagnostics } = readFrom(`
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
      labels:
        version: ${value}`);
  expect(diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual(['PAR004 6:5']);
});

describe('a namespaceSelector', () => {
  const policy = (namespaceSelector: string) => `
    apiVersion: v1
    kind: Pod
    metadata: { name: db, namespace: shop }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: bank, labels: { team: red } }
    ---
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: policy, namespace: shop, labels: { team: red } }
    spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: ${namespaceSelector} }] }] }`;

  test('asks for the labels of the Namespace object, not of what is in it (S-16)', () => {
    expect(connect(mapOf(policy('{ matchLabels: { team: red } }')), 'bank/web', 'shop/db', http)).toBe('denied');
    const named = [policy('{ matchLabels: { team: red } }'), '  apiVersion: v1\n  kind: Namespace\n  metadata: { name: bank, labels: { team: red } }'];
    expect(connect(mapOf(named.map(dedent).join('\n---\n')), 'bank/web', 'shop/db', http)).toBe('allowed');
  });

  test('finds a namespace by its name, though its manifest is elsewhere (S-16)', () => {
    const map = mapOf(policy('{ matchLabels: { kubernetes.io/metadata.name: bank } }'));
    expect(connect(map, 'bank/web', 'shop/db', http)).toBe('allowed');
  });

  test('finds a namespace by its name, though its manifest claims another (S-16)', () => {
    const { namespaces } = clusterFrom(`
      apiVersion: v1
      kind: Namespace
      metadata: { name: bank, labels: { kubernetes.io/metadata.name: other } }`);
    expect(namespaces.map(({ labels }) => labels)).toEqual([{ 'kubernetes.io/metadata.name': 'bank' }]);
  });
});

test.each([[undefined, 'default'], ['shop', 'shop']])('an object without a namespace is in the one of the context: %s means %s (S-17)', (context, expected) => {
  const { cluster } = readFrom(`
    apiVersion: v1
    kind: Pod
    metadata: { name: web }`, context);
  expect(cluster.workloads.map(({ namespace }) => namespace)).toEqual([expected]);
});

test('policies are a union, so that their order does not matter (S-22)', () => {
  const pods = ['web', 'db'].map(name => `
    apiVersion: v1
    kind: Pod
    metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }`);
  const policies = ['{ podSelector: {} }', '{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }'].map((spec, index) => `
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: { name: policy-${index}, namespace: shop }
    spec: ${spec}`);
  const [forwards, backwards] = [[...pods, ...policies], [...policies.reverse(), ...pods]].map(documents => mapOf(documents.map(dedent).join('\n---\n')));
  expect(connect(forwards, 'shop/web', 'shop/db', http)).toBe('allowed');
  expect(backwards.connections).toEqual(forwards.connections);
});

test.each(['Succeeded', 'Failed'])('a pod of phase %s is nobody, and its address is of no account (S-23)', phase => {
  const map = mapOf(`
    apiVersion: v1
    kind: Pod
    metadata: { name: web, namespace: shop }
    ---
    apiVersion: v1
    kind: Pod
    metadata: { name: migration, namespace: shop }
    status: { phase: ${phase}, podIP: 10.0.0.7 }`);
  expect(map.peers.map(({ id }) => id).filter(id => id.startsWith('shop/'))).toEqual(['shop/web[Pod]']);
});

describe('containers of a pod', () => {
  const verdicts = (containers: string) => {
    const map = mapOf(`
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      spec: ${containers}
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: client, namespace: shop }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: metrics }] }] }`);
    return connect(map, 'shop/client', 'shop/web', Ports.tcp(9090));
  };

  test('that run beside the others name ports, though they are init containers (S-24)', () => {
    expect(verdicts('{ initContainers: [{ restartPolicy: Always, ports: [{ name: metrics, containerPort: 9090 }] }] }')).toBe('allowed');
  });

  test('that end before the others begin name no ports (S-24)', () => {
    expect(verdicts('{ initContainers: [{ ports: [{ name: metrics, containerPort: 9090 }] }] }')).toBe('denied');
  });

  test('are one end of a connection, however many they are (S-24)', () => {
    const { workloads } = clusterFrom(`
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec: { containers: [{ name: web }, { name: proxy }], initContainers: [{ name: log, restartPolicy: Always }] }`);
    expect(workloads.map(({ name }) => name)).toEqual(['web']);
  });
});
