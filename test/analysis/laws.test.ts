import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { Connection, connectivityMap, Network } from '../../src/analysis';
import { Manifest, manifestsOf, readCluster, readManifests } from '../../src/model';
import { Assumptions, fallbackAssumptions, Protocol } from '../../src/values';
import { environmentOf, Verdict, verdictsOf } from '../dsl';
import { arbitraryCluster, boundaryAddresses, boundaryPorts, egressRule, ingressRule } from '../oracle/arbitrary-cluster';
import { NaiveEvaluator, RawObject, Setting } from '../oracle/naive-evaluator';

/* What holds of every cluster, whatever its policies say. */

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 3);

describe('the map stays the same', () => {
  test('when the documents are in another order', () => {
    const shuffled = arbitraryCluster.chain(({ objects, setting }) =>
      fc.shuffledSubarray([...objects], { minLength: objects.length }).map(after => ({ before: objects, after, setting })));
    expectSameMap(shuffled);
  });

  test('when a label key is renamed everywhere', () => {
    expectSameMap(arbitraryCluster.map(({ objects, setting }) => ({ before: objects, after: renamed(objects, 'app', 'example.com/part-of'), setting })));
  });

  test('when a policy is split into one for each of its rules', () => {
    expectSameMap(arbitraryCluster.map(({ objects, setting }) => ({ before: objects, after: objects.flatMap(split), setting })));
  });

  test('when the objects are written as YAML and read back', () => {
    holds(arbitraryCluster, ({ objects, setting }) => {
      const text = objects.map(object => dump(object)).join('---\n');
      const { manifests, diagnostics } = readManifests('in.yaml', text);
      expect(diagnostics).toEqual([]);
      expect(mapOf(manifests, setting)).toEqual(mapOf(manifestsOf('', objects), setting));
    });
  });

  test('when the objects are written as one JSON list and read back', () => {
    holds(arbitraryCluster, ({ objects, setting }) => {
      const { manifests } = readManifests('in.json', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
      expect(mapOf(manifests, setting)).toEqual(mapOf(manifestsOf('', objects), setting));
    });
  });
});

test('a rule that is added to a policy removes no connection', () => {
  const added = fc.tuple(arbitraryCluster, fc.nat(), ingressRule, egressRule).map(([{ objects, setting }, which, ingress, egress]) =>
    ({ before: objects, after: withRules(objects, which, ingress, egress), setting }));
  holds(added, ({ before, after, setting }) => {
    const [verdictBefore, verdictAfter] = [before, after].map(objects => verdictsOf(connectivityMap(networkOf(manifestsOf('', objects), setting))));
    const removed = cellsOf(before, setting).filter(cell => ORDER.indexOf(verdictAfter(...cell)) < ORDER.indexOf(verdictBefore(...cell)));
    expect(removed).toEqual([]);
  });
});

test('a verdict that depends names only what the input leaves open, or questions that the map lists with their answers', () => {
  holds(arbitraryCluster, ({ objects, setting }) => {
    const { connections, assumptions } = connectivityMap(networkOf(manifestsOf('', objects), setting));
    const named = connections.flatMap(({ depends }) => depends).filter(name => name in fallbackAssumptions);
    expect(named.filter(name => !['unknown', 'possible'].includes(assumptions[name]))).toEqual([]);
  });
});

test('a row that depends names every question that decides it', () => {
  holds(arbitraryCluster, ({ objects, setting }) => {
    const oracle = new NaiveEvaluator(objects, setting);
    const podsById = new Map(oracle.pods.map(pod => [pod.id, pod]));
    const unnamed = mapOf(manifestsOf('', objects), setting).flatMap(({ source, destination, ports, depends }) => {
      const [from, to] = [podsById.get(source), podsById.get(destination)];
      if (depends.length === 0 || from === undefined || to === undefined || ports === 'all') return [];
      return ports.flatMap(({ protocol, first }) => oracle.decidedBy(from, to, protocol, first)).filter(question => !depends.includes(question));
    });
    expect(unnamed).toEqual([]);
  });
});

test('a row that depends names a question, and a row that is allowed names none', () => {
  holds(arbitraryCluster, ({ objects, setting }) => {
    for (const { verdict, depends } of mapOf(manifestsOf('', objects), setting)) expect(depends.length > 0).toBe(verdict === 'depends');
  });
});

interface Change {
  readonly before: readonly RawObject[];
  readonly after: readonly RawObject[];
  readonly setting: Setting;
}

function expectSameMap(changes: fc.Arbitrary<Change>): void {
  holds(changes, ({ before, after, setting }) => {
    expect(mapOf(manifestsOf('', after), setting)).toEqual(mapOf(manifestsOf('', before), setting));
  });
}

const holds = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void): void => fc.assert(fc.property(arbitrary, law), { numRuns: RUNS });

const networkOf = (manifests: readonly Manifest[], { assumptions, ...cidrs }: Setting): Network =>
  new Network(readCluster(manifests).cluster, environmentOf({ ...cidrs, assumptions: assumptions as Assumptions }));

const mapOf = (manifests: readonly Manifest[], setting: Setting): readonly Connection[] =>
  connectivityMap(networkOf(manifests, setting)).connections;

const ORDER: readonly Verdict[] = ['denied', 'depends', 'allowed'];

/** A sample of the cells, as the oracle test asks about all of them. */
function cellsOf(objects: readonly RawObject[], setting: Setting): [string, string, Protocol, number][] {
  const ids = new NaiveEvaluator(objects, setting).pods.map(({ id }) => id);
  const pairs = [...ids.flatMap(source => ids.filter(id => id !== source).map(destination => [source, destination])),
    ...ids.flatMap(id => boundaryAddresses.map(address => [id, address]))];
  return pairs.flatMap(([source, destination]) => [Protocol.TCP, Protocol.UDP].flatMap(protocol =>
    boundaryPorts.map((port): [string, string, Protocol, number] => [source, destination, protocol, port])));
}

/** Renames a key wherever it labels pods or is asked for; namespaces do not carry it. */
function renamed<T>(value: T, from: string, to: string): T {
  if (Array.isArray(value)) return value.map(item => renamed(item, from, to)) as T;
  if (typeof value !== 'object' || value === null) return (value === from ? to : value) as T;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key === from ? to : key, renamed(item, from, to)])) as T;
}

/** The pieces govern what the policy governed, so that none of them opens a direction. */
function split(object: RawObject): RawObject[] {
  if (object.kind !== 'NetworkPolicy') return [object];
  const { metadata, spec } = object;
  const policyTypes = governed(spec);
  const one = (direction: 'ingress' | 'egress') => (spec[direction] ?? []).map((rule: RawObject) => ({ [direction]: [rule] }));
  const pieces: RawObject[] = [{}, ...one('ingress'), ...one('egress')];
  return pieces.map((rules, index) =>
    ({ ...object, metadata: { ...metadata, name: `${metadata.name}-${index}` }, spec: { podSelector: spec.podSelector, policyTypes, ...rules } }));
}

const governed = ({ policyTypes, egress }: RawObject): string[] =>
  policyTypes?.length > 0 ? policyTypes : ['Ingress', ...egress?.length > 0 ? ['Egress'] : []];

/** Rules in the directions that the policy governs already; in another they would begin to isolate. */
function withRules(objects: readonly RawObject[], which: number, ingress: RawObject, egress: RawObject): RawObject[] {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  return objects.map(object => {
    if (object !== policies[which % policies.length]) return object;
    const { spec } = object;
    const policyTypes = governed(spec);
    return { ...object, spec: { ...spec, policyTypes, ingress: [...spec.ingress ?? [], ingress], egress: [...spec.egress ?? [], egress] } };
  });
}
