import * as fc from 'fast-check';
import { Connection, connectionCount, connectionsOf, connectivityMap, endsNamed, focusedOn, groupedMap, Network } from '../../src/analysis';
import { manifestsOf, readCluster } from '../../src/model';
import { Assumptions, Question } from '../../src/values';
import { dedent, environmentOf, networkFrom } from '../dsl';
import { ArbitraryCluster, arbitraryCluster } from '../oracle/arbitrary-cluster';

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 3);

const networkOf = ({ objects, setting: { assumptions, ...cidrs } }: ArbitraryCluster): Network =>
  new Network(readCluster(manifestsOf('', objects)).cluster, environmentOf({ ...cidrs, assumptions: assumptions as Assumptions }));

const holds = (law: (network: Network) => void): void =>
  fc.assert(fc.property(arbitraryCluster, cluster => law(networkOf(cluster))), { numRuns: RUNS });

const keyOf = ({ source, destination, verdict, depends, ports, replicas }: Connection): string =>
  JSON.stringify([source, destination, verdict, depends, ports, replicas]);

/** The rows between workloads, each pair asked on its own. */
function pairByPair(network: Network): string[] {
  const { classes, ports, answers } = network.universe;
  const workloads = classes.flatMap(({ index, members }) =>
    members.filter(({ role }) => role === undefined).map(({ id, workload }) => ({ index, id, isReplicated: workload.replicated })));
  return workloads.flatMap(from => workloads.flatMap(to => {
    const replicas = from === to;
    if (replicas && !(from.isReplicated && answers.to('replica-traffic') === 'policy-applies')) return [];
    const { certainly, perhaps } = network.between(from.index, to.index);
    const sets = new Map([['', certainly]]);
    for (const { ports: set, when } of perhaps) {
      const questions = answers.conditions.questionsOf(when).join();
      sets.set(questions, ports.union(sets.get(questions) ?? 0, set));
    }
    return [...sets].filter(([, set]) => set !== 0).map(([questions, set]) => keyOf({
      source: from.id,
      destination: to.id,
      verdict: questions === '' ? 'allowed' : 'depends',
      depends: questions === '' ? [] : questions.split(',') as Question[],
      ports: set === ports.all ? 'all' : ports.rangesOf(set),
      replicas,
    }));
  }));
}

describe('the rows of a grouped map', () => {
  test('stand for exactly what every pair of workloads, asked on its own, may do', () => {
    holds(network => {
      const ids = new Set(network.universe.classes.flatMap(({ members }) => members).filter(({ role }) => role === undefined).map(({ id }) => id));
      const rows = connectivityMap(network).connections.filter(({ source, destination }) => ids.has(source) && ids.has(destination));
      expect(rows.map(keyOf).sort()).toEqual(pairByPair(network).sort());
    });
  });

  test('name no pair twice with one verdict and the same questions', () => {
    holds(network => {
      const keys = [...connectionsOf(groupedMap(network).rows)].map(({ source, destination, verdict, depends }) => [source, destination, verdict, depends].join(' '));
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test('say how many connections they stand for', () => {
    holds(network => {
      const { rows } = groupedMap(network);
      expect(rows.map(connectionCount)).toEqual(rows.map(row => [...connectionsOf([row])].length));
      expect(rows.map(connectionCount)).not.toContain(0);
    });
  });

  test('are as few as there are things to say, however many workloads there are', () => {
    const pods = Array.from({ length: 600 }, (_, index) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `pod-${index}`, namespace: `ns-${index % 7}` } }));
    const rowsOf = (...objects: object[]) => groupedMap(networkOf({ objects, setting: { assumptions: {}, podCidrs: [], nodeCidrs: [] } })).rows;
    expect(rowsOf(...pods)).toHaveLength(4);
    expect(rowsOf(...pods, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'deny', namespace: 'ns-3' },
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
    })).toHaveLength(6);
  });
});

describe('a map in focus', () => {
  test('has the connections that have one of the ends, and no others', () => {
    const cases = fc.tuple(arbitraryCluster, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }));
    fc.assert(fc.property(cases, ([cluster, picks]) => {
      const map = groupedMap(networkOf(cluster));
      const ids = new Set(picks.map(pick => map.peers[pick % map.peers.length].id));
      const expected = [...connectionsOf(map.rows)].filter(({ source, destination }) => ids.has(source) || ids.has(destination));
      const focused = focusedOn(map, ids).rows;
      expect([...connectionsOf(focused)].map(keyOf)).toEqual(expected.map(keyOf));
      expect(focused.reduce((sum, row) => sum + connectionCount(row), 0)).toBe(expected.length);
    }), { numRuns: RUNS });
  });

  const SHOP = [
    '{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop } }',
    '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { template: {} } }',
    '{ apiVersion: v1, kind: Pod, metadata: { name: db, namespace: shop }, status: { podIP: 10.0.0.7 } }',
    '{ apiVersion: v1, kind: Pod, metadata: { name: agent, namespace: ops }, spec: { hostNetwork: true }, status: { podIP: 192.168.0.7 } }',
    `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: db, namespace: shop },
       spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] } }`,
  ].map(dedent).join('\n---\n');
  const network = networkFrom(SHOP);
  const named = (text: string) => endsNamed(network, groupedMap(network), text);

  test.each([
    ['a workload with its kind', 'shop/web[Pod]', ['shop/web[Pod]']],
    ['a workload of any kind', 'shop/web', ['shop/web[Deployment]', 'shop/web[Pod]']],
    ['the workloads of a namespace', 'shop/', ['shop/db[Pod]', 'shop/web[Deployment]', 'shop/web[Pod]']],
    ['the pod that has an address', '10.0.0.7', ['shop/db[Pod]']],
    ['pods on the network of a node that has an address, and what it is outside', '192.168.0.7',
      ['ops/agent[Pod]', '0.0.0.0-255.255.255.255,::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']],
    ['the ranges that an address is in', '10.0.0.8',
      ['0.0.0.0-255.255.255.255,::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '10.0.0.0-10.255.255.255']],
    ['the ranges that have public addresses', 'internet', ['0.0.0.0-255.255.255.255,::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff']],
    ['a stand-in that no row has', '{ingress-controller}', []],
  ])('can be asked for by %s', (_, text, ids) => {
    expect(named(text).sort()).toEqual([...ids].sort());
  });

  test.each(['shop/wbe', 'web', 'shpo/', 'shop', ''])('cannot be asked for by "%s", which is answered with what is most like it', text => {
    expect(() => named(text)).toThrow(/there is no peer "/);
  });

  test('suggests what somebody may have meant', () => {
    expect(() => named('shop/wbe')).toThrow('use shop/web[Deployment], shop/web[Pod], ');
    expect(() => named('shpo/')).toThrow('use shop/, ');
    expect(() => named('db')).toThrow('use shop/db[Pod], ');
  });
});
