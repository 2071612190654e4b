import * as fc from 'fast-check';
import { connectivityMap, ConnectivityMap, differenceOf, isEmpty, LiveNetwork, Network } from '../../src/analysis';
import { manifestsOf, readCluster } from '../../src/model';
import { Assumptions } from '../../src/values';
import { environmentOf } from '../dsl';
import { ArbitraryCluster, arbitraryCluster } from '../oracle/arbitrary-cluster';
import { RawObject } from '../oracle/naive-evaluator';

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 2);

const clusterOf = (objects: readonly RawObject[]) => readCluster(manifestsOf('random', objects)).cluster;

const environmentFor = ({ setting: { assumptions, ...cidrs } }: ArbitraryCluster) =>
  environmentOf({ ...cidrs, assumptions: assumptions as Assumptions });

/** Two clusters that differ in some of their NetworkPolicies. */
const edit = fc.tuple(arbitraryCluster, arbitraryCluster, fc.infiniteStream(fc.boolean())).map(([before, other, chosen]) => {
  const isPolicy = ({ kind }: RawObject) => kind === 'NetworkPolicy';
  const kept = before.objects.filter(object => !isPolicy(object) || chosen.next().value);
  const removed = before.objects.filter(object => !kept.includes(object));
  const added = other.objects.filter(isPolicy).slice(0, 2).map(policy => ({ ...policy, metadata: { ...policy.metadata, name: `new-${policy.metadata.name}` } }));
  return { before, removed, added, after: { ...before, objects: [...kept, ...added] } };
});

const sorted = ({ connections }: ConnectivityMap) => connections.map(row => JSON.stringify(row)).sort();

test('a network whose policies were replaced is the network of the new policies', () => {
  fc.assert(fc.property(edit, ({ before, removed, added, after }) => {
    const cluster = clusterOf(before.objects);
    const live = new LiveNetwork(cluster, environmentFor(before));
    const gone = new Set(removed.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
    live.replace(cluster.policies.filter(({ namespace, name }) => gone.has(`${namespace}/${name}`)), clusterOf(added).policies);
    const fresh = connectivityMap(new Network(clusterOf(after.objects), environmentFor(before)));
    expect(isEmpty({ ...differenceOf(connectivityMap(live.network), fresh), workloads: { added: [], removed: [] } })).toBe(true);
  }), { numRuns: RUNS });
});

test('what a replacement is said to open and close is what differs between the two networks', () => {
  fc.assert(fc.property(edit, ({ before, removed, added, after }) => {
    const cluster = clusterOf(before.objects);
    const live = new LiveNetwork(cluster, environmentFor(before));
    const gone = new Set(removed.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
    const said = live.replace(cluster.policies.filter(({ namespace, name }) => gone.has(`${namespace}/${name}`)), clusterOf(added).policies);
    const mapOf = (objects: readonly RawObject[]) => connectivityMap(new Network(clusterOf(objects), environmentFor(before)));
    const whole = differenceOf(mapOf(before.objects), mapOf(after.objects));
    expect([said.added, said.removed, said.changed]).toEqual([whole.added, whole.removed, whole.changed]);
  }), { numRuns: RUNS });
});

test('the order of rows does not betray that a network was changed', () => {
  const sample = fc.sample(edit, 1)[0];
  const cluster = clusterOf(sample.before.objects);
  const live = new LiveNetwork(cluster, environmentFor(sample.before));
  live.replace(cluster.policies, cluster.policies);
  expect(sorted(connectivityMap(live.network))).toEqual(sorted(connectivityMap(new Network(cluster, environmentFor(sample.before)))));
});

describe('a replacement that tells no other pods apart than before', () => {
  const objects = (port: number, cidr: string): RawObject[] => [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'db', namespace: 'shop', labels: { app: 'db' } }, status: { podIP: '10.0.0.7' } },
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } }, status: { podIP: '10.0.0.9' } },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'db', namespace: 'shop' },
      spec: { podSelector: { matchLabels: { app: 'db' } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: 'web' } } }, { ipBlock: { cidr } }], ports: [{ port }] }] },
    },
  ];

  test.each(['203.0.113.0/24', '9.0.0.0/8', '0.0.0.0/0', 'fd00::/8'])('needs no new start, with another port and the block %s', cidr => {
    const cluster = clusterOf(objects(80, '198.51.100.0/24'));
    const live = new LiveNetwork(cluster, environmentOf({}));
    const { network } = live;
    const next = objects(8443, cidr);
    const said = live.replace(cluster.policies, clusterOf(next).policies);
    expect(live.network).toBe(network);
    const [before, after] = [cluster, clusterOf(next)].map(each => connectivityMap(new Network(each, environmentOf({}))));
    const whole = differenceOf(before, after);
    expect(said).toEqual({ ...whole, workloads: { added: [], removed: [] } });
  });

  test('makes a new start for a block that divides the pods of a class', () => {
    const cluster = clusterOf(objects(80, '198.51.100.0/24'));
    const live = new LiveNetwork(cluster, environmentOf({}));
    const { network } = live;
    live.replace(cluster.policies, clusterOf(objects(80, '10.0.0.8/29')).policies);
    expect(live.network).not.toBe(network);
  });
});
