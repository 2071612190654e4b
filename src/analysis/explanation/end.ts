import { cidrsOf, formatAddress, IpRange } from '../../values';
import { Peer } from '../peer';
import { PodClass } from '../pod-classes';
import { Universe } from '../universe';

/** One end of the connections that are explained. */
export type End = PodsEnd | AddressesEnd | NameEnd;

export interface PodsEnd {
  readonly kind: 'pods';
  readonly id: string;
  readonly column: number;
  readonly peer: Peer;
  readonly podClass: PodClass;
}

/** Addresses outside the cluster that no policy tells apart. */
export interface AddressesEnd {
  readonly kind: 'addresses';
  readonly id: string;
  readonly column: number;
  readonly ranges: readonly IpRange[];
  /** What the question called them, if these are all that it asked about. */
  readonly asked?: string;
}

export interface NameEnd {
  readonly kind: 'name';
  readonly id: string;
  readonly column: number;
}

/** An end, as a report names it. */
export interface ExplainedEnd {
  readonly id: string;
  /** The addresses, of an end outside the cluster. */
  readonly cidrs?: readonly string[];
  /** What the question called them, if these are all that it asked about. */
  readonly asked?: string;
}

export const explained = (end: End): ExplainedEnd =>
  end.kind === 'addresses'
    ? { id: end.id, cidrs: end.ranges.flatMap(cidrsOf), ...end.asked !== undefined && { asked: end.asked } } : { id: end.id };

/** Every peer that goes by an id: mostly one, but more where nobody knows which ingress controller runs. */
export const podsNamed = ({ classes }: Universe, id: string): PodsEnd[] => classes.flatMap(podClass =>
  podClass.members.filter(peer => peer.id === id).map(peer => ({ kind: 'pods' as const, id, column: podClass.index, peer, podClass })));

/** Addresses, apart where policies tell them apart. */
export function addressesIn({ classes, addresses }: Universe, asked: readonly IpRange[]): AddressesEnd[] {
  return addresses.atoms.flatMap((atom, index) => {
    const ranges = asked.flatMap(range => intersection(atom, range));
    return ranges.length === 0 ? [] : [addressesEnd(classes.length + index, ranges)];
  });
}

/** One end for several columns with one outcome; they stand for each other. */
export const merged = (ends: readonly AddressesEnd[]): AddressesEnd => addressesEnd(ends[0].column, touching(ends.flatMap(({ ranges }) => ranges)));

const addressesEnd = (column: number, ranges: readonly IpRange[]): AddressesEnd =>
  ({ kind: 'addresses', column, ranges, id: ranges.map(rangeText).join(',') });

function rangeText({ family, first, last }: IpRange): string {
  const [low, high] = [first, last].map(address => formatAddress(family, address));
  return low === high ? low : `${low}-${high}`;
}

function intersection(one: IpRange, other: IpRange): IpRange[] {
  const first = one.first > other.first ? one.first : other.first;
  const last = one.last < other.last ? one.last : other.last;
  return one.family !== other.family || first > last ? [] : [{ family: one.family, first, last }];
}

/** Ranges in ascending order, with those that touch made one. */
function touching(ranges: readonly IpRange[]): IpRange[] {
  const all: IpRange[] = [];
  for (const range of ranges) {
    const previous = all.at(-1);
    if (previous?.family === range.family && previous.last + 1n === range.first) all[all.length - 1] = { ...previous, last: range.last };
    else all.push(range);
  }
  return all;
}
