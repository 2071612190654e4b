import { readCidrPeer, readCidrSetPeer, readDomainNamePeer, readGroupPeer } from './address-peers';
import { readEndpointPeer } from './endpoint-peer';
import { readEntities } from './entities';
import { certainly, hanging, joined, Part, perhaps, PERHAPS_EVERYTHING } from './part';
import { isInvalid, withoutSource } from './selector';
import { Cursor } from '../cursor';
import { NodesPeer, PolicyPeer } from '../policy';
import { readSelector } from '../read-selector';

type ListReader = (items: readonly Cursor[], namespace: string) => Part<PolicyPeer>[];

/** Reads the lists of peers, by their names without `from` or `to`. */
const READERS: Readonly<Record<string, ListReader>> = {
  CIDR: each(readCidrPeer),
  CIDRSet: each(readCidrSetPeer),
  Endpoints: each(readEndpointPeer),
  Entities: readEntities,
  FQDNs: each(readDomainNamePeer),
  Groups: each(readGroupPeer),
  Nodes: each(readNodePeer),
  Services: each(readServicePeer),
};

/** Lists that mean the same empty as missing; the others name nobody then. */
const MISSING_WHEN_EMPTY = ['FQDNs', 'Groups', 'Services'];

/** Reads the lists of peers under `fields`; `undefined` when the rule has none. */
export function readPeers(rule: Cursor, fields: readonly string[], namespace: string): Part<PolicyPeer>[] | undefined {
  const lists = fields.filter(field => rule.has(field)).map(field => ({ field, kind: field.replace(/^(from|to)/, ''), list: rule.field(field) }));
  if (lists.some(({ list }) => !list.isList())) return [PERHAPS_EVERYTHING];
  const isEmpty = ({ list }: { readonly list: Cursor }): boolean => list.items().length === 0;
  if (lists.some(written => isEmpty(written) && !MISSING_WHEN_EMPTY.includes(written.kind))) return [];
  const filled = lists.filter(written => !isEmpty(written));
  if (filled.length === 0) return undefined;
  const parts = filled.flatMap(({ kind, list }) => READERS[kind](list.items(), namespace));
  if (filled.length === 1) return joined(parts);
  const names = filled.map(({ field }) => field).join(' and ');
  rule.error('POL204', `Cilium refuses a rule with ${names}, which have to be rules of their own; whom it matches is left open`);
  return joined(hanging(parts, ['not-understood']));
}

/** Reads entries one by one. Null is no entry; read as an empty one, it would be everybody. */
function each(read: (item: Cursor, namespace: string) => Part<PolicyPeer>): ListReader {
  return (items, namespace) => items.map(item => {
    if (!item.isAbsent) return read(item, namespace);
    item.error('POL207', 'this entry is empty; it may be anybody');
    return PERHAPS_EVERYTHING;
  });
}

function readNodePeer(cursor: Cursor): Part<PolicyPeer> {
  const selector = readSelector(cursor, 'what it selects is left open');
  const nodes = selector.filter(requirement => !isInvalid(requirement)).flatMap(requirement => {
    const key = withoutSource(requirement.key, 'k8s', 'any', 'node');
    if (key !== undefined) return [{ ...requirement, key }];
    cursor.warn('POL205', `which nodes carry "${requirement.key}" is not in the input; whether this selects them is left open`);
    return [];
  });
  const peer: NodesPeer = { kind: 'nodes', nodes };
  return nodes.length === selector.length ? certainly(peer) : perhaps(peer);
}

function readServicePeer(cursor: Cursor): Part<PolicyPeer> {
  cursor.warn('POL208', 'what is behind the Services of toServices is not read; it may be anybody');
  return PERHAPS_EVERYTHING;
}
