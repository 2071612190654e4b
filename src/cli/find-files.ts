import * as fs from 'node:fs';
import * as path from 'node:path';
import { UsageError } from '../errors';
import { Diagnostic } from '../model';

const EXTENSIONS = ['.yaml', '.yml', '.json'];

/** The name of standard input on the command line. */
export const STANDARD_INPUT = '-';

export interface FoundFile {
  readonly path: string;
  /** Whether it can be read only once: standard input, a pipe, a device. */
  readonly isStream: boolean;
  /** Whether the command line names it, and not just a folder around it. */
  readonly isNamed: boolean;
}

/** The files at these places, each once, and what to say about those that are passed over. */
export function findFiles(places: readonly string[]): { readonly files: readonly FoundFile[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const filesByRealPath = new Map<string, FoundFile>();
  for (const file of places.flatMap(place => filesAt(place, diagnostics))) {
    const key = file.isStream ? file.path : fs.realpathSync(file.path);
    if (!filesByRealPath.has(key)) filesByRealPath.set(key, file);
  }
  return { files: [...filesByRealPath.values()], diagnostics };
}

/** What is said about a file that cannot be read. */
export const passedOver = (file: string, why: string, severity: Diagnostic['severity'] = 'error'): Diagnostic =>
  ({ severity, code: 'PAR008', file, line: 1, column: 1, message: `${why}; it is passed over` });

function filesAt(place: string, diagnostics: Diagnostic[]): FoundFile[] {
  if (place === STANDARD_INPUT) return [{ path: place, isStream: true, isNamed: true }];
  const stat = statOf(place);
  if (stat === undefined) throw new UsageError(place, 'there is no such file or folder', 'pass a file, a folder, or - for standard input');
  if (!stat.isDirectory()) return [{ path: place, isStream: !stat.isFile(), isNamed: true }];
  return new Folder(place, diagnostics).files().sort().map(file => ({ path: file, isStream: false, isNamed: false }));
}

function statOf(place: string): fs.Stats | undefined {
  try {
    return fs.statSync(place, { throwIfNoEntry: false });
  } catch (error) {
    throw new UsageError(place, `it cannot be read: ${(error as Error).message}`, 'check the path and its permissions');
  }
}

/** A folder with everything below it. */
class Folder {
  private readonly root: string;

  constructor(private readonly top: string, private readonly diagnostics: Diagnostic[]) {
    this.root = fs.realpathSync(top);
  }

  public files(): string[] {
    return this.below(this.top);
  }

  private below(folder: string): string[] {
    return this.attempt(folder, () => fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => this.atEntry(folder, entry))) ?? [];
  }

  private atEntry(folder: string, entry: fs.Dirent): string[] {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) return this.below(place);
    if (entry.isSymbolicLink()) return this.atLink(place);
    if (!isManifest(place) || entry.isFile()) return isManifest(place) ? [place] : [];
    this.diagnostics.push(passedOver(place, 'this is no file, but a pipe, a socket or a device'));
    return [];
  }

  /** Like `kubectl`, follows links to files but none to folders, which could go in circles. */
  private atLink(link: string): string[] {
    const stat = isManifest(link) ? this.attempt(link, () => fs.statSync(link)) : statOrNothing(link);
    if (stat?.isFile()) return isManifest(link) ? [link] : [];
    if (stat?.isDirectory() && !this.isWithin(fs.realpathSync(link))) {
      this.diagnostics.push(passedOver(link, 'this is a link to a folder elsewhere', 'warning'));
    }
    return [];
  }

  private isWithin(place: string): boolean {
    return place === this.root || place.startsWith(this.root + path.sep);
  }

  private attempt<T>(place: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      this.diagnostics.push(passedOver(place, `it cannot be read: ${(error as Error).message}`));
      return undefined;
    }
  }
}

function statOrNothing(place: string): fs.Stats | undefined {
  try {
    return fs.statSync(place);
  } catch {
    return undefined;
  }
}

const isManifest = (place: string): boolean => EXTENSIONS.includes(path.extname(place));
