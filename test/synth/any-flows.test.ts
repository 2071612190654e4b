import { ApiObject, Chart, Testing } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import * as fc from 'fast-check';
import { proofOf } from './proof-of';
import { AllowOptions, ClusterProfile, Cni, IPeer, IsolatedNamespace, Peer, Ports, SubdomainDepth, TieredApp } from '../../src';

const PROFILES: Readonly<Record<string, () => ClusterProfile>> = {
  vanilla: () => ClusterProfile.vanilla(),
  cilium: () => ClusterProfile.vanilla({ cni: Cni.cilium({ version: '1.18' }) }),
  gke: () => ClusterProfile.gke(),
  eksAutoMode: () => ClusterProfile.eksAutoMode(),
  calicoEnterprise: () => ClusterProfile.vanilla({ cni: Cni.calicoEnterprise() }),
  openshift: () => ClusterProfile.openshift(),
};

interface Talker extends IPeer {
  allowTo(peer: IPeer, options: AllowOptions): void;
  allowFrom(peer: IPeer, options: AllowOptions): void;
}

interface World {
  readonly chart: Chart;
  readonly talkers: readonly Talker[];
  readonly peers: readonly IPeer[];
}

/** Two namespaces of ours, one that may look up names and one that may not, and all that they may talk to. */
function worldOn(profile: ClusterProfile): World {
  const chart = Testing.chart();
  ClusterProfile.attach(chart, profile);
  const shop = new IsolatedNamespace(chart, 'Shop', { name: 'shop' });
  const closed = new IsolatedNamespace(chart, 'Closed', { name: 'closed', allowDns: false });
  const [store, vault] = [new TieredApp(chart, 'Store', { namespace: shop }), new TieredApp(chart, 'Vault', { namespace: closed })];
  const tier = (app: TieredApp, name: string, replicas: number) => app.addTier(name, { image: `${name}:1`, ports: [Ports.tcp(8080)], replicas });
  const talkers = [tier(store, 'web', 1), tier(store, 'api', 2), tier(vault, 'keys', 3), shop, closed];
  const peers = [
    ...talkers,
    Peer.pods(workerIn(chart, 'shop')), Peer.pods(workerIn(chart, 'elsewhere')), Peer.namespace('elsewhere'), Peer.namespace('unseen'),
    Peer.podsLabeled('shop', { app: 'unseen' }), Peer.podsLabeled('elsewhere', { app: 'unseen' }), Peer.namespacesLabeled({ team: 'edge' }),
    Peer.internet(), Peer.cidr('203.0.113.0/24', { except: ['203.0.113.64/26'] }), Peer.cidr('2001:db8::/32'), Peer.cidr('10.20.0.0/16'),
    Peer.dns(), Peer.ingressController(), Peer.monitoring(), Peer.kubeApi(), Peer.apiServerWebhooks(),
    Peer.host('api.example.com'), Peer.subdomainsOf('example.com', SubdomainDepth.ONE), Peer.subdomainsOf('example.com', SubdomainDepth.ANY),
  ];
  return { chart, talkers, peers };
}

function workerIn(chart: Chart, namespace: string): Deployment {
  const worker = new Deployment(chart, `Worker-${namespace}`, { metadata: { name: 'worker', namespace } });
  worker.addContainer({ image: 'worker:1', portNumber: 9000 });
  return worker;
}

const flow = fc.record({
  talker: fc.nat(4),
  peer: fc.nat(23),
  isTo: fc.boolean(),
  ports: fc.constantFrom<Ports[]>(
    [Ports.tcp(443)], [Ports.tcp(8080), Ports.udp(53)], [Ports.udp(53)], [Ports.allTcp()], [Ports.tcp(442), Ports.tcp(444)],
  ),
});
type Flow = typeof flow extends fc.Arbitrary<infer T> ? T : never;

/** What a chart says after all of these, with those that were refused left out. */
function said(profile: ClusterProfile, flows: readonly Flow[]): World {
  const world = worldOn(profile);
  for (const { talker, peer, isTo, ports } of flows) {
    try {
      world.talkers[talker][isTo ? 'allowTo' : 'allowFrom'](world.peers[peer], { ports });
    } catch (error) {
      expect(error).toHaveProperty('name', 'UsageError');
    }
  }
  return world;
}

describe.each(Object.keys(PROFILES))('on %s', name => {
  test('whatever is declared is possible, and nothing else is', () => {
    fc.assert(fc.property(fc.array(flow, { maxLength: 6 }), flows => {
      expect(proofOf(said(PROFILES[name](), flows).chart).problems).toEqual([]);
    }), { numRuns: 25 });
  });

  test('neither order nor repetition changes what is written', () => {
    const written = (flows: readonly Flow[]) => said(PROFILES[name](), flows).chart.node.findAll().filter(ApiObject.isApiObject)
      .map(object => JSON.stringify(object.toJson())).sort();
    fc.assert(fc.property(fc.array(flow, { maxLength: 5 }), flows => {
      expect(written([...flows].reverse())).toEqual(written([...flows, ...flows]));
    }), { numRuns: 10 });
  });

  test('one flow more changes or adds one object for each side, and one for what lookups take', () => {
    const written = (flows: readonly Flow[]) => new Set(said(PROFILES[name](), flows).chart.node.findAll().filter(ApiObject.isApiObject)
      .map(object => JSON.stringify(object.toJson())));
    fc.assert(fc.property(fc.array(flow, { maxLength: 4 }), flow, (flows, more) => {
      const before = written(flows);
      expect([...written([...flows, more])].filter(object => !before.has(object)).length).toBeLessThanOrEqual(3);
    }), { numRuns: 10 });
  });
});
