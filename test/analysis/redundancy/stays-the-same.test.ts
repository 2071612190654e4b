import * as fc from 'fast-check';
import { redundantRules, shadowedRules } from '../../../src/analysis';
import { manifestsOf, readCluster } from '../../../src/model';
import { Protocol } from '../../../src/values';
import { ArbitraryCluster, arbitraryCluster, boundaryAddresses, boundaryPorts, tieredCluster } from '../../oracle/arbitrary-cluster';
import { End, isPod, NaiveEvaluator, RawObject } from '../../oracle/naive-evaluator';

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 5);

const POLICIES = ['NetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy'];

/** Addresses that blocks of random clusters tell from their neighbours, besides those at the edges. */
const addresses = [...boundaryAddresses, '10.2.0.0', '10.1.2.2', '192.168.0.0', 'fd00:1::'];

/** A cluster, and what of it is known when rules are compared: all policies, and some of the rest. */
const partlyKnown = (clusters: fc.Arbitrary<ArbitraryCluster>) => clusters.chain(({ objects, setting }) =>
  fc.subarray(objects.filter(({ kind }) => !POLICIES.includes(kind)))
    .map(hidden => ({ objects, setting, known: objects.filter(object => !hidden.includes(object)) })));

const clusterOf = (objects: readonly RawObject[]) => readCluster(manifestsOf('random', objects)).cluster;

test('no connection changes without what is redundant, whatever pods there are besides those that were known', () => {
  let found = 0;
  fc.assert(fc.property(partlyKnown(arbitraryCluster), ({ objects, known, setting }) => {
    const redundant = redundantRules(clusterOf(known));
    found += redundant.length;
    if (redundant.length === 0) return;
    const after = objects.flatMap(object => without(object, redundant.filter(({ policy }) => isSame(policy, object))));
    expect(changes(objects, after, setting)).toEqual([]);
  }), { numRuns: RUNS });
  expect(found).toBeGreaterThan(RUNS / 10);
}, 600_000);

test('no connection changes without the rules that are shadowed, whatever pods there are besides those that were known', () => {
  let found = 0;
  fc.assert(fc.property(partlyKnown(tieredCluster), ({ objects, known, setting }) => {
    const shadowed = shadowedRules(clusterOf(known));
    found += shadowed.length;
    if (shadowed.length === 0) return;
    const after = objects.flatMap(object => without(object, shadowed.filter(({ policy }) => isSame(policy, object))));
    expect(changes(objects, after, setting)).toEqual([]);
  }), { numRuns: RUNS });
  expect(found).toBeGreaterThan(RUNS / 50);
}, 600_000);

const isSame = (policy: { readonly name: string; readonly namespace: string; readonly kind: string }, { kind, metadata }: RawObject): boolean =>
  kind === policy.kind && metadata.name === policy.name && (kind !== 'NetworkPolicy' || (metadata.namespace ?? 'default') === policy.namespace);

/** What a policy governs it goes on governing. */
function without(object: RawObject, gone: readonly { readonly rule?: { readonly path: readonly (string | number)[] } }[]): RawObject[] {
  if (gone.length === 0) return [object];
  if (gone.some(({ rule }) => rule === undefined)) return [];
  const places = new Set(gone.map(({ rule }) => rule!.path.join('.')));
  const kept = (direction: string) => object.spec[direction]?.filter((_: unknown, place: number) => !places.has(`spec.${direction}.${place}`));
  const { policyTypes, egress } = object.spec;
  const types = policyTypes?.length > 0 ? policyTypes : ['Ingress', ...egress?.length > 0 ? ['Egress'] : []];
  return [{ ...object, spec: { ...object.spec, ...object.kind === 'NetworkPolicy' && { policyTypes: types }, ingress: kept('ingress'), egress: kept('egress') } }];
}

/** The cells in which two clusters with the same pods differ. */
function changes(before: readonly RawObject[], after: readonly RawObject[], setting: ArbitraryCluster['setting']): string[] {
  const [one, other] = [before, after].map(objects => new NaiveEvaluator(objects, setting));
  const same = new Map(other.pods.map(pod => [pod.id, pod]));
  const counterpart = (end: End): End => isPod(end) ? same.get(end.id)! : end;
  const outside = addresses.map(address => ({ address }));
  const pairs = one.pods.flatMap(pod => [
    ...one.pods.filter(each => each !== pod || pod.replicated).map((each): [End, End] => [pod, each]),
    ...outside.flatMap((end): [End, End][] => [[pod, end], [end, pod]]),
  ]);
  return pairs.flatMap(([source, destination]) => Object.values(Protocol).flatMap(protocol => boundaryPorts.flatMap(port =>
    one.verdict(source, destination, protocol, port) === other.verdict(counterpart(source), counterpart(destination), protocol, port) ? []
      : [`${nameOf(source)} to ${nameOf(destination)} on ${protocol} ${port}`])));
}

const nameOf = (end: End): string => isPod(end) ? end.id : end.address;
