import { Difference, effectOf, Passage } from '../../analysis';
import { cidrsOf, IpRange, overlaps, publicAddresses, rangesText } from '../../values';
import { portsText } from '../map/ports-text';

/** Such as `3 connections opened, 1 closed, 2 changed`. */
export function headline({ added, removed, changed }: Difference): string {
  const counts = [{ count: added.length, verb: 'opened' }, { count: removed.length, verb: 'closed' }, { count: changed.length, verb: 'changed' }]
    .filter(({ count }) => count > 0);
  if (counts.length === 0) return 'No connection opened or closed';
  return counts.map(({ count, verb }, index) => index > 0 ? `${count} ${verb}` : `${count} ${count === 1 ? 'connection' : 'connections'} ${verb}`).join(', ');
}

/** The answer to whether both sides allow the same; questions that are open on both sides are named, as nothing answers them. */
export function equivalence(difference: Difference): string {
  const { assumedAlike } = difference;
  return assumedAlike.length === 0 ? ANSWERS[effectOf(difference)]
    : `${ANSWERS[effectOf(difference)]} What depends on ${assumedAlike.join(', ')} on both sides is taken to be decided alike.`;
}

const ANSWERS = {
  none: 'Equivalent: both allow the same connections.',
  opens: 'Not equivalent: AFTER only opens connections.',
  closes: 'Not equivalent: AFTER only closes connections.',
  both: 'Not equivalent: AFTER opens connections and closes others.',
};

/** An end of a row. */
export interface End {
  /** Where it is, when it is not in the cluster. */
  readonly place?: 'internet' | 'outside';
  /** An id, or blocks of addresses. */
  readonly names: readonly string[];
}

/** Addresses outside that are on the internet, even if only some of them, are called so. */
export function endOf(id: string, { outside }: Difference): End {
  const ranges = outside.get(id);
  if (ranges === undefined) return { names: [id] };
  return { place: ranges.some(isPublic) ? 'internet' : 'outside', names: ranges.map(blockText) };
}

/** Such as `tcp 80, 443 (depends on pod-ips)`. */
export const passageText = ({ ports, depends }: Passage): string =>
  depends.length === 0 ? portsText(ports) : `${portsText(ports)} (depends on ${depends.join(', ')})`;

const INTERNET = [...publicAddresses('IPv4'), ...publicAddresses('IPv6')];

const isPublic = (range: IpRange): boolean => INTERNET.some(each => overlaps(each, range));

/** A range that is one block is shorter as such. */
function blockText(range: IpRange): string {
  const cidrs = cidrsOf(range);
  return cidrs.length === 1 ? cidrs[0] : rangesText([range]);
}
