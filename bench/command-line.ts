/** What `palisade map` takes for 8 MB of YAML, beside what the parser takes for it alone: each in processes of its own, the median of five. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { dump } from 'js-yaml';
import { podGrid } from './workloads/pod-grid';

interface Figures {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

/** Runs a program and takes its figures as it ends; a program that counts from later on sets `begin` and `start` anew. */
function measure(program: string, ...args: string[]): Figures {
  const script = `let begin = undefined, start = 0;
    process.on('exit', () => {
      const { user, system } = process.cpuUsage(begin);
      const figures = { cpuMs: (user + system) / 1000, wallMs: performance.now() - start, peakMb: process.resourceUsage().maxRSS / 1024 };
      require('node:fs').writeSync(2, JSON.stringify(figures));
    });
    ${program}`;
  const { stderr, status } = spawnSync(process.execPath, ['-e', script, 'palisade', ...args],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  if (status !== 0) throw new Error(`the program ended with ${status}: ${stderr}`);
  return JSON.parse(stderr);
}

const median = (program: string, ...args: string[]): Figures =>
  Array.from({ length: 5 }, () => measure(program, ...args)).sort((a, b) => a.cpuMs - b.cpuMs)[2];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'palisade-bench-'));
const file = path.join(folder, 'cluster.yaml');
try {
  const documents = podGrid({ namespaces: 100, workloads: 20, replicas: 5, pairs: 20 }).map(object => dump(object));
  fs.writeFileSync(file, documents.join('---\n'));

  const parser = median(`const { loadAll } = require('js-yaml');
    const text = require('node:fs').readFileSync(process.argv[2], 'utf8');
    begin = process.cpuUsage(); start = performance.now();
    loadAll(text);`, file);
  const command = median('require("./lib/cli/main").run(process.argv);', 'map', file);

  process.stdout.write(`${documents.length} documents, ${(fs.statSync(file).size / 1e6).toFixed(1)} MB  cpu ms  wall ms  peak MB\n`);
  for (const [name, { cpuMs, wallMs, peakMb }] of Object.entries({ 'the parser alone': parser, 'palisade map': command })) {
    process.stdout.write(`${name.padEnd(23)}  ${[cpuMs, wallMs, peakMb].map(Math.round).join('  ')}\n`);
  }
  const ratio = (of: keyof Figures) => (command[of] / parser[of]).toFixed(2);
  process.stdout.write(`as much as the parser    ${ratio('cpuMs')}  ${ratio('wallMs')}  ${ratio('peakMb')}\n`);
} finally {
  fs.rmSync(folder, { recursive: true });
}
