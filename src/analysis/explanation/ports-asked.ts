import { End } from './end';
import { UsageError } from '../../errors';
import { Protocol } from '../../values';
import { PortRange, PortSpace } from '../port-space';

const EXAMPLES = 'write it as tcp/5432, 5432, or tcp/NAME for a port that the destination names';

/** The ports to explain, in pieces that no policy cuts: all of them, or those that `text` names. */
export function portsAsked(space: PortSpace, destinations: readonly End[], text: string | undefined): PortRange[] {
  if (text === undefined) return [...space.atoms];
  const [, prefix, port] = /^(?:(\w+)\/)?([\w-]+)$/.exec(text) ?? [];
  if (port === undefined) throw new UsageError('--port', `"${text}" is no port`, EXAMPLES);
  const protocol = prefix === undefined ? undefined : protocolNamed(prefix);
  return /^\d+$/.test(port) ? [numbered(protocol ?? Protocol.TCP, Number(port))] : named(destinations, port, protocol);
}

function protocolNamed(text: string): Protocol {
  const protocol = Object.values(Protocol).find(each => each === text.toUpperCase());
  if (protocol === undefined) throw new UsageError('--port', `there is no protocol "${text}"`, 'use tcp, udp or sctp');
  return protocol;
}

function numbered(protocol: Protocol, port: number): PortRange {
  if (port >= 1 && port <= 65535) return { protocol, first: port, last: port };
  throw new UsageError('--port', `${port} is no port`, 'use a number from 1 to 65535');
}

function named(destinations: readonly End[], name: string, protocol: Protocol | undefined): PortRange[] {
  const declared = destinations.flatMap(end => end.kind === 'pods' ? end.peer.workload.ports : []);
  const ports = declared.filter(port => port.name === name && (protocol === undefined || port.protocol === protocol))
    .map(({ protocol: its, port }) => ({ protocol: its, first: port, last: port }));
  if (ports.length > 0) return [...new Map(ports.map(port => [`${port.protocol} ${port.first}`, port])).values()];
  const names = [...new Set(declared.flatMap(port => port.name === undefined ? [] : `${port.protocol.toLowerCase()}/${port.name}`))].sort();
  if (/^icmp/i.test(name)) {
    throw new UsageError('--port', 'what policies do to ICMP is not covered: the API leaves it to the implementation', 'ask about tcp, udp or sctp');
  }
  throw new UsageError('--port', `the destination has no port of the name "${name}"`,
    names.length > 0 ? `it names ${names.join(', ')}` : `it names none; ${EXAMPLES}`);
}
