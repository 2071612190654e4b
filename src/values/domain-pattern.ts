import { checkedHost } from './names';
import { UsageError } from '../errors';

/**
 * A domain name, or the names below one.
 *
 * How far below is always said: engines read `*.example.com` differently.
 */
export interface DomainPattern {
  readonly domain: string;
  /** Which names below `domain` are meant instead of itself: those with one label more, or with any number. */
  readonly below?: 'one' | 'any';
}

/** Such as `api.example.com`, `*.example.com` for one label more, or `**.example.com` for any number. */
export const patternText = ({ domain, below }: DomainPattern): string => `${below === undefined ? '' : `${below === 'one' ? '*' : '**'}.`}${domain}`;

/** Checks the name of a host outside the cluster. */
export function checkedDomain(where: string, name: string): string {
  const host = name.toLowerCase().replace(/\.$/, '');
  if (host.includes('*')) {
    throw new UsageError(where, `"${name}" has an asterisk, which every network plugin reads differently`,
      `say what you mean: Peer.subdomainsOf('${host.replace(/^.*\*\.?/, '') || 'example.com'}', SubdomainDepth.ONE)`);
  }
  if (/\.(svc|cluster\.local)$/.test(host)) {
    throw new UsageError(where, `"${name}" is a Service, and policies see the pods behind it`,
      'pass those: Peer.pods(service), Peer.podsLabeled(…) or the tier');
  }
  if (host === 'metadata.google.internal') {
    throw new UsageError(where, `"${name}" hands out the credentials of a node`, "if that is what you mean, say so: Peer.cidr('169.254.169.254/32')");
  }
  return checkedHost(where, host);
}
