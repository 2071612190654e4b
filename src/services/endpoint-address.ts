import { UsageError } from '../errors';
import { Cidr, ClusterFacts, containsRange, formatAddress, IpFamily, parseAddress } from '../values';

/** An address in the one form that every version of Kubernetes takes. */
export interface EndpointAddress {
  readonly text: string;
  readonly family: IpFamily;
  readonly value: bigint;
}

interface Forbidden {
  readonly cidr: Cidr;
  readonly reason: string;
  readonly fix: string;
}

const OUTSIDE = 'name the address of a backend outside the cluster';

const forbidden = (reason: string, cidrs: readonly Cidr[], fix = OUTSIDE): Forbidden[] => cidrs.map(cidr => ({ cidr, reason, fix }));
const of = (...texts: string[]): Cidr[] => texts.map(text => Cidr.of(text));

/** What the API server refuses, or nobody can mean by a backend. */
const NEVER: readonly Forbidden[] = [
  ...forbidden('is unspecified', of('0.0.0.0/8', '::/128')),
  ...forbidden('is loopback: each node would connect to itself', of('127.0.0.0/8', '::1/128')),
  ...forbidden('is link-local: it means something on one link only, such as the metadata service of a cloud', of('169.254.0.0/16', 'fe80::/10')),
  ...forbidden('is multicast', of('224.0.0.0/4', 'ff00::/8')),
  ...forbidden('is reserved', of('240.0.0.0/4')),
];

/** Checks the address of endpoints. Made once for many, as the blocks of a cluster are the same for all. */
export function endpointAddresses(where: string, facts: ClusterFacts): (text: string) => EndpointAddress {
  const blocks = [...NEVER, ...ofCluster(facts)];
  return text => {
    const parsed = parseAddress(text);
    if (parsed === undefined) throw new UsageError(where, `${JSON.stringify(text)} is no address of an endpoint${reasonFor(text)}`, fixFor(text));
    const address = { ...parsed, text: formatAddress(parsed.family, parsed.value) };
    const range = { family: parsed.family, first: parsed.value, last: parsed.value };
    const match = blocks.find(({ cidr }) => containsRange(cidr._range, range));
    if (match === undefined) return address;
    throw new UsageError(where, `the address "${address.text}" ${match.reason}`, match.fix);
  };
}

/** Whoever names these as a backend sends the clients of one namespace past the policies of another. */
const ofCluster = ({ metadataCidrs, serviceCidrs, podCidrs, nodeCidrs, apiServer }: ClusterFacts): Forbidden[] => [
  ...forbidden('is that of the metadata service of the cloud', metadataCidrs),
  ...forbidden('is in the range of Services, where kube-proxy does not look it up again', serviceCidrs, 'name the backends of that Service, or use its name'),
  ...forbidden('is in the range of pods, past whatever their namespace allows', podCidrs, 'give the pods a Service with a selector, and use its name'),
  ...forbidden('is that of a node', nodeCidrs, OUTSIDE),
  ...forbidden('is that of the API server', apiServer.cidrs, 'allow connections to it by Peer.kubeApi()'),
];

function reasonFor(text: string): string {
  if (text.includes('%')) return ': a zone means something on one machine only';
  if (/^(0*:)+ffff:/i.test(text)) return ': IPv4 within IPv6 means different things to different programs';
  return /^[\d.]+$/.test(text) && /(^|\.)0\d/.test(text) ? ': some programs read leading zeros as octal' : '';
}

function fixFor(text: string): string {
  if (text.includes('%') || /[/\s]/.test(text)) return 'write one address, such as "203.0.113.7" or "2001:db8::7"';
  if (/[g-z]/i.test(text) && !text.includes(':')) return `allow connections to the name itself: Peer.host(${JSON.stringify(text)}); an EndpointSlice has no names that anybody reads`;
  return text.includes(':') ? 'write the IPv4 address itself, or an IPv6 address such as "2001:db8::7"' : 'write numbers without leading zeros, such as "203.0.113.7"';
}
