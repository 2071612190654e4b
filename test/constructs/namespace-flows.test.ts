import { addTier, manifest, namesOf, shopFor } from './shop-chart';
import { Cidr, ClusterProfile, IsolatedNamespace, Peer, Ports } from '../../src';
import { proofOf } from '../synth/proof-of';

const tcp = (port: number) => ({ protocol: 'TCP', port });

function shopOfTwo() {
  const shop = shopFor();
  return { ...shop, web: addTier(shop.store, 'web', Ports.tcp(8080)), db: addTier(shop.store, 'db', Ports.tcp(5432)) };
}

describe('what every pod of a namespace may do', () => {
  test('is written into one policy', () => {
    const { chart, namespace } = shopOfTwo();
    namespace.allowTo(Peer.podsLabeled('tracing', { app: 'collector' }), { ports: [Ports.tcp(4317)] });
    namespace.allowFrom(Peer.monitoring(), { ports: [Ports.tcp(9100)], reason: 'metrics' });
    expect(namesOf(chart).filter(name => name.startsWith('NetworkPolicy'))).toEqual([
      'NetworkPolicy/default-deny', 'NetworkPolicy/allow-dns', 'NetworkPolicy/every-pod',
    ]);
    expect(manifest(chart, 'NetworkPolicy', 'every-pod')).toMatchObject({
      metadata: { annotations: { 'cdk8s-palisade/purpose': 'from the monitoring: metrics' } },
      spec: { podSelector: { matchLabels: {} }, egress: [{ ports: [tcp(4317)] }], ingress: [{ ports: [tcp(9100)] }] },
    });
    expect(proofOf(chart).problems).toEqual([]);
  });
  test('may be to talk to each other', () => {
    const { chart, namespace } = shopOfTwo();
    namespace.allowWithin();
    const ports = [{ protocol: 'SCTP' }, { protocol: 'TCP' }, { protocol: 'UDP' }];
    expect(manifest(chart, 'NetworkPolicy', 'every-pod').spec).toMatchObject({
      ingress: [{ from: [{ podSelector: { matchLabels: {} } }], ports }], egress: [{ to: [{ podSelector: { matchLabels: {} } }], ports }],
    });
    expect(proofOf(chart).problems).toEqual([]);
  });
  test('may be to talk to each other on some ports', () => {
    const { chart, namespace } = shopOfTwo();
    namespace.allowWithin({ ports: [Ports.tcp(7000)] });
    expect(manifest(chart, 'NetworkPolicy', 'every-pod').spec).toMatchObject({ ingress: [{ ports: [tcp(7000)] }] });
    expect(proofOf(chart).problems).toEqual([]);
  });
  test('has to name ports, which a namespace does not declare', () => {
    const { namespace } = shopOfTwo();
    expect(() => namespace.allowFrom(Peer.internet())).toThrow('nothing can connect to namespace "shop": it declares no ports');
  });
});

test('a namespace is a peer, whose side is written too', () => {
  const { chart, web } = shopOfTwo();
  const batch = new IsolatedNamespace(chart, 'Batch', { name: 'batch' });
  web.allowFrom(batch);
  expect(manifest(chart, 'NetworkPolicy', 'every-pod')).toMatchObject({ metadata: { namespace: 'batch' }, spec: { egress: [{ ports: [tcp(8080)] }] } });
  expect(proofOf(chart).problems).toEqual([]);
});

test.each([
  ['aks', ClusterProfile.aks()], ['eks', ClusterProfile.eks()], ['eksAutoMode', ClusterProfile.eksAutoMode()], ['gke', ClusterProfile.gke()],
  ['openshift', ClusterProfile.openshift()], ['k3s', ClusterProfile.k3s()],
  ['vanilla', ClusterProfile.vanilla({ podCidrs: [Cidr.of('10.244.0.0/16')], nodeCidrs: [Cidr.of('10.1.0.0/16')] })],
])('lookups, the internet, blocks and pods are proven on %s', (_, profile) => {
  const { chart, store, namespace } = shopFor(profile);
  const [web, db] = [addTier(store, 'web', Ports.tcp(8080)), addTier(store, 'db', Ports.tcp(5432))];
  web.allowTo(db);
  web.allowTo(Peer.dns());
  web.allowTo(Peer.internet(), { ports: [Ports.tcp(443)] });
  db.allowFrom(Peer.cidr('192.0.2.0/24'));
  namespace.allowFrom(Peer.namespace('backup'), { ports: [Ports.tcp(22)] });
  expect(proofOf(chart).problems).toEqual([]);
});
