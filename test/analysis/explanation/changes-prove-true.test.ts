import * as fc from 'fast-check';
import { Edit, explain, Explanation, Network, RuleReference } from '../../../src/analysis';
import { manifestsOf, readCluster } from '../../../src/model';
import { Assumptions } from '../../../src/values';
import { environmentOf } from '../../dsl';
import { ArbitraryCluster, plainCluster } from '../../oracle/arbitrary-cluster';
import { RawObject, Setting } from '../../oracle/naive-evaluator';

/* What an explanation says would change a verdict, does, in random clusters of NetworkPolicies. */

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 10);
const ADDRESSES = ['10.1.2.3', '8.8.8.8', 'fd00:1::3'];

test('the edits for a connection that is not allowed make it allowed', () => {
  everyExplanation(({ objects, setting }, explanation) => {
    if (explanation.verdict === 'allowed') return;
    const edits = [explanation.egress, explanation.ingress].flatMap(({ verdict, edit }) => verdict === 'allowed' ? [] : [edit]);
    const after = edits.reduce<readonly RawObject[]>((all, edit) => edited(all, edit!), objects);
    expect(verdictOf(after, setting, explanation)).toBe('allowed');
  });
});

test('the rules of a closing set close a connection, and all but any one of them do not', () => {
  everyExplanation(({ objects, setting }, explanation) => {
    for (const { rules } of explanation.closedBy) {
      expect(verdictOf(without(objects, rules), setting, explanation)).toBe('denied');
      for (const spared of rules) {
        expect(verdictOf(without(objects, rules.filter(rule => rule !== spared)), setting, explanation)).not.toBe('denied');
      }
    }
  });
});

test('the policy that isolates an end which nothing isolates closes the connection', () => {
  everyExplanation(({ objects, setting }, explanation) => {
    for (const { isolatedBy } of [explanation.egress, explanation.ingress]) {
      if (isolatedBy !== undefined) expect(verdictOf(edited(objects, isolatedBy), setting, explanation)).toBe('denied');
    }
  });
});

test('an allowed connection can be closed, unless it ends on the host network or in a stand-in, or is one of a pod to itself', () => {
  everyExplanation(({ objects }, { verdict, closedBy, egress, ingress, source, destination }) => {
    const isOnHost = [source, destination].some(({ id }) => objects.some(object => id.startsWith(`${object.metadata.namespace}/${object.metadata.name}[`)
      && JSON.stringify(object).includes('"hostNetwork":true')));
    const isStandIn = [source, destination].some(({ id }) => id.startsWith('{'));
    if (verdict !== 'allowed' || isOnHost || isStandIn || source.id === destination.id) return;
    expect(closedBy.length > 0 || egress.isolatedBy !== undefined || ingress.isolatedBy !== undefined).toBe(true);
  });
});

/** Where policies are enforced on everybody, and none is refused for the block that one of its rules names. */
const enforced: fc.Arbitrary<ArbitraryCluster> = plainCluster.map(({ objects, setting }) =>
  ({ objects, setting: { ...setting, assumptions: { ...setting.assumptions, 'policy-enforced': 'yes', 'cidr-host-bits': 'mask', 'node-to-pod': 'own-node' } } }));

function everyExplanation(law: (cluster: ArbitraryCluster, explanation: Explanation) => void): void {
  fc.assert(fc.property(enforced, fc.nat(), (cluster, which) => {
    const network = networkOf(cluster.objects, cluster.setting);
    const ids = network.universe.classes.flatMap(({ members }) => members.map(({ id }) => id));
    const id = ids[which % ids.length];
    if (id === undefined) return;
    const pairs = [...ids, ...ADDRESSES].flatMap(other => [[id, other], [other, id]]);
    for (const [source, destination] of pairs) for (const explanation of explain(network, { source, destination })) law(cluster, explanation);
  }), { numRuns: RUNS });
}

const networkOf = (objects: readonly RawObject[], { assumptions, ...cidrs }: Setting): Network =>
  new Network(readCluster(manifestsOf('', objects)).cluster, environmentOf({ ...cidrs, assumptions: assumptions as Assumptions }));

function verdictOf(objects: readonly RawObject[], setting: Setting, { source, destination, port: { protocol, port } }: Explanation): string {
  const [{ verdict }] = explain(networkOf(objects, setting), { source: source.id, destination: destination.id, port: `${protocol}/${port}` });
  return verdict;
}

/** Applies a JSON Patch, of which only what is added occurs. */
function edited(objects: readonly RawObject[], { object, patch }: Edit): readonly RawObject[] {
  if (patch[0].path === '') return [...objects, patch[0].value];
  return objects.map(each => {
    if (each.kind !== object.kind || each.metadata.namespace !== object.namespace || each.metadata.name !== object.name) return each;
    const copy = JSON.parse(JSON.stringify(each));
    for (const { path, value } of patch) add(copy, path.slice(1).split('/'), value);
    return copy;
  });
}

function add(target: RawObject, [key, ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) add(target[key], rest, value);
  else if (key === '-') target.push(value);
  else target[key] = value;
}

/** The policies go on governing what they govern. */
function without(objects: readonly RawObject[], rules: readonly RuleReference[]): readonly RawObject[] {
  return objects.map(object => {
    const gone = rules.filter(({ policy: { kind, namespace, name } }) =>
      kind === object.kind && namespace === object.metadata.namespace && name === object.metadata.name).map(({ path }) => path.join('.'));
    if (gone.length === 0) return object;
    const { spec } = object;
    const policyTypes = spec.policyTypes?.length > 0 ? spec.policyTypes : ['Ingress', ...spec.egress?.length > 0 ? ['Egress'] : []];
    const left = (direction: string) => (spec[direction] ?? []).filter((_: RawObject, index: number) => !gone.includes(`spec.${direction}.${index}`));
    return { ...object, spec: { ...spec, policyTypes, ingress: left('ingress'), egress: left('egress') } };
  });
}

