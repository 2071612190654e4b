import * as fc from 'fast-check';
import { Exposure, exposureOf, Network } from '../../../src/analysis';
import { Manifest, manifestsOf, readCluster, selects } from '../../../src/model';
import { Assumptions, Labels, Protocol } from '../../../src/values';
import { environmentOf } from '../../dsl';
import { arbitraryAdminPolicies } from '../../oracle/arbitrary-admin-policies';
import { arbitraryCluster, boundaryPorts } from '../../oracle/arbitrary-cluster';
import { RawObject, Setting } from '../../oracle/naive-evaluator';

/* The proof that exposure is exact: whatever pod is added to the input, the map then says of it what exposure had said before. */

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 5);

interface Case {
  readonly objects: readonly RawObject[];
  readonly setting: Setting;
  /** Pods that are added, with their namespaces where those are new. */
  readonly added: readonly RawObject[];
}

const podLabels = fc.record({
  app: fc.constantFrom('a', 'b', 'c', 'other', 'z'), tier: fc.constantFrom('x', 'y', 'other', 'z'), unheard: fc.constant('of'),
}, { requiredKeys: [] });

const namespaceLabels = fc.record({
  team: fc.constantFrom('red', 'blue', 'other', 'z'), env: fc.constantFrom('prod', 'other', 'z'), unheard: fc.constant('of'),
}, { requiredKeys: [] });

const newNamespace = fc.tuple(fc.constantFrom('bank', 'default', 'new', 'ops', 'other', 'shop'), namespaceLabels)
  .map(([name, labels]) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));

const pod = (name: string, namespace: string, labels: Labels, ports: RawObject[]): RawObject =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: { containers: [{ ports }] } });

const namedPort = fc.record({ name: fc.constantFrom('dns', 'http', 'metrics'), containerPort: fc.constantFrom(80, 81, 8080), protocol: fc.constantFrom('TCP', 'UDP') });

const openQuestions = fc.record({
  'undeclared-namespace-labels': fc.constantFrom('absent', 'unknown'),
  'np-tier-scope': fc.constantFrom('per-direction', 'any-direction', 'unknown'),
  'node-to-pod': fc.constantFrom('own-node', 'all-nodes'),
});

const cases: fc.Arbitrary<Case> = fc.tuple(arbitraryCluster, arbitraryAdminPolicies, openQuestions).chain(([{ objects, setting }, admin, open]) => {
  const known = new Set(readCluster(manifestsOf('', objects)).cluster.namespaces.map(({ name }) => name));
  const unheard = newNamespace.filter(({ metadata }) => !known.has(metadata.name));
  const added = fc.tuple(fc.uniqueArray(unheard, { selector: ({ metadata }) => metadata.name, maxLength: 3 }),
    fc.array(fc.tuple(podLabels, fc.nat(), fc.array(namedPort, { maxLength: 1 })), { minLength: 20, maxLength: 40 }))
    .map(([namespaces, pods]) => {
      const names = [...known, ...namespaces.map(({ metadata }) => metadata.name)];
      if (names.length === 0) return [];
      return [...namespaces, ...pods.map(([labels, place, ports], index) => pod(`added-${index}`, names[place % names.length], labels, ports))];
    });
  const stated = { ...setting, assumptions: { ...setting.assumptions, ...open } };
  return fc.record({ objects: fc.constant([...objects, ...admin]), setting: fc.constant(stated), added });
});

test(`exposure says of pods that are not in the input what the map says once they are, in ${RUNS} random clusters`, () => {
  fc.assert(fc.property(cases, each => {
    expect(disagreements(each).slice(0, 3)).toEqual([]);
  }), { numRuns: RUNS });
}, 600_000);

const networkOf = (objects: readonly RawObject[], { assumptions, ...cidrs }: Setting): Network =>
  new Network(readCluster(manifestsOf('', objects) as readonly Manifest[]).cluster, environmentOf({ ...cidrs, assumptions: assumptions as Assumptions }));

function disagreements({ objects, setting, added }: Case): string[] {
  const exposure = exposureOf(networkOf(objects, setting));
  const network = networkOf([...objects, ...added], setting);
  const peers = network.universe.classes.flatMap(({ index, members }) => members.map(peer => ({ index, ...peer })))
    .filter(({ role }) => role === undefined);
  const [theirs, ours] = [true, false].map(isAdded => peers.filter(({ workload: { name } }) => name.startsWith('added-') === isAdded));
  const labelsOf = new Map(network.cluster.namespaces.map(({ name, labels }) => [name, labels]));
  return ours.flatMap(our => {
    const rows = exposure.filter(({ peer }) => peer === our.id);
    return theirs.flatMap(their => (['ingress', 'egress'] as const).flatMap(direction => {
      const { namespace, labels, ports } = their.workload;
      const allowed = direction === 'ingress' ? network.between(their.index, our.index) : network.between(our.index, their.index);
      const about = rows.filter(row => row.direction === direction && selects(row.namespaces, labelsOf.get(namespace)!) && selects(row.pods, labels));
      return differences(network, allowed, about).map(text => `${direction} of ${our.id}: ${JSON.stringify({ namespace, labels, ports })}: ${text}`);
    }));
  });
}

type Ports = Exposure['ports'];

/** What the map and what exposure says of each port: the questions that decide, none when it is allowed, `undefined` when it is denied. */
function differences({ universe: { ports, answers } }: Network, { certainly, perhaps }: ReturnType<Network['between']>, rows: readonly Exposure[]): string[] {
  const actual: [Ports, string][] = [
    [ports.rangesOf(certainly), ''],
    ...perhaps.map((each): [Ports, string] => [ports.rangesOf(each.ports), answers.conditions.questionsOf(each.when).join()]),
  ];
  const said = rows.map((row): [Ports, string] => [row.ports, row.depends.join()]);
  const at = (list: readonly [Ports, string][], protocol: Protocol, port: number) => {
    const verdicts = new Set(list.filter(([set]) => isIn(set, protocol, port)).map(([, questions]) => questions));
    return verdicts.has('') ? 'allowed' : [...verdicts].join(' or ') || 'denied';
  };
  return Object.values(Protocol).flatMap(protocol => boundaryPorts.flatMap(port => {
    const [is, should] = [at(said, protocol, port), at(actual, protocol, port)];
    // Whoever is not in the input may call any port by a name; once it is there, that is settled.
    return is === should || is.includes('port-names') ? [] : [`${protocol} ${port} is said to be ${is}, but is ${should}`];
  }));
}

const isIn = (list: Ports, protocol: Protocol, port: number): boolean =>
  list === 'all' || list.some(range => range.protocol === protocol && range.first <= port && port <= range.last);
