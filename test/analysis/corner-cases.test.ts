import { connectivityMap, Network } from '../../src/analysis';
import { Ports } from '../../src/values';
import { connect, dedent, environmentOf, mapOf, readFrom } from '../dsl';

/* Cases that the analysis once got wrong. */

const http = Ports.tcp(80);

const documents = (...texts: string[]): string => texts.map(dedent).join('\n---\n');

const pod = (name: string, spec = '{}', status = '{}'): string => `
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
  spec: ${spec}
  status: ${status}`;

const policy = (spec: string, name = 'policy'): string => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: ${name}, namespace: shop }
  spec: ${spec}`;

describe('ports', () => {
  test('1 to 65535 are a range like any other, of which a CNI that ignores endPort allows the first (P-5)', () => {
    const map = mapOf(documents(pod('web'), pod('db'), policy('{ podSelector: {}, ingress: [{ ports: [{ port: 1, endPort: 65535 }] }] }')),
      { assumptions: { 'end-port': 'ignored' } });
    expect(connect(map, 'shop/web', 'shop/db', Ports.tcp(2))).toBe('denied');
  });

  test('of a container outside 1 to 65535 are reported, and no port', () => {
    const { cluster, diagnostics } = readFrom(documents(pod('db', '{ containers: [{ ports: [{ name: big, containerPort: 70000 }] }] }')));
    expect(diagnostics.map(({ code }) => code)).toEqual(['POL006']);
    expect(cluster.workloads[0].ports).toEqual([]);
  });
});

describe('addresses', () => {
  const fromBlock = (cidr: string) => policy(`{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }] }] }`);

  test('of pods in a cluster of both families are certainly in a block that has every pod address of one (IP-5)', () => {
    const map = mapOf(documents(pod('web'), pod('db'), fromBlock('10.0.0.0/8')),
      { podCidrs: ['10.244.0.0/16', 'fd00::/64'], assumptions: { 'pods-match-ip-block': 'yes' } });
    expect(connect(map, 'shop/web', 'shop/db', http)).toBe('allowed');
  });

  test('of pods on the host network that their status tells are used (IP-8)', () => {
    const map = mapOf(documents(pod('agent', '{ hostNetwork: true }', '{ podIP: 192.168.0.7 }'), pod('db'), fromBlock('192.168.0.7/32')),
      { assumptions: { 'nodes-match-ip-block': 'yes' } });
    expect(connect(map, 'shop/agent', 'shop/db', http)).toBe('allowed');
  });

  test('of the pods of one controller are several: a block that has one of them lets in one pod, not all (IP-5)', () => {
    const owned = (index: number) => `
      apiVersion: v1
      kind: Pod
      metadata: { name: web-${index}, namespace: shop, ownerReferences: [{ kind: ReplicaSet, name: web, controller: true }] }
      status: { podIP: 10.0.0.${index} }`;
    const map = mapOf(documents(owned(1), owned(2), pod('db'), fromBlock('10.0.0.1/32')), { assumptions: { 'pods-match-ip-block': 'yes' } });
    expect(connect(map, 'shop/web', 'shop/db', http)).not.toBe('allowed');
  });

  test('that are allowed the same are one row, however many rules allow it', () => {
    const map = mapOf(documents(pod('db'), policy(`{ podSelector: {}, ingress: [
      { ports: [{ port: 80, endPort: 90 }] },
      { from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80, endPort: 90 }] },
    ] }`)), { assumptions: { 'end-port': 'unknown' } });
    expect(map.connections.filter(({ verdict, source }) => verdict === 'depends' && source !== 'shop/db[Pod]')).toHaveLength(1);
  });

  test('with leading zeros are decimal, with a warning (IP-3)', () => {
    const { cluster, diagnostics } = readFrom(documents(pod('db'), fromBlock('010.0.0.0/8')));
    expect(diagnostics.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'POL005']]);
    expect(connect(connectivityMap(new Network(cluster, environmentOf({}))), '10.0.0.1', 'shop/db', http)).toBe('allowed');
  });
});

describe('a question about the host network that opens one side and closes the other', () => {
  const unknown = { assumptions: { 'host-network': 'unknown' } };
  const agent = pod('agent', '{ hostNetwork: true }');

  test('decides nothing when the connection is denied either way (section 1, rule 3)', () => {
    const map = mapOf(documents(agent, pod('db'), policy('{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ podSelector: {} }] }] }')), unknown);
    expect(connect(map, 'shop/agent', 'shop/db', http)).toBe('denied');
  });

  test('decides nothing when the connection is allowed either way (section 1, rule 3)', () => {
    const map = mapOf(documents(agent, pod('monitor', '{ hostNetwork: true }'), policy('{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }')), unknown);
    expect(connect(map, 'shop/agent', 'shop/monitor', http)).toBe('allowed');
  });
});

test('a verdict that depends names only the questions that decide it (section 1, rule 1)', () => {
  const map = mapOf(documents(pod('web'), pod('db'), policy(`
    podSelector: { matchLabels: { app: db } }
    ingress:
    - { from: [{ podSelector: {} }], ports: [{ port: 80, endPort: 90 }] }
    - { from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 443 }] }`)), { assumptions: { 'end-port': 'unknown' } });
  const rows = map.connections.filter(({ source, verdict }) => source === 'shop/web[Pod]' && verdict === 'depends');
  expect(rows.map(({ depends, ports }) => ({ depends, ports }))).toEqual([
    { depends: ['end-port'], ports: [{ protocol: 'TCP', first: 81, last: 90 }] },
    { depends: ['pods-match-ip-block'], ports: [{ protocol: 'TCP', first: 443, last: 443 }] },
  ]);
});

test('pods of one controller whose labels differ are peers that can be told apart (S-20)', () => {
  const owned = (index: number) => `
    apiVersion: v1
    kind: Pod
    metadata: { name: db-${index}, namespace: shop, labels: { ordinal: o-${index} }, ownerReferences: [{ kind: StatefulSet, name: db, controller: true }] }`;
  const { connections } = mapOf(documents(owned(0), owned(1), pod('web'), policy('{ podSelector: { matchLabels: { ordinal: o-0 } } }')));
  expect(connections.filter(({ source, destination }) => source === 'shop/web[Pod]' && destination.startsWith('shop/db'))).toEqual([
    expect.objectContaining({ destination: 'shop/db[StatefulSet]{ordinal=o-1}' }),
  ]);
});

test('a workload of which a block has some pods depends on which of them it is (section 1, rules 1 and 4)', () => {
  const owned = (index: number) => `
    apiVersion: v1
    kind: Pod
    metadata: { name: web-${index}, namespace: shop, ownerReferences: [{ kind: ReplicaSet, name: web, controller: true }] }
    status: { podIP: 10.0.0.${index} }`;
  const rule = '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.1/32 } }] }] }';
  const { connections } = mapOf(documents(owned(1), owned(2), pod('db'), policy(rule)),
    { assumptions: { 'pods-match-ip-block': 'yes', 'pod-ips': 'never' } });
  expect(connections.filter(({ source, destination }) => source.startsWith('shop/web') && destination === 'shop/db[Pod]'))
    .toEqual([expect.objectContaining({ verdict: 'depends', depends: ['which-pod'] })]);
});

test('a node address of a family that the network does not have is nobody (section 1, ip-families)', () => {
  const node = '{ apiVersion: v1, kind: Node, metadata: { name: a }, status: { addresses: [{ type: InternalIP, address: "fd00::1" }] } }';
  const cilium = `
    apiVersion: cilium.io/v2
    kind: CiliumNetworkPolicy
    metadata: { name: web, namespace: shop }
    spec: { endpointSelector: {}, egress: [{ toEntities: [host, remote-node] }, { toFQDNs: [{ matchName: api.example.com }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }] }`;
  const { connections } = mapOf(documents(node, pod('web'), cilium), { assumptions: { 'ip-families': 'IPv4' } });
  expect(connections.filter(({ source, destination }) => source === 'shop/web[Pod]' && destination !== 'shop/web[Pod]'))
    .toEqual([expect.objectContaining({ destination: 'api.example.com', ports: [{ protocol: 'TCP', first: 443, last: 443 }] })]);
});

describe('pods of one owner', () => {
  const owned = (name: string, labels: string, status = '{}') => `
    apiVersion: v1
    kind: Pod
    metadata: { name: ${name}, namespace: shop, labels: ${labels}, ownerReferences: [{ kind: ReplicaSet, name: web, controller: true }] }
    status: ${status}`;

  test('have ids of their own wherever policies tell them apart, by labels or by addresses', () => {
    const map = mapOf(documents(
      owned('web-1', '{ app: a, index: "1" }', '{ podIP: 10.0.0.1 }'), owned('web-2', '{ app: a, index: "2" }', '{ podIP: 10.0.0.2 }'),
      owned('web-3', '{ app: b }', '{ podIP: 10.0.0.3 }'),
      policy('{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.1/32 } }] }] }'),
    ), { assumptions: { 'pods-match-ip-block': 'yes' } });
    expect(map.peers.map(({ id }) => id).filter(id => id.startsWith('shop/')))
      .toEqual(['shop/web[ReplicaSet]{app=a,1 of 2}', 'shop/web[ReplicaSet]{app=a,2 of 2}', 'shop/web[ReplicaSet]{app=b}']);
    expect(map.connections.filter(({ source, destination }) => source === destination)).toEqual([]);
  });

  test('are reached by the ingress controller though a label that no policy asks for tells them apart', () => {
    const map = mapOf(documents(owned('web-1', '{ app: web }'), owned('web-2', '{ app: web, canary: "yes" }'), `
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }`, `
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: web, namespace: shop }
      spec: { rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }] }`));
    expect(connect(map, '{ingress-controller}', 'shop/web', Ports.tcp(8080))).toBe('allowed');
  });
});

test('pods on the network of a node enter pods that no rule opens to them, where nodes are never kept out', () => {
  const map = mapOf(documents(pod('agent', '{ hostNetwork: true }'), pod('db'), policy('{ podSelector: { matchLabels: { app: db } } }')),
    { assumptions: { 'node-to-pod': 'all-nodes' } });
  expect(connect(map, 'shop/agent', 'shop/db', http)).toBe('allowed');
});
