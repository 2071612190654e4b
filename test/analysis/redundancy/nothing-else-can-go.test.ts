import * as fc from 'fast-check';
import { redundantRules } from '../../../src/analysis';
import { manifestsOf, readCluster } from '../../../src/model';
import { fallbackAssumptions, Protocol } from '../../../src/values';
import { BLOCK_WITH_HOST_BITS, NAMESPACE_LABELS, NAMESPACES, POD_LABELS } from '../../oracle/alphabet';
import { boundaryAddresses, boundaryPorts, ingressRule } from '../../oracle/arbitrary-cluster';
import { End, NaiveEvaluator, RawObject } from '../../oracle/naive-evaluator';

const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 100);

/** A value that is not mentioned, and none. */
const choices = (values: readonly string[]): (string | undefined)[] => [...values, 'other', 'yet-another', undefined];

const combinations = (alphabet: Readonly<Record<string, readonly string[]>>): RawObject[] => Object.entries(alphabet).reduce<RawObject[]>(
  (all, [key, values]) => all.flatMap(labels => choices(values).map(value => value === undefined ? labels : { ...labels, [key]: value })), [{}]);

const { team, env } = NAMESPACE_LABELS;

/** Pods with all labels that rules can tell apart, in namespaces with all such labels: whatever a rule names is there. */
const everyPod = [
  ...[...NAMESPACES, 'vault'].map(name => ({ name, labels: {} })),
  ...combinations({ team, env }).map((labels, index) => ({ name: `elsewhere-${index}`, labels })),
].flatMap(({ name: namespace, labels }): RawObject[] => [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
  ...combinations(POD_LABELS).map((podLabels, index) => pod(`pod-${index}`, namespace, podLabels)),
]);

function pod(name: string, namespace: string, labels: RawObject, ports: RawObject[] = []): RawObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels }, spec: { containers: [{ ports }] } };
}

/** Between them, the pods that are governed call every port by every name. */
const governed = boundaryPorts.map((_, index) => pod(`governed-${index}`, 'vault', {}, ['dns', 'http', 'metrics'].flatMap((name, shift) =>
  Object.values(Protocol).map(protocol => ({ name, protocol, containerPort: boundaryPorts[(index + 4 * shift) % boundaryPorts.length] })))));

const policy = (name: string, ingress: RawObject[]): RawObject =>
  ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'vault' }, spec: { podSelector: {}, ingress } });

const addresses = [...boundaryAddresses, '10.2.0.0', '10.1.2.2', '192.168.0.0', 'fd00:1::'].map(address => ({ address }));

/** What is redundant is so whatever the CNI can do. */
const ANSWERS = [{}, { 'end-port': 'ignored' }, { sctp: 'unsupported' }];

/** Newer API servers refuse a policy that has one, and then the rest of it covers nothing. */
const hasHostBits = (rule: RawObject): boolean => JSON.stringify(rule).includes(BLOCK_WITH_HOST_BITS);

const isGoverned = (id: string): boolean => id.startsWith('vault/governed-');

/** Whether policies let in what others do not, or the other way round; ends at the first who is treated otherwise. */
function differ(policies: readonly RawObject[], others: readonly RawObject[]): boolean {
  return ANSWERS.some(answers => {
    const assumptions = { ...fallbackAssumptions, ...answers, 'pods-match-ip-block': 'no' };
    const [one, other] = [policies, others].map(each =>
      new NaiveEvaluator([...governed, ...everyPod, ...each], { assumptions, podCidrs: [], nodeCidrs: [] }));
    const ends = (oracle: NaiveEvaluator): End[] => [...oracle.pods.filter(({ id }) => !isGoverned(id)), ...addresses];
    const inside = (oracle: NaiveEvaluator): End[] => oracle.pods.filter(({ id }) => isGoverned(id));
    const [mine, theirs] = [one, other].map(oracle => ({ sources: ends(oracle), destinations: inside(oracle) }));
    const differsFor = (from: number, to: number) => Object.values(Protocol).some(protocol => boundaryPorts.some(port =>
      one.verdict(mine.sources[from], mine.destinations[to], protocol, port)
        !== other.verdict(theirs.sources[from], theirs.destinations[to], protocol, port)));
    return mine.sources.some((_, from) => mine.destinations.some((__, to) => differsFor(from, to)));
  });
}

test('of rules for the same pods none is left that could go: without any of them, somebody cannot connect any more', () => {
  const rules = fc.array(ingressRule.filter(rule => !hasHostBits(rule)), { minLength: 2, maxLength: 4 });
  fc.assert(fc.property(fc.array(rules, { minLength: 1, maxLength: 2 }), lists => {
    const { cluster } = readCluster(manifestsOf('random', [...everyPod.filter(({ metadata }) => metadata.name === 'vault'), ...lists.map((ingress, index) => policy(`policy-${index}`, ingress))]));
    const gone = redundantRules(cluster);
    const left = lists.map((list, index) => {
      const its = gone.filter(({ policy: { name } }) => name === `policy-${index}`);
      return its.some(({ rule }) => rule === undefined) ? [] : list.filter((_, place) => !its.some(({ rule }) => rule!.path.at(-1) === place));
    });
    const policies = left.map((ingress, index) => policy(`policy-${index}`, ingress));
    for (const rule of left.flat()) {
      const others = left.map((ingress, index) => policy(`policy-${index}`, ingress.filter(each => each !== rule)));
      expect({ rule, makesADifference: differ(policies, others) }).toEqual({ rule, makesADifference: true });
    }
  }), { numRuns: RUNS, endOnFailure: true });
}, 600_000);
