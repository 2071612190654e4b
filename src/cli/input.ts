import * as fs from 'node:fs';
import * as path from 'node:path';
import { UsageError } from '../errors';
import { Diagnostic, Manifest, readManifests } from '../model';

const EXTENSIONS = ['.yaml', '.yml', '.json'];

export interface Input {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads files, folders with everything below them, and `-`, the standard input. There has to be something in them. */
export const readInput = (paths: readonly string[]): Input => expectObjects(paths, readPaths(paths));

/**
 * Reads a path that may be empty, such as the folder of an app that is yet to be written.
 *
 * What cannot be read is not empty; and an empty standard input mostly is that of a command that failed.
 */
export function readPossiblyEmpty(place: string): Input {
  const input = readPaths([place]);
  const mayBeEmpty = place !== '-' && input.diagnostics.length === 0;
  return mayBeEmpty ? input : expectObjects([place], input);
}

function expectObjects(paths: readonly string[], input: Input): Input {
  if (input.manifests.length > 0) return input;
  const [broken] = input.diagnostics;
  throw new UsageError(paths.join(' '), broken ? `nothing in it can be read: ${broken.file}:${broken.line}:${broken.column} ${broken.message}`
    : 'there are no Kubernetes objects in it', 'pass YAML or JSON manifests, such as the folder that `cdk8s synth` writes');
}

function readPaths(paths: readonly string[]): Input {
  const texts = paths.flatMap(filesAt).map(file => ({ file: file === '-' ? '<stdin>' : file, text: readText(file) }));
  const read = texts.map(({ file, text }) => readManifests(file, text));
  return { manifests: read.flatMap(each => each.manifests), diagnostics: read.flatMap(each => each.diagnostics) };
}

function filesAt(place: string): string[] {
  if (place === '-') return ['-'];
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(place, 'there is no such file or folder', 'pass a file, a folder, or - for standard input');
  if (!stat.isDirectory()) return [place];
  return fs.readdirSync(place, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && EXTENSIONS.includes(path.extname(entry.name)))
    .map(entry => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(file, `it cannot be read: ${(error as Error).message}`, 'check the path and its permissions');
  }
}
