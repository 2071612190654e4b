/** How long the analysis of large clusters takes, and how much memory: each in a process of its own, the median of some runs. */
import { spawnSync } from 'node:child_process';
import { measure, Figures } from './measure';
import { workloads } from './workloads';

function inProcessOfItsOwn(name: string): Figures {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-r', 'ts-node/register/transpile-only', __filename, name], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
  return JSON.parse(stdout);
}

const [, , one] = process.argv;
if (one !== undefined) process.stdout.write(JSON.stringify(measure(one)));
else for (const n of Object.keys(workloads)) process.stdout.write(n + JSON.stringify(inProcessOfItsOwn(n)) + '\n');
