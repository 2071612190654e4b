import { exactlyOne, Ways } from './exactly-one';
import { Protocol } from '../../values';
import { Cursor } from '../cursor';
import { readProtocol } from '../pod-template';
import { PolicyPort } from '../policy';

/** How an API writes the ports of a rule: under which key, and in which ways. */
export interface PortsField {
  readonly key: string;
  readonly ways: Ways<PolicyPort>;
}

export interface RulePorts {
  /** `undefined` is every port. */
  readonly ports?: readonly PolicyPort[];
  /** Whether there are others, of which nobody knows what they are. */
  readonly hasUnknown: boolean;
}

/** The ports of a rule; absent means every port. */
export function readPorts(list: Cursor, { ways }: PortsField): RulePorts {
  if (list.isAbsent) return { hasUnknown: false };
  if (!list.isList()) return { ports: [], hasUnknown: true };
  const items = list.items();
  if (items.length === 0) {
    list.warn('POL107', `${list.path.join('.')} is empty; it is taken to mean every port`);
    return { hasUnknown: false };
  }
  const ports = items.flatMap(item => {
    const port = exactlyOne(item, ways);
    if (port === undefined) {
      const expected = Object.keys(ways).join(', ');
      item.error('POL107', `${item.path.join('.')} should be exactly one of ${expected}, with ports from 1 to 65535; it is taken to match perhaps any port`);
    }
    return port ?? [];
  });
  return { ports, hasUnknown: ports.length < items.length };
}

const destination = (protocol: Protocol) => (cursor: Cursor): PolicyPort | undefined => {
  if (!cursor.isMap() || !cursor.knows('destinationPort')) return undefined;
  if (!cursor.has('destinationPort')) return { kind: 'all', protocol };
  return exactlyOne(cursor.field('destinationPort'), {
    number: number => readNumber(number, protocol),
    range: range => range.isMap() && range.knows('start', 'end') ? readRange(range, protocol) : undefined,
  });
};

/** A name has the protocol of the container port that it is looked up on. */
const named = (cursor: Cursor): PolicyPort | undefined => {
  const name = cursor.text();
  return name ? { kind: 'name', name } : undefined;
};

/** A port that says its protocol itself. */
const withProtocol = (fields: readonly string[], read: (port: Cursor, protocol: Protocol) => PolicyPort | undefined) =>
  (port: Cursor): PolicyPort | undefined => {
    if (!port.isMap() || !port.knows('protocol', ...fields)) return undefined;
    const protocol = readProtocol(port.field('protocol'));
    return protocol && read(port, protocol);
  };

/** Ports as ClusterNetworkPolicy writes them, under their protocol. */
export const PROTOCOLS: PortsField = {
  key: 'protocols',
  ways: { tcp: destination(Protocol.TCP), udp: destination(Protocol.UDP), sctp: destination(Protocol.SCTP), destinationNamedPort: named },
};

/** Ports as AdminNetworkPolicy writes them. */
export const PORTS: PortsField = {
  key: 'ports',
  ways: {
    portNumber: withProtocol(['port'], (port, protocol) => readNumber(port.field('port'), protocol)),
    portRange: withProtocol(['start', 'end'], readRange),
    namedPort: named,
  },
};

function readNumber(cursor: Cursor, protocol: Protocol): PolicyPort | undefined {
  const port = cursor.number();
  return isPort(port) ? { kind: 'numbers', protocol, first: port, last: port } : undefined;
}

function readRange(cursor: Cursor, protocol: Protocol): PolicyPort | undefined {
  const [first, last] = [cursor.field('start').number(), cursor.field('end').number()];
  if (!isPort(first) || !isPort(last) || first > last) return undefined;
  if (first === last) cursor.error('POL107', `${cursor.path.join('.')} ends where it starts, which the API refuses; it is taken to mean the one port`);
  return { kind: 'numbers', protocol, first, last };
}

const isPort = (port: number | undefined): port is number => port !== undefined && port >= 1 && port <= 65535;
