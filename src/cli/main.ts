import * as fs from 'node:fs';
import * as path from 'node:path';
import { Command, CommanderError } from 'commander';
import { checkCommand } from './commands/check';
import { diffCommand } from './commands/diff';
import { explainCommand } from './commands/explain';
import { mapCommand } from './commands/map';
import { Terminal } from './terminal';
import { UsageError } from '../errors';

/** Runs a command line, and returns its exit code: 0 done, 1 findings, 2 wrong usage or no readable input. */
export function main(args: readonly string[], terminal: Terminal): number {
  let exitCode = 0;
  const exit = (code: number) => { exitCode = code; };
  const commands = [mapCommand, explainCommand, checkCommand, diffCommand].map(command => command(terminal, exit));
  const program = new Command('palisade').description('Shows and checks what Kubernetes manifests do to the network')
    .version(version(), '--version');
  for (const command of [program, ...commands]) {
    command.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: terminal.err }).showHelpAfterError('(try --help)');
  }
  commands.forEach(command => program.addCommand(command));
  try {
    program.parse(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!UsageError.is(error)) throw error;
    terminal.err(`${error.message}\n`);
    return 2;
  }
}

/** Runs the command line of this process. */
export function run(argv: readonly string[]): void {
  process.exitCode = main(argv.slice(2), {
    // Written synchronously: with a pipe, the process could end before everything has left it.
    out: text => writeAll(1, text),
    err: text => writeAll(2, text),
  });
}

function writeAll(stream: number, text: string): void {
  try {
    for (let rest = Buffer.from(text); rest.length > 0;) rest = rest.subarray(writeSome(stream, rest));
  } catch (error) {
    // Whoever reads the other end has seen enough, as `head` does.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

function writeSome(stream: number, bytes: Buffer): number {
  try {
    return fs.writeSync(stream, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}

const version = (): string => JSON.parse(fs.readFileSync(path.join(__dirname, '../../package.json'), 'utf8')).version;
