/** How long the analysis of large clusters takes, and how much memory; README.md says how to read it. */
import { spawnSync } from 'node:child_process';
import { againstNaive, Comparison } from './against-naive';
import { editMs } from './edit';
import { Figures, measure, warmMs } from './measure';
import { workloads } from './workloads';

/** What a process of its own is asked for, by the first words of its arguments. */
const jobs: Readonly<Record<string, (argument: string) => unknown>> = {
  measure,
  'warm': warmMs,
  'edit': editMs,
  'against-naive': namespaces => againstNaive(Number(namespaces)),
};

function inProcessOfItsOwn<T>(job: keyof typeof jobs, argument: string): T {
  const { stdout, stderr, status } = spawnSync(process.execPath, [__filename, job, argument], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${job} ${argument} failed: ${stderr}`);
  return JSON.parse(stdout);
}

function medianOf(name: string): Figures {
  const { runs, allowedPairs } = workloads[name];
  const figures = Array.from({ length: runs }, () => inProcessOfItsOwn<Figures>('measure', name)).sort((a, b) => a.totalMs - b.totalMs);
  const median = figures[Math.floor(runs / 2)];
  if (median.pairs !== allowedPairs) throw new Error(`${name}: ${median.pairs} pairs are allowed, but should be ${allowedPairs}`);
  return median;
}

function print(cells: readonly (string | number)[], widths: readonly number[]): void {
  process.stdout.write(`${cells.map((cell, column) => `${cell}`.padStart(widths[column])).join('').trimEnd()}\n`);
}

const HEADINGS = ['', 'objects', 'classes', 'allowed pairs', 'read', 'compile', 'map', 'total ms', 'target', 'cpu ms', 'peak MB', 'target'];
const WIDTHS = HEADINGS.map((heading, column) => column === 0 ? 2 : Math.max(heading.length, 7) + 2);

function printWorkloads(): ReadonlyMap<string, Figures> {
  print(HEADINGS, WIDTHS);
  return new Map(Object.entries(workloads).map(([name, { target }]) => {
    const figures = medianOf(name);
    const { objects, classes, pairs, readMs, compileMs, mapMs, totalMs, cpuMs, peakMb } = figures;
    const below = (limit: number | undefined) => limit === undefined ? '' : `< ${limit}`;
    print([name, objects, classes, pairs, readMs, compileMs, mapMs, totalMs, below(target?.ms), cpuMs, peakMb, below(target?.mb)], WIDTHS);
    return [name, figures];
  }));
}

/** How many times longer the larger takes, for each time that it has more pods and policies. */
function growth(small: Figures, large: Figures): string {
  return (large.totalMs / small.totalMs / (large.podsAndPolicies / small.podsAndPolicies)).toFixed(2);
}

function printComparison({ pods, ms, naiveMs }: Comparison): void {
  const round = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 0 });
  process.stdout.write(`grid of ${pods} pods: ${round(ms)} ms, a loop over all pairs ${round(naiveMs)} ms: ${round(naiveMs / ms)} times as long\n`);
}

const [, , job, argument] = process.argv;
if (job !== undefined) {
  process.stdout.write(JSON.stringify(jobs[job](argument)));
} else {
  const figures = printWorkloads();
  process.stdout.write(`B1 again in a process that has done it before: ${inProcessOfItsOwn<number>('warm', 'B1')} ms (target: below 500)\n`);
  process.stdout.write(`growth of time with pods and policies, B1 to B2: ${growth(figures.get('B1')!, figures.get('B2')!)} (target: at most 1.2)\n`);
  process.stdout.write(`one edited policy of B2: ${inProcessOfItsOwn<number>('edit', 'B2').toFixed(1)} ms (target: below 20)\n`);
  for (const namespaces of ['2', '10']) printComparison(inProcessOfItsOwn('against-naive', namespaces));
}
