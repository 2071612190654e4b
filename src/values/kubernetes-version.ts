import { UsageError } from '../errors';

/** Minor versions of Kubernetes that the library writes manifests for. */
export const OLDEST_MINOR = 27;
export const NEWEST_MINOR = 36;

/** Reads `1.34` or `v1.34.2`, and returns the minor version, such as 34. */
export function kubernetesMinor(where: string, version: string): number {
  const minor = Number(/^v?1\.(\d+)(\.\d+)?$/.exec(version)?.[1] ?? NaN);
  if (minor >= OLDEST_MINOR && minor <= NEWEST_MINOR) return minor;
  throw new UsageError(where, `Kubernetes version "${version}" is not supported`,
    `give a version from 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}, such as "1.34"`);
}
