import { Cursor } from './cursor';
import { readProtocol } from './pod-template';
import { PolicyPort } from './policy';
import { known, Protocol } from '../values';

/** Reads a list of a rule, which stands for everything if it is absent or empty, and for nothing if it is no list. */
export function readList<T>(list: Cursor, read: (item: Cursor) => T | undefined): T[] | undefined {
  if (!list.isList()) return [];
  const items = list.items();
  return items.length === 0 ? undefined : known(items.map(read));
}

/** Reads the ports of a rule, as NetworkPolicy and the kinds modelled on it write them. */
export const readPorts = (list: Cursor): PolicyPort[] | undefined => readList(list, readPort);

function readPort(cursor: Cursor): PolicyPort | undefined {
  if (!cursor.isMap()) return undefined;
  cursor.knows('protocol', 'port', 'endPort');
  const protocol = readProtocol(cursor.field('protocol'));
  const port = cursor.field('port').numberOrText();
  if (typeof port !== 'number' && cursor.has('endPort')) cursor.error('POL006', 'endPort needs a port with a number; it is ignored');
  if (protocol === undefined) return undefined;
  if (port === undefined) return cursor.has('port') ? undefined : { kind: 'all', protocol };
  return typeof port === 'string' ? { kind: 'name', protocol, name: port } : readRange(cursor, protocol, port);
}

function readRange(cursor: Cursor, protocol: Protocol, first: number): PolicyPort | undefined {
  const last = cursor.field('endPort').number() ?? first;
  if (first >= 1 && last <= 65535 && first <= last) return { kind: 'numbers', protocol, first, last };
  cursor.error('POL006', `${first}-${last} is no range of ports from 1 to 65535; it is taken to match no port`);
  return undefined;
}
