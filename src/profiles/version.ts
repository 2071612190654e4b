/** Whether a version such as `1.18` or `1.18.2` is that one or later. */
export function isAtLeast(version: string, least: string): boolean {
  const [[major, minor], [leastMajor, leastMinor]] = [version, least].map(text => text.split('.').map(Number));
  return major === leastMajor ? minor >= leastMinor : major > leastMajor;
}
