import * as fs from 'node:fs';
import colors from 'picocolors';
import { CommonOptions } from './common-options';
import { Diagnostic } from '../model';

/** Characters that are written at once. */
const CHUNK = 65_536;

/** Where commands write: results to one stream, everything else to the other. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

/** Writes a text, or the pieces of one, without ever holding all of it. */
export function writeResult(terminal: Terminal, { output }: CommonOptions, text: string | Iterable<string>): void {
  const pieces = typeof text === 'string' ? [text] : chunksOf(text);
  if (output === undefined) {
    for (const piece of pieces) terminal.out(piece);
    return;
  }
  const file = fs.openSync(output, 'w');
  try {
    for (const piece of pieces) fs.writeFileSync(file, piece);
  } finally {
    fs.closeSync(file);
  }
}

/** Many small pieces as fewer large ones, as each is a call of the operating system. */
function* chunksOf(pieces: Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

export function writeDiagnostics(terminal: Terminal, { quiet }: CommonOptions, diagnostics: readonly Diagnostic[]): void {
  if (quiet) return;
  const paint = process.stderr.isTTY && !process.env.NO_COLOR && !process.argv.includes('--no-color') ? colors.createColors(true) : colors.createColors(false);
  for (const { severity, code, file, line, column, message } of diagnostics) {
    const label = severity === 'error' ? paint.red(severity) : paint.yellow(severity);
    terminal.err(`${file}:${line}:${column}: ${label} ${code}: ${message}\n`);
  }
}
