import { Doubts } from './doubts';
import { isStated } from './selectors';
import { Protocol } from '../../values';
import { Cursor } from '../cursor';
import { PolicyPort } from '../policy';

const PROTOCOLS: readonly Protocol[] = [Protocol.TCP, Protocol.UDP, Protocol.SCTP];

/** By name and by number; what is none of ours has no ports. */
const PROTOCOL_BY_NAME: Readonly<Record<string, Protocol | undefined>> = {
  tcp: Protocol.TCP, 6: Protocol.TCP, udp: Protocol.UDP, 17: Protocol.UDP, sctp: Protocol.SCTP, 132: Protocol.SCTP,
};
const OTHER_PROTOCOLS = ['icmp', 'icmpv6', 'udplite'];

/** The ports that a rule matches: `undefined` for every one of every protocol, none if it speaks of other protocols only. */
export function readPorts(rule: Cursor, doubts: Doubts): PolicyPort[] | undefined {
  const [ports, notPorts] = [rule.field('destination').field('ports'), rule.field('destination').field('notPorts')];
  const protocols = readProtocols(rule, doubts);
  if (!isStated(ports) && !isStated(notPorts)) return protocols?.map(protocol => ({ kind: 'all', protocol }));
  if (!rule.has('protocol')) doubts.error(rule, 'POL308', 'ports need a protocol, and this rule names none');
  const ranges = readRanges(ports, notPorts, doubts);
  return (protocols ?? PROTOCOLS).flatMap(protocol => ranges.map((range): PolicyPort =>
    typeof range === 'string' ? { kind: 'name', protocol, name: range } : { kind: 'numbers', protocol, first: range[0], last: range[1] }));
}

/** `undefined` when a rule does not ask for the protocol. */
function readProtocols(rule: Cursor, doubts: Doubts): readonly Protocol[] | undefined {
  const [only, not] = [readProtocol(rule.field('protocol'), doubts), readProtocol(rule.field('notProtocol'), doubts)];
  if (only === undefined && not === undefined) return undefined;
  return PROTOCOLS.filter(protocol => (only === undefined || protocol === only) && protocol !== not);
}

/** A protocol of ours, another one, or `undefined` when none is stated or understood. */
function readProtocol(cursor: Cursor, doubts: Doubts): Protocol | 'other' | undefined {
  if (cursor.isAbsent) return undefined;
  const name = String(cursor.numberOrText() ?? '').toLowerCase();
  if (Object.hasOwn(PROTOCOL_BY_NAME, name)) return PROTOCOL_BY_NAME[name];
  const number = /^\d+$/.test(name) ? Number(name) : 0;
  if (OTHER_PROTOCOLS.includes(name) || (number >= 1 && number <= 255)) return 'other';
  return doubts.error(cursor, 'POL307', `"${name}" is no protocol; use TCP, UDP, SCTP, ICMP, ICMPv6, UDPLite or a number from 1 to 255`);
}

/** The lowest and highest of some ports, or a name for one. */
type Range = readonly [number, number] | string;

const EVERY_PORT: Range = [1, 65535];

function readRanges(ports: Cursor, notPorts: Cursor, doubts: Doubts): readonly Range[] {
  if (!ports.isList() || !notPorts.isList()) doubts.about('not-understood');
  const cuts = notPorts.items().map(port => readRange(port, doubts));
  // What is not understood may be any port, or none.
  const stated = ports.items().map(port => readRange(port, doubts) ?? EVERY_PORT);
  const ranges = stated.length > 0 ? stated : [EVERY_PORT];
  if (cuts.length === 0) return ranges.flatMap(range => within(range));
  if ([...ranges, ...cuts].some(range => typeof range === 'string')) {
    doubts.warn(notPorts, 'POL306', 'names of ports together with notPorts are not understood');
  }
  return cuts.reduce<readonly Range[]>((left, cut) => cut === undefined ? left : left.flatMap(range => without(range, cut)), ranges)
    .flatMap(range => within(range));
}

const NUMBERS = /^(\d+)(?::(\d+))?$/;
const NAME = /^(?!\d+$)[a-zA-Z0-9_.-]{1,128}$/;

function readRange(cursor: Cursor, doubts: Doubts): Range | undefined {
  const written = cursor.numberOrText();
  const [, first, last = first] = NUMBERS.exec(String(written)) ?? [];
  if (first !== undefined && Number(first) <= Number(last) && Number(last) <= 65535) return [Number(first), Number(last)];
  if (typeof written === 'string' && NAME.test(written)) return written;
  return doubts.error(cursor, 'POL306', `"${written}" is no port; use a number up to 65535, a range such as "80:90" or a name`);
}

/** Nobody connects to port 0. */
const within = (range: Range): Range[] =>
  typeof range === 'string' || range[0] > 0 ? [range] : range[1] > 0 ? [[1, range[1]]] : [];

function without(range: Range, cut: Range): Range[] {
  if (typeof range === 'string' || typeof cut === 'string' || cut[1] < range[0] || range[1] < cut[0]) return [range];
  const [below, above]: Range[] = [[range[0], cut[0] - 1], [cut[1] + 1, range[1]]];
  return [below, above].filter(part => part[0] <= part[1]);
}
