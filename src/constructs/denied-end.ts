import { PeerFacts } from './peer-facts';
import { NAMESPACE_NAME, NamespaceTerm } from '../boundaries';
import { UsageError } from '../errors';
import { AddressBlock, Cidr, cidrsOf, FlowEnd, isPodLocation, subtractRanges } from '../values';

/** Whom a policy above NetworkPolicies denies: namespaces that meet all terms, or addresses. */
export interface DeniedEnd {
  readonly terms?: readonly NamespaceTerm[];
  readonly blocks: readonly Cidr[];
}

/** Refuses what such policies have no words for. */
export function deniedEnd(where: string, { end, what }: PeerFacts): DeniedEnd {
  const terms = termsOf(end);
  if (terms !== undefined) return { terms, blocks: [] };
  if ('kind' in end && end.kind === 'addresses') return { blocks: end.blocks.flatMap(blocksOf) };
  throw new UsageError(where, `${what} cannot be denied: policies above NetworkPolicies tell namespaces and addresses apart, and no more`,
    'deny the whole namespace, such as Peer.namespace(…), or blocks of addresses: Peer.cidr(…)');
}

/** Whole namespaces, by their name or by their labels. */
function termsOf(end: FlowEnd): readonly NamespaceTerm[] | undefined {
  if (isPodLocation(end)) return isNone(end.labels) ? [{ key: NAMESPACE_NAME, operator: 'In', values: [end.namespace] }] : undefined;
  if (end.kind !== 'labelled' || !isNone(end.labels)) return undefined;
  return Object.entries(end.namespaceLabels).sort().map(([key, value]) => ({ key, operator: 'In', values: [value] }));
}

const isNone = (labels: object): boolean => Object.keys(labels).length === 0;

const blocksOf = ({ block, except }: AddressBlock): Cidr[] =>
  subtractRanges([block._range], except.map(({ _range }) => _range)).flatMap(cidrsOf).map(Cidr.of);
