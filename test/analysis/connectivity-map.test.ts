import { connectivityMap } from '../../src/analysis';
import { Ports } from '../../src/values';
import { connect, dedent, mapOf, networkFrom, Told } from '../dsl';

const DB = `
  apiVersion: v1
  kind: Pod
  metadata: { name: db, namespace: shop, labels: { app: db } }`;

const WEB = `
  apiVersion: v1
  kind: Pod
  metadata: { name: web, namespace: shop, labels: { app: web } }`;

const ingress = (rules: string, name = 'policy') => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: ${name}, namespace: shop }
  spec: { podSelector: { matchLabels: { app: db } }, ingress: ${rules} }`;

const mapWith = (documents: readonly string[], told?: Told) => mapOf(documents.map(dedent).join('\n---\n'), told);

describe('the ports of a row', () => {
  const ports = (list: string) => mapWith([WEB, DB, ingress(`[{ ports: ${list} }]`)]).connections
    .find(({ source, destination }) => source === 'shop/web[Pod]' && destination === 'shop/db[Pod]')!.ports;

  test('are as few ranges as possible, sorted by protocol and number', () => {
    expect(ports('[{ port: 86, endPort: 90 }, { protocol: UDP, port: 53 }, { port: 80, endPort: 85 }, { port: 92 }]')).toEqual([
      { protocol: 'TCP', first: 80, last: 90 },
      { protocol: 'TCP', first: 92, last: 92 },
      { protocol: 'UDP', first: 53, last: 53 },
    ]);
  });

  test('are "all" when they are every port of every protocol, however that is written', () => {
    expect(ports('[]')).toBe('all');
    expect(ports('[{ protocol: TCP }, { protocol: SCTP }, { protocol: UDP, port: 1, endPort: 100 }, { protocol: UDP, port: 101, endPort: 65535 }]')).toBe('all');
  });
});

describe('addresses outside the cluster', () => {
  const outside = (rules: string) => {
    const { connections, peers } = mapWith([DB, ingress(rules)], { assumptions: { 'pods-match-ip-block': 'no' } });
    const cidrsById = new Map(peers.map(peer => [peer.id, 'cidrs' in peer ? peer.cidrs : []]));
    return connections.filter(({ destination }) => destination === 'shop/db[Pod]').map(({ source }) => ({ source, cidrs: cidrsById.get(source) }));
  };

  test('that are allowed the same are one row, with as few ranges and blocks as possible', () => {
    expect(outside('[{ from: [{ ipBlock: { cidr: 10.0.0.0/9 } }, { ipBlock: { cidr: 10.128.0.0/9 } }, { ipBlock: { cidr: 192.168.0.0/30, except: [192.168.0.0/32] } }] }]')).toEqual([
      { source: '10.0.0.0-10.255.255.255,192.168.0.1-192.168.0.3', cidrs: ['10.0.0.0/8', '192.168.0.1/32', '192.168.0.2/31'] },
    ]);
  });

  test('that are allowed different ports are different rows', () => {
    expect(outside('[{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80 }] }, { from: [{ ipBlock: { cidr: 10.1.0.0/16 } }], ports: [{ port: 81 }] }]')).toEqual([
      { source: '10.0.0.0-10.0.255.255,10.2.0.0-10.255.255.255', cidrs: expect.arrayContaining(['10.0.0.0/16', '10.2.0.0/15', '10.128.0.0/9']) },
      { source: '10.1.0.0-10.1.255.255', cidrs: ['10.1.0.0/16'] },
    ]);
  });

  test('are all of both families when nothing isolates a pod', () => {
    expect(mapWith([DB]).peers.flatMap(peer => 'cidrs' in peer ? peer.cidrs : [])).toEqual(['0.0.0.0/0', '::/0']);
  });
});

describe('the peers of a map', () => {
  test('are all workloads, though nobody talks to them', () => {
    const map = mapWith([DB, '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: deny, namespace: shop }, spec: { policyTypes: [Ingress, Egress] } }']);
    expect(map.connections).toEqual([]);
    expect(map.peers).toEqual([{ id: 'shop/db[Pod]', namespace: 'shop', name: 'db', kind: 'Pod', labels: { app: 'db' } }]);
  });

  test('have the cluster DNS, on its ports alone, when a pod may ask it', () => {
    const rows = mapWith([DB]).connections.filter(({ destination }) => destination === '{cluster-dns}');
    expect(rows.map(({ source, ports }) => ({ source, ports }))).toEqual([{
      source: 'shop/db[Pod]',
      ports: [{ protocol: 'TCP', first: 53, last: 53 }, { protocol: 'UDP', first: 53, last: 53 }],
    }]);
  });

  test('have the pods of the DNS themselves when the input has them', () => {
    const map = mapWith([DB, '{ apiVersion: v1, kind: Pod, metadata: { name: coredns, namespace: kube-system, labels: { k8s-app: kube-dns } } }']);
    expect(map.peers.map(({ id }) => id)).not.toContain('{cluster-dns}');
    expect(connect(map, 'shop/db', 'kube-system/coredns', Ports.udp(53))).toBe('allowed');
  });
});

describe('the assumptions of a map', () => {
  test('are only the questions that came up (section 1, rule 4)', () => {
    expect(mapWith([DB, ingress('[{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }]')]).assumptions)
      .toEqual({ 'policy-enforced': 'yes', 'replica-traffic': 'policy-applies' });
  });

  test('are those that came up, with the answer in force, though it was stated (section 1, rule 4)', () => {
    const rules = '[{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }], ports: [{ port: 80, endPort: 90 }] }]';
    expect(mapWith([DB, ingress(rules)], { assumptions: { 'pods-match-ip-block': 'yes' } }).assumptions)
      .toEqual({
        'end-port': 'supported', 'pod-ips': 'possible', 'pods-match-ip-block': 'yes', 'policy-enforced': 'yes', 'replica-traffic': 'policy-applies',
      });
  });
});

test('rows are sorted, so that two maps of one cluster can be compared line by line', () => {
  const keys = mapWith([WEB, DB]).connections.map(({ source, destination }) => `${source} ${destination}`);
  expect(keys).toEqual([...keys].sort());
});

test('pods that policies cannot tell apart are one class, however many they are', () => {
  const pods = Array.from({ length: 20 }, (_, index) => `{ apiVersion: v1, kind: Pod, metadata: { name: web-${index}, namespace: shop, labels: { app: web, index: i${index} } } }`);
  const network = networkFrom([...pods, DB, ingress('[{ from: [{ podSelector: { matchLabels: { app: web } } }] }]')].map(dedent).join('\n---\n'));
  expect(network.universe.classes.filter(({ example }) => example.workload.namespace === 'shop')).toHaveLength(2);
  expect(connectivityMap(network).connections.filter(({ destination, source }) => destination === 'shop/db[Pod]' && source.startsWith('shop/'))).toHaveLength(20);
});
