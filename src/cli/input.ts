import * as fs from 'node:fs';
import { FileBytes, readStream } from './disk';
import { findFiles, FoundFile, passedOver, STANDARD_INPUT } from './find-files';
import { UsageError } from '../errors';
import { bytesOf, Diagnostic, Manifest, ManifestReader } from '../model';

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

/** One file after another, and each in parts. */
function readPaths(paths: readonly string[]): Input {
  const { files, diagnostics: unread } = findFiles(paths);
  const reader = new ManifestReader();
  for (const file of files) readFile(reader, file);
  return { manifests: reader.reading.manifests, diagnostics: [...unread, ...reader.reading.diagnostics] };
}

function readFile(reader: ManifestReader, { path, isStream, isNamed }: FoundFile): void {
  const name = path === STANDARD_INPUT ? '<stdin>' : path;
  try {
    reader.read(name, isStream ? bytesOf(readStream(path === STANDARD_INPUT ? 0 : fs.openSync(path, 'r'), name)) : new FileBytes(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    const why = `it cannot be read: ${(error as Error).message}`;
    if (isNamed) throw new UsageError(name, why, 'check the path and its permissions');
    reader.reading.diagnostics.push(passedOver(name, why));
  }
}
