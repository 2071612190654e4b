import { connectivityMap, Network, PortRange } from '../src/analysis';
import { portRangesOf } from '../src/analysis/cuts';
import { manifestsOf, readCluster } from '../src/model';
import { knownControllers, presets } from '../src/profiles';
import { fallbackAssumptions } from '../src/values';
import { podGrid } from './workloads/pod-grid';
import { NaiveEvaluator } from '../test/oracle/naive-evaluator';

/** How long the analyzer and a loop over all pairs of pods take for one cluster. */
export interface Comparison {
  readonly pods: number;
  readonly ms: number;
  readonly naiveMs: number;
}

/** Of so many pods, the loop asks one as a source, and the time counts that often: it grows evenly with the sources. */
const SOURCES_PER_SAMPLE = 10;
const RUNS = 5;

const environment = { facts: presets.vanilla, controllers: knownControllers };

/** The grid of B1 with fewer namespaces, each of 100 pods. */
export function againstNaive(namespaces: number): Comparison {
  const objects = podGrid({ namespaces, workloads: 20, replicas: 5, pairs: 20 });
  return { pods: namespaces * 100, ms: analyzed(objects), naiveMs: looped(objects) };
}

function analyzed(objects: readonly object[]): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    connectivityMap(new Network(readCluster(manifestsOf('grid', objects)).cluster, environment));
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
}

function looped(objects: readonly object[]): number {
  const ports = portsOf(objects);
  const start = performance.now();
  const naive = new NaiveEvaluator(objects, { assumptions: fallbackAssumptions, podCidrs: [], nodeCidrs: [] });
  const sources = naive.pods.filter((_, index) => index % SOURCES_PER_SAMPLE === 0);
  for (const source of sources) {
    for (const destination of naive.pods) for (const { protocol, first } of ports) naive.verdict(source, destination, protocol, first);
  }
  return (performance.now() - start) * SOURCES_PER_SAMPLE;
}

/** One port for each that something may change at: a loop that asked all 65,535 would lose by more. */
function portsOf(objects: readonly object[]): PortRange[] {
  const { cluster } = readCluster(manifestsOf('grid', objects));
  return [...new Map([...portRangesOf(cluster, environment)].map(range => [`${range.protocol} ${range.first}`, range])).values()];
}
