import * as fc from 'fast-check';
import { dump } from 'js-yaml';
import { Connection, connectivityMap, Network } from '../../src/analysis';
import { Manifest, manifestsOf, readCluster, readManifests } from '../../src/model';
import { Assumptions, assumptions, Protocol } from '../../src/values';
import { environmentOf, Verdict, verdictsOf } from '../dsl';
import { labels } from '../oracle/alphabet';
import { clusterPolicy } from '../oracle/arbitrary-admin-policy';
import { arbitraryCluster, boundaryAddresses, boundaryPorts, egressRule, ingressRule, tieredCluster, valuesOf } from '../oracle/arbitrary-cluster';
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

  test('when a NetworkPolicy is split into one for each of its rules', () => {
    expectSameMap(acceptedCluster.map(({ objects, setting }) => ({ before: objects, after: objects.flatMap(split), setting })));
  });

  test('when a policy with a priority is split into one for each of its rules, asked right after one another', () => {
    expectSameMap(tieredCluster.map(({ objects, setting }) => ({ before: objects, after: objects.flatMap(splitTiered), setting })));
  });

  test('when a policy that only passes is asked last in its tier', () => {
    expectSameMap(withLast('Admin', 'Pass'));
    expectSameMap(withLast('Baseline', 'Pass'));
  });

  test('when a policy that only accepts is asked last of all', () => {
    expectSameMap(withLast('Baseline', 'Accept'));
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

test('a rule that is added to a NetworkPolicy removes no connection', () => {
  const added = fc.tuple(acceptedCluster, fc.nat(), ingressRule, egressRule).map(([{ objects, setting }, which, ingress, egress]) =>
    ({ before: objects, after: withRules(objects, which, ingress, egress), setting }));
  expectNoCell(added, (before, after) => ORDER.indexOf(after) < ORDER.indexOf(before));
});

test('a policy of the Admin tier that only denies, asked first, adds no connection', () => {
  const added = fc.tuple(arbitraryCluster, clusterPolicy('first', 'Admin', ['Deny'])).map(([{ objects, setting }, policy]) =>
    ({ before: objects, after: [...objects, withPriority(policy, 0)], setting }));
  expectNoCell(added, (before, after) => ORDER.indexOf(after) > ORDER.indexOf(before));
});

test('an answer to an open question changes no verdict that was certain', () => {
  const answered = fc.tuple(arbitraryCluster, fc.nat()).map(([{ objects, setting }, which]) =>
    ({ before: objects, after: objects, setting, settingAfter: answeredOne(setting, which) }));
  expectNoCell(answered, (before, after) => before !== 'depends' && after !== before);
});

test('an address of a pod that becomes known changes no verdict that was certain', () => {
  const known = arbitraryCluster.filter(({ setting }) => setting.assumptions['pod-ips'] === 'possible').map(({ objects, setting }) =>
    ({ before: objects, after: objects.map(object => withAddress(object, setting)), setting }));
  expectNoCell(known, (before, after) => before !== 'depends' && after !== before);
});

test('labels of a namespace that become known change no verdict that was certain', () => {
  const known = fc.tuple(arbitraryCluster, labels({ team: ['red', 'blue'], env: ['prod'] })).map(([{ objects, setting }, itsLabels]) => {
    const isUndeclared = (name: string) => !objects.some(({ kind, metadata }) => kind === 'Namespace' && metadata.name === name);
    const undeclared = [...new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))].filter(isUndeclared);
    const declared = undeclared.map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: itsLabels } }));
    return { before: objects, after: [...objects, ...declared], setting: withAnswer(setting, 'undeclared-namespace-labels', 'unknown') };
  });
  expectNoCell(known, (before, after) => before !== 'depends' && after !== before);
});

test('labels of a controller that become known change no verdict that was certain', () => {
  const known = fc.tuple(arbitraryCluster, fc.constantFrom('5d8f', '77c9')).map(([{ objects, setting }, hash]) => {
    const after = objects.map(object => object.kind !== 'Deployment' ? object : withTemplateLabel(object, 'pod-template-hash', hash));
    return { before: objects, after, setting: withAnswer(setting, 'controller-labels', 'unknown') };
  });
  expectNoCell(known, (before, after) => before !== 'depends' && after !== before);
});

test('a verdict that depends names only what the input leaves open, or questions that the map lists with their answers', () => {
  holds(arbitraryCluster, ({ objects, setting }) => {
    const { connections, assumptions: answers } = connectivityMap(networkOf(manifestsOf('', objects), setting));
    // The rest is what the input leaves open, to which nobody has an answer.
    const named = connections.flatMap(({ depends }) => depends).filter(question => assumptions.some(({ name }) => name === question));
    expect(named.filter(name => !OPEN.includes(answers[name]))).toEqual([]);
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
  /** The same as before when it is absent. */
  readonly settingAfter?: Setting;
}

function expectSameMap(changes: fc.Arbitrary<Change>): void {
  holds(changes, ({ before, after, setting }) => {
    expect(mapOf(manifestsOf('', after), setting)).toEqual(mapOf(manifestsOf('', before), setting));
  });
}

/** No cell changes in a way that it must not. */
function expectNoCell(changes: fc.Arbitrary<Change>, isWrong: (before: Verdict, after: Verdict) => boolean): void {
  holds(changes, ({ before, after, setting, settingAfter = setting }) => {
    const verdictBefore = verdictsOf(connectivityMap(networkOf(manifestsOf('', before), setting)));
    const verdictAfter = verdictsOf(connectivityMap(networkOf(manifestsOf('', after), settingAfter)));
    expect(cellsOf(before, setting).filter(cell => isWrong(verdictBefore(...cell), verdictAfter(...cell)))).toEqual([]);
  });
}

/** One policy more, which is asked when all others of its tier have been. */
const withLast = (tier: string, action: string): fc.Arbitrary<Change> =>
  fc.tuple(arbitraryCluster, clusterPolicy('last', tier, [action])).map(([{ objects, setting }, policy]) =>
    ({ before: objects, after: [...objects, withPriority(policy, 1000)], setting }));

const withPriority = (policy: RawObject, priority: number): RawObject => ({ ...policy, spec: { ...policy.spec, priority } });

/** Where no policy goes unheard because of the block that one of its rules names. */
const acceptedCluster = arbitraryCluster.map(({ objects, setting }) =>
  ({ objects, setting: { ...setting, assumptions: { ...setting.assumptions, 'cidr-host-bits': 'mask' } } }));

const withAnswer = (setting: Setting, name: string, value: string): Setting =>
  ({ ...setting, assumptions: { ...setting.assumptions, [name]: value } });

function withTemplateLabel(object: RawObject, key: string, value: string): RawObject {
  const { template } = object.spec;
  const metadata = { ...template.metadata, labels: { ...template.metadata.labels, [key]: value } };
  return { ...object, spec: { ...object.spec, template: { ...template, metadata } } };
}

const OPEN = ['unknown', 'possible', 'ambiguous'];

/** One of the open questions answered, if there is any. */
function answeredOne(setting: Setting, which: number): Setting {
  const choices = assumptions.filter(({ name }) => OPEN.includes(setting.assumptions[name]))
    .flatMap(assumption => valuesOf(assumption).filter(value => !OPEN.includes(value)).map(value => ({ [assumption.name]: value })));
  return choices.length === 0 ? setting : { ...setting, assumptions: { ...setting.assumptions, ...choices[which % choices.length] } };
}

/** A lone pod of which nothing is known, with an address of each family that pods have. */
function withAddress(object: RawObject, { podCidrs }: Setting): RawObject {
  if (object.kind !== 'Pod' || object.spec.hostNetwork || object.status?.podIP) return object;
  const families = podCidrs.length === 0 ? ['.', ':'] : ['.', ':'].filter(mark => podCidrs.some(cidr => cidr.includes(mark)));
  const podIPs = ['10.1.2.3', 'fd00:1:2::9'].filter(ip => families.some(mark => ip.includes(mark))).map(ip => ({ ip }));
  return { ...object, status: { ...object.status, podIP: podIPs[0].ip, podIPs } };
}

const holds = <T>(arbitrary: fc.Arbitrary<T>, law: (value: T) => void): void => fc.assert(fc.property(arbitrary, law), { numRuns: RUNS });

const networkOf = (manifests: readonly Manifest[], setting: Setting): Network =>
  new Network(readCluster(manifests).cluster, environmentOf({ ...setting, assumptions: setting.assumptions as Assumptions }));

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

/** The first rules are asked first. Where others have its priority nobody would know who is asked in between. */
function splitTiered(object: RawObject, _: number, objects: readonly RawObject[]): RawObject[] {
  const { kind, metadata, spec } = object;
  if (!['ClusterNetworkPolicy', 'AdminNetworkPolicy'].includes(kind)) return [object];
  const rivals = objects.filter(other => other.kind === kind && other.spec.tier === spec.tier && other.spec.priority === spec.priority);
  if (rivals.length > 1) return [object];
  const { ingress = [], egress = [], ...common } = spec;
  const pieces = [...ingress.map((each: RawObject) => ({ ingress: [each] })), ...egress.map((each: RawObject) => ({ egress: [each] }))];
  return pieces.map((rules, index) =>
    ({ ...object, metadata: { ...metadata, name: `${metadata.name}-${index}` }, spec: { ...common, priority: spec.priority + index, ...rules } }));
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
