import { exactlyOne, Ways } from './exactly-one';
import { readNamespacedPods, readNamespaces, readWholeSelector } from './pods';
import { Cursor } from '../cursor';
import { PolicyPeer } from '../policy';
import { readCidr } from '../read-cidr';

/** The fields of which a peer has exactly one. */
export type PeerKind = keyof typeof readers;

const readers = {
  namespaces: (cursor: Cursor) => inList(readNamespaces(cursor)),
  pods: (cursor: Cursor) => inList(readNamespacedPods(cursor)),
  nodes: (cursor: Cursor) => {
    const nodes = readWholeSelector(cursor);
    return inList(nodes && { kind: 'nodes', nodes });
  },
  networks: (cursor: Cursor) => everyOne(cursor.items(), item => {
    const block = readCidr(item, 'it is no peer');
    // The API says that pods with such an address match, which NetworkPolicy leaves open.
    return block && { kind: 'addresses', block: block.range, except: [], pods: 'always' };
  }),
  domainNames: (cursor: Cursor) => {
    const names = everyOne(cursor.items(), readDomainName);
    return names && inList({ kind: 'names', names });
  },
} satisfies Ways<readonly PolicyPeer[]>;

/**
 * The peers of a rule; `undefined` when one of them cannot be read, which is reported with what the rule is then taken to mean.
 *
 * An API server that is older than a field drops it, so that a peer that is empty may have meant anything.
 */
export function readPeers(list: Cursor, kinds: readonly PeerKind[], otherwise: string): PolicyPeer[] | undefined {
  const items = list.items();
  const ways: Ways<readonly PolicyPeer[]> = Object.fromEntries(kinds.map(kind => [kind, readers[kind]]));
  const peers = everyOne(items, peer => {
    const read = exactlyOne(peer, ways);
    if (read === undefined) {
      peer.error('POL106', `${peer.path.join('.')} should be exactly one of ${kinds.join(', ')}, and hold nothing that is unknown; ${otherwise}`);
    }
    return read;
  });
  if (items.length === 0) list.error('POL106', `${list.path.join('.')} names no peers; ${otherwise}`);
  return peers?.flat();
}

/** What the items are, or `undefined` when there are none, or one cannot be read. Reads all of them all the same, to report all. */
function everyOne<T>(items: readonly Cursor[], read: (item: Cursor) => T | undefined): T[] | undefined {
  const known = items.map(read).filter((item): item is NonNullable<T> & T => item !== undefined);
  return known.length > 0 && known.length === items.length ? known : undefined;
}

const DOMAIN_NAME = /^(\*\.)?([a-z0-9]([-a-z0-9_]*[a-z0-9])?\.)+[a-z0-9]([-a-z0-9_]*[a-z0-9])?\.?$/i;

/** In one spelling, as names that differ in case or in a dot at the end are the same name. */
function readDomainName(cursor: Cursor): string | undefined {
  const text = cursor.text();
  if (text !== undefined && text.length <= 253 && DOMAIN_NAME.test(text)) return text.toLowerCase().replace(/\.$/, '');
  cursor.error('POL112', `${cursor.path.join('.')} should be a domain name, such as "example.com" or "*.example.com"`);
  return undefined;
}

const inList = <T extends PolicyPeer>(peer: T | undefined): T[] | undefined => peer && [peer];
