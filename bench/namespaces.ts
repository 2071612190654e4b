/** How long it takes to write down many namespaces of five workloads and twenty flows each: this library beside cdk8s-plus-27. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { App, Chart } from 'cdk8s';
import { Deployment, Namespace } from 'cdk8s-plus-27';
import { ClusterProfile, IsolatedNamespace, LinearApp, Ports, TieredApp } from 'cdk8s-palisade';

const NAMES = ['web', 'api', 'jobs', 'cache', 'db'];
const PORT = 8080;

/** Five tiers, each of which may talk to the four others. */
function palisade(chart: Chart, name: string): void {
  const app = new TieredApp(chart, `${name}-app`, { namespace: new IsolatedNamespace(chart, name, { name }) });
  const tiers = NAMES.map(tier => app.addTier(tier, { image: `registry.example.com/${tier}:1`, ports: [Ports.tcp(PORT)] }));
  for (const from of tiers) for (const to of tiers) if (from !== to) from.allowTo(to);
}

/** The same with the connections of cdk8s-plus: an isolating policy for each workload, and two more for each flow. */
function plus(chart: Chart, name: string): void {
  new Namespace(chart, name, { metadata: { name } });
  const workloads = NAMES.map(workload => {
    const deployment = new Deployment(chart, `${name}-${workload}`, {
      metadata: { name: workload, namespace: name }, isolate: true, containers: [{ image: `registry.example.com/${workload}:1`, portNumber: PORT }],
    });
    deployment.exposeViaService({ name: workload });
    return deployment;
  });
  for (const from of workloads) for (const to of workloads) if (from !== to) from.connections.allowTo(to);
}

interface Way {
  readonly app: (outdir: string) => App;
  readonly define: (chart: Chart, name: string) => void;
  readonly charts: 'one' | 'each';
  /** Beyond so many it takes minutes, as its time grows with the square. */
  readonly most: number;
}

const withProfile = (outdir: string): App => {
  const app = new LinearApp({ outdir });
  ClusterProfile.attach(app, ClusterProfile.vanilla());
  return app;
};

const ways: Readonly<Record<string, Way>> = {
  'cdk8s-palisade, one chart': { app: withProfile, define: palisade, charts: 'one', most: 1000 },
  'cdk8s-palisade, a chart each': { app: withProfile, define: palisade, charts: 'each', most: 1000 },
  'cdk8s-plus-27, one chart': { app: outdir => new App({ outdir }), define: plus, charts: 'one', most: 1000 },
  'cdk8s-plus-27, a chart each': { app: outdir => new App({ outdir }), define: plus, charts: 'each', most: 100 },
};

interface Figures {
  readonly ms: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly bytes: number;
}

function measure(way: string, count: number): Figures {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'palisade-namespaces-'));
  try {
    const { app: create, define, charts } = ways[way];
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    const app = create(outdir);
    const shared = charts === 'one' ? new Chart(app, 'all') : undefined;
    for (let number = 0; number < count; number++) define(shared ?? new Chart(app, `chart-${number}`), `team-${number}`);
    app.synth();
    const [ms, { user, system }] = [performance.now() - start, process.cpuUsage(cpu)];
    const bytes = fs.readdirSync(outdir).reduce((sum, file) => sum + fs.statSync(path.join(outdir, file)).size, 0);
    return { ms, cpuMs: (user + system) / 1000, peakMb: process.resourceUsage().maxRSS / 1024, bytes };
  } finally {
    fs.rmSync(outdir, { recursive: true });
  }
}

function inProcessOfItsOwn(way: string, count: number): Figures {
  const { stdout, stderr, status } = spawnSync(process.execPath, [__filename, way, `${count}`], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${way} failed: ${stderr}`);
  return JSON.parse(stdout);
}

function print(cells: readonly (string | number)[]): void {
  const [name, ...others] = cells.map(cell => typeof cell === 'number' ? `${Math.round(cell)}` : cell);
  process.stdout.write(`${name.padEnd(30)}${others.map(cell => cell.padStart(12)).join('')}\n`);
}

const [, , job, size] = process.argv;
if (job !== undefined) {
  process.stdout.write(JSON.stringify(measure(job, Number(size))));
} else {
  print(['', 'namespaces', 'ms', 'cpu ms', 'peak MB', 'kB', 'ms each']);
  for (const [way, { most }] of Object.entries(ways)) {
    for (const count of [10, 100, 1000].filter(each => each <= most)) {
      const { ms, cpuMs, peakMb, bytes } = inProcessOfItsOwn(way, count);
      print([way, count, ms, cpuMs, peakMb, bytes / 1000, (ms / count).toFixed(2)]);
    }
  }
}
