import { Doubts } from './doubts';
import { everyAddress, IpRange, parseAddress, parseCidr } from '../../values';
import { Cursor } from '../cursor';
import { AddressesPeer } from '../policy';

export const EVERY_ADDRESS: readonly IpRange[] = [everyAddress('IPv4'), everyAddress('IPv6')];

/** Blocks, and single addresses without a prefix; `undefined` when one of them is neither. */
export function readNets(list: Cursor, doubts: Doubts): readonly IpRange[] | undefined {
  if (!list.isList()) {
    doubts.about('not-understood');
    return undefined;
  }
  const nets = list.items().map(cursor => readNet(cursor, doubts));
  return nets.includes(undefined) ? undefined : nets as IpRange[];
}

function readNet(cursor: Cursor, doubts: Doubts): IpRange | undefined {
  const text = cursor.text() ?? '';
  const block = parseCidr(text);
  if (block?.hasHostBits || block?.hasLeadingZeros) {
    cursor.warn('POL305', `"${text}" is not how the block is written; it is taken to mean "${block.canonical}"`);
  }
  if (block) return block.range;
  const address = parseAddress(text);
  if (address) return { family: address.family, first: address.value, last: address.value };
  return doubts.error(cursor, 'POL305', `"${text}" is neither a CIDR nor an address`);
}

/** Addresses in any of the blocks, and in no exception. */
export const addressesIn = (blocks: readonly IpRange[], except: readonly IpRange[]): AddressesPeer[] =>
  blocks.map(block => ({ kind: 'addresses', block, except: except.filter(({ family }) => family === block.family) }));
