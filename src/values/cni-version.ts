import { UsageError } from '../errors';

/** Checks the version of a network plugin, where one is stated: `1.18`, `1.18.2` or `v1.18.2`. */
export function checkedCniVersion(where: string, version: string | undefined): string | undefined {
  if (version === undefined) return undefined;
  const [, plain] = /^v?(\d+\.\d+(\.\d+)?)$/.exec(version) ?? [];
  if (plain !== undefined) return plain;
  throw new UsageError(where, `"${version}" is not a version`, 'write it as "1.18" or "1.18.2"');
}
