import * as fs from 'node:fs';
import colors from 'picocolors';
import { CommonOptions } from './common-options';
import { Diagnostic } from '../model';

/** Where commands write: results to one stream, everything else to the other. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
}

export function writeResult(terminal: Terminal, { output }: CommonOptions, text: string): void {
  if (output === undefined) terminal.out(text);
  else fs.writeFileSync(output, text);
}

export function writeDiagnostics(terminal: Terminal, { quiet }: CommonOptions, diagnostics: readonly Diagnostic[]): void {
  if (quiet) return;
  const paint = process.stderr.isTTY && !process.env.NO_COLOR && !process.argv.includes('--no-color') ? colors.createColors(true) : colors.createColors(false);
  for (const { severity, code, file, line, column, message } of diagnostics) {
    const label = severity === 'error' ? paint.red(severity) : paint.yellow(severity);
    terminal.err(`${file}:${line}:${column}: ${label} ${code}: ${message}\n`);
  }
}
