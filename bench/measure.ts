import { workloads } from './workloads';
import { connectivityMap, Network, NO_PORTS, Peer } from '../src/analysis';
import { manifestsOf, readCluster } from '../src/model';
import { knownControllers, presets } from '../src/profiles';

/** What one run of a workload took. */
export interface Figures {
  readonly objects: number;
  readonly podsAndPolicies: number;
  readonly classes: number;
  readonly pairs: number;
  readonly readMs: number;
  readonly compileMs: number;
  readonly mapMs: number;
  readonly totalMs: number;
  /** Of all processors, so that waiting for one does not count, but collecting garbage beside the analysis does. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** From the parsed objects to the connections. */
export function measure(name: string): Figures {
  const objects = workloads[name].objects();
  const cpu = process.cpuUsage();
  const times = [performance.now()];
  const lap = <T>(result: T): T => {
    times.push(performance.now());
    return result;
  };
  const { cluster } = lap(readCluster(manifestsOf(name, objects)));
  const network = lap(new Network(cluster, { facts: presets.vanilla, controllers: knownControllers }));
  const pairs = lap(workloads[name].counted ? countedPairs(network) : listedPairs(network));
  const { user, system } = process.cpuUsage(cpu);
  const took = (from: number, to: number) => Math.round(times[to] - times[from]);
  return {
    objects: objects.length,
    podsAndPolicies: objects.filter(object => (object as { readonly kind: string }).kind !== 'Namespace').length,
    classes: network.universe.classes.filter(({ example }) => isOfInput(example)).length,
    pairs,
    readMs: took(0, 1),
    compileMs: took(1, 2),
    mapMs: took(2, 3),
    totalMs: took(0, 3),
    cpuMs: Math.round((user + system) / 1000),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** What it takes a process that has done it before: the median of the fifth to the ninth time. */
export function warmMs(name: string): number {
  const totals = Array.from({ length: 9 }, () => measure(name).totalMs).slice(4);
  return totals.sort((a, b) => a - b)[2];
}

const isOfInput = ({ role }: Peer): boolean => role === undefined;

/** Rows of the map between workloads that are certain. */
function listedPairs(network: Network): number {
  const { connections } = connectivityMap(network);
  const ids = new Set(network.universe.classes.flatMap(({ members }) => members.filter(isOfInput).map(({ id }) => id)));
  return connections.filter(({ source, destination, verdict }) => verdict === 'allowed' && ids.has(source) && ids.has(destination)).length;
}

/** The same number without a list, and with one question for each pair of classes; workloads have several pods, so that each may reach itself. */
function countedPairs(network: Network): number {
  const { classes, addresses } = network.universe;
  const sizes = classes.map(({ members }) => members.filter(isOfInput).length);
  let pairs = 0;
  for (const { index: destination } of classes) {
    for (const source of network.sourcesOf(destination)) {
      if (network.between(source, destination).certainly !== NO_PORTS) pairs += sizes[source] * sizes[destination];
    }
    for (const direction of ['ingress', 'egress'] as const) {
      for (const atom of addresses.atoms.keys()) network.outside(destination, direction, atom);
    }
  }
  return pairs;
}
