import * as fc from 'fast-check';
import { connectivityMap, Network } from '../../src/analysis';
import { manifestsOf, readCluster } from '../../src/model';
import { Assumptions, Protocol } from '../../src/values';
import { environmentOf, verdictsOf } from '../dsl';
import { ArbitraryCluster, boundaryAddresses, boundaryPorts, plainCluster, tieredCluster } from '../oracle/arbitrary-cluster';
import { Setting } from '../oracle/naive-answers';
import { End, isPod, NaiveEvaluator, Verdict } from '../oracle/naive-evaluator';

/** Set it higher to search longer; fast-check prints the seed of a failure. */
const RUNS = Math.ceil(Number(process.env.PALISADE_FUZZ_RUNS ?? 500) / 2);

describe('the map agrees with a naive reading of the API in every cell', () => {
  test(`of ${RUNS} random clusters with NetworkPolicies`, () => {
    expectAgreement(plainCluster);
  }, 1_800_000);

  test(`of ${RUNS} random clusters with policies of the Admin and Baseline tiers`, () => {
    expectAgreement(tieredCluster);
  }, 1_800_000);
});

function expectAgreement(clusters: fc.Arbitrary<ArbitraryCluster>): void {
  fc.assert(fc.property(clusters, cluster => {
    expect(disagreements(cluster).slice(0, 5)).toEqual([]);
  }), { numRuns: RUNS });
}

/** Every cell of which the analyzer and the oracle think differently: each ordered pair, on each port where something may change. */
function disagreements({ objects, setting }: ArbitraryCluster): string[] {
  const oracle = new NaiveEvaluator(objects, setting);
  const { cluster } = readCluster(manifestsOf('random', objects));
  const environment = environmentOf({ ...setting, assumptions: setting.assumptions as Assumptions });
  const verdict = verdictsOf(connectivityMap(new Network(cluster, environment)));
  return pairsOf(oracle).flatMap(([source, destination]) => Object.values(Protocol).flatMap(protocol => boundaryPorts.flatMap(port => {
    const expected = oracle.verdict(source, destination, protocol, port);
    const actual = verdict(nameOf(source), nameOf(destination), protocol, port);
    return actual === expected || isFiner(setting, actual, expected) ? []
      : [`${nameOf(source)} to ${nameOf(destination)} on ${protocol} ${port}: ${actual}, should be ${expected}`];
  })));
}

/**
 * Whether the analyzer knows what the oracle does not: that unknown labels make a policy of a tier govern a pod with all of its rules
 * or with none. The laws hold such verdicts against clusters in which the labels are known.
 */
const isFiner = ({ assumptions }: Setting, actual: Verdict, expected: Verdict): boolean => actual !== 'depends' && expected === 'depends'
  && (assumptions['undeclared-namespace-labels'] === 'unknown' || assumptions['controller-labels'] === 'unknown');

/** A lone pod talks to itself without any policy, and addresses outside talk to each other without the cluster. */
function pairsOf({ pods }: NaiveEvaluator): [End, End][] {
  const outside = boundaryAddresses.map(address => ({ address }));
  return [
    ...pods.flatMap(source => pods.filter(pod => pod !== source || pod.replicated).map((destination): [End, End] => [source, destination])),
    ...pods.flatMap(pod => outside.flatMap((end): [End, End][] => [[pod, end], [end, pod]])),
  ];
}

const nameOf = (end: End): string => isPod(end) ? end.id : end.address;
