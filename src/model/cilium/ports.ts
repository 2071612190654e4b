import { readRestriction } from './layer-7';
import { certainly, hanging, joined, Part, perhaps, PERHAPS_EVERYTHING } from './part';
import { Protocol } from '../../values';
import { Cursor } from '../cursor';
import { PolicyPort } from '../policy';

const PROTOCOLS = [Protocol.TCP, Protocol.UDP, Protocol.SCTP];

/** What Cilium also takes for a protocol: those that have no ports. */
const WITHOUT_PORTS = ['AH', 'ESP', 'GRE', 'ICMP', 'ICMPV6', 'IGMP', 'IPIP', 'IPV6', 'VRRP'];

/** Reads `toPorts` and `icmps`; `undefined` when the rule has neither. A rule for ICMP is for no port. */
export function readPorts(rule: Cursor, action: 'allow' | 'deny'): Part<PolicyPort>[] | undefined {
  const [toPorts, icmps] = [rule.field('toPorts'), rule.field('icmps')];
  if (!toPorts.isList() || !icmps.isList()) return [PERHAPS_EVERYTHING];
  const isForIcmp = icmps.items().length > 0;
  const entries = toPorts.items();
  if (entries.length === 0) return isForIcmp ? [] : undefined;
  const parts = joined(entries.flatMap(entry => readEntry(entry, action)));
  if (!isForIcmp) return parts;
  icmps.error('POL211', 'Cilium refuses a rule with icmps and toPorts, which have to be rules of their own; which ports it matches is left open');
  return joined(hanging(parts, ['not-understood']));
}

/** An entry without ports matches none, whatever else it says. Only what allows can tell requests apart. */
function readEntry(entry: Cursor, action: 'allow' | 'deny'): Part<PolicyPort>[] {
  const ports = entry.field('ports');
  if (!entry.isMap() || !ports.isList()) return [PERHAPS_EVERYTHING];
  entry.knows('ports', ...action === 'allow' ? ['rules', 'serverNames', 'listener', 'originatingTLS', 'terminatingTLS'] : []);
  return hanging(ports.items().map(readPort), action === 'allow' ? readRestriction(entry) : []);
}

function readPort(cursor: Cursor): Part<PolicyPort> {
  if (!cursor.isMap()) return PERHAPS_EVERYTHING;
  cursor.knows('port', 'endPort', 'protocol');
  const protocols = readProtocols(cursor.field('protocol'));
  if (protocols === undefined) return PERHAPS_EVERYTHING;
  if (protocols.length === 0) return certainly();
  const text = readText(cursor.field('port'));
  if (/^(0|[1-9]\d{0,5})$/.test(text)) return readNumbers(cursor, protocols, Number(text));
  if (/^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/i.test(text) && text.length <= 15) return readName(cursor, protocols, text);
  cursor.error('POL210', `"${text}" is no port, and Cilium refuses it; it may be any`);
  return perhaps(...everyPort(protocols));
}

/** The protocols that are meant: all that have ports when none is named. */
function readProtocols(cursor: Cursor): readonly Protocol[] | undefined {
  if (cursor.isAbsent) return PROTOCOLS;
  const text = cursor.text();
  if (text === undefined) return undefined;
  const name = text.toUpperCase();
  if (name === 'ANY' || name === '') return PROTOCOLS;
  const named = PROTOCOLS.filter(protocol => protocol === name);
  if (named.length > 0 || WITHOUT_PORTS.includes(name)) return named;
  cursor.error('POL004', `${cursor.path.join('.')} is "${text}", which is no protocol; it may be any`);
  return undefined;
}

function readText(cursor: Cursor): string {
  const port = cursor.numberOrText() ?? '';
  if (typeof port === 'string') return port;
  cursor.error('POL210', `${cursor.path.join('.')} should be a string; put it in quotes; it is taken to be "${port}"`);
  return `${port}`;
}

/** The port 0 stands for all of them. */
function readNumbers(cursor: Cursor, protocols: readonly Protocol[], first: number): Part<PolicyPort> {
  const end = cursor.field('endPort').number() ?? 0;
  if (first === 0 && end === 0) return certainly(...everyPort(protocols));
  const last = end === 0 ? first : end;
  if (first >= 1 && last <= 65535 && first <= last) {
    return certainly(...protocols.map((protocol): PolicyPort => ({ kind: 'numbers', protocol, first, last })));
  }
  cursor.error('POL006', `${first}-${last} is no range of ports from 1 to 65535; it may be any port`);
  return perhaps(...everyPort(protocols));
}

/** Names mean the same in either case; without a protocol, that of the container port decides. */
function readName(cursor: Cursor, protocols: readonly Protocol[], text: string): Part<PolicyPort> {
  if (cursor.has('endPort')) cursor.warn('POL006', 'endPort needs a port with a number; it is ignored');
  return certainly({ kind: 'name', name: text.toLowerCase(), ...protocols.length === 1 && { protocol: protocols[0] } });
}

const everyPort = (protocols: readonly Protocol[]): PolicyPort[] => protocols.map(protocol => ({ kind: 'all', protocol }));
