/** How long the analysis of large clusters takes, and how much memory: each in a process of its own, the median of three runs. */
import { spawnSync } from 'node:child_process';
import { Grid, podGrid } from './workloads/pod-grid';
import { connectivityMap, Network } from '../src/analysis';
import { manifestsOf, readCluster } from '../src/model';
import { knownControllers, presets } from '../src/profiles';

const workloads: Readonly<Record<string, Grid & { readonly allowedPairs: number }>> = {
  B1: { namespaces: 100, workloads: 20, replicas: 5, pairs: 20, allowedPairs: 4_000 },
  B2: { namespaces: 1_000, workloads: 20, replicas: 5, pairs: 10, allowedPairs: 20_000 },
  B3: { namespaces: 1_500, workloads: 20, replicas: 5, pairs: 33, allowedPairs: 99_000 },
};

interface Figures {
  readonly objects: number;
  readonly pairs: number;
  readonly readMs: number;
  readonly compileMs: number;
  readonly mapMs: number;
  readonly totalMs: number;
  readonly peakMb: number;
}

function measure(name: string): Figures {
  const objects = podGrid(workloads[name]);
  const times = [performance.now()];
  const { cluster } = readCluster(manifestsOf(name, objects));
  times.push(performance.now());
  const network = new Network(cluster, { facts: presets.vanilla, controllers: knownControllers });
  times.push(performance.now());
  const { connections } = connectivityMap(network);
  times.push(performance.now());
  const took = (from: number, to: number) => Math.round(times[to] - times[from]);
  return {
    objects: objects.length,
    pairs: connections.filter(({ source, destination }) => source.startsWith('ns-') && destination.startsWith('ns-')).length,
    readMs: took(0, 1),
    compileMs: took(1, 2),
    mapMs: took(2, 3),
    totalMs: took(0, 3),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

function inProcessOfItsOwn(name: string): Figures {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', __filename, name], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  return JSON.parse(stdout);
}

const [, , one] = process.argv;
if (one !== undefined) {
  process.stdout.write(JSON.stringify(measure(one)));
} else {
  process.stdout.write('workload  objects  allowed pairs  read ms  compile ms  map ms  total ms  peak MB\n');
  for (const [name, { allowedPairs }] of Object.entries(workloads)) {
    const runs = [1, 2, 3].map(() => inProcessOfItsOwn(name)).sort((a, b) => a.totalMs - b.totalMs);
    const { objects, pairs, readMs, compileMs, mapMs, totalMs, peakMb } = runs[1];
    if (pairs !== allowedPairs) throw new Error(`${name}: ${pairs} pairs are allowed, but should be ${allowedPairs}`);
    process.stdout.write(`${name.padEnd(8)}  ${[objects, pairs, readMs, compileMs, mapMs, totalMs, peakMb].join('  ')}\n`);
  }
}
