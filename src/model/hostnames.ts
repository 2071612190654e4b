/**
 * The hosts that a route and its listener have in common; an empty one stands for all.
 *
 * A wildcard stands for one label or more, so that the narrower of two names that match each other is what they share.
 */
export function sharedHosts(listener: string, route: readonly string[]): string[] {
  if (route.length === 0) return [listener];
  if (listener === '') return [...route];
  return route.flatMap(host => covers(listener, host) ? [host] : covers(host, listener) ? [listener] : []);
}

const covers = (wide: string, narrow: string): boolean =>
  wide === narrow || (wide.startsWith('*.') && narrow.endsWith(wide.slice(1)) && narrow !== wide.slice(1));
