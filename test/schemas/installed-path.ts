import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Finds an installed package, or a file in one, as seen from `folder`.
 *
 * `require.resolve` would not do: packages of ECMAScript modules export nothing to it.
 */
export function installedPath(specifier: string, folder: string): string {
  const path = [folder, ...foldersAbove(folder)].map(parent => join(parent, 'node_modules', specifier)).find(existsSync);
  if (path === undefined) throw new Error(`${specifier} is not installed, seen from ${folder}`);
  return path;
}

function foldersAbove(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [parent, ...foldersAbove(parent)];
}
