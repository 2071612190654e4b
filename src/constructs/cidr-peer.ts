import { ResolvePeer } from './peer-facts';
import { UsageError } from '../errors';
import { guardedIn } from '../policies';
import { AddressBlock, Cidr, ClusterFacts, Ports } from '../values';

/** Options for `Peer.cidr`. */
export interface CidrOptions {
  /**
   * Blocks inside the block that are not meant.
   *
   * @default - none
   */
  readonly except?: string[];
}

/** Checks a block of addresses, and what is excepted from it. */
export function cidrPeer(text: string, { except = [] }: CidrOptions): ResolvePeer {
  const block = Cidr.of(text);
  if (text.endsWith('/0')) {
    throw new UsageError('Peer.cidr', `"${text}" is every address, with your nodes and the metadata service of your cloud among it`,
      'use Peer.internet(), which is every public address');
  }
  const exceptions = except.map(each => checkedException(block, Cidr.of(each)));
  const blocks = [{ block, except: exceptions.sort((a, b) => a._range.first < b._range.first ? -1 : 1) }];
  const what = except.length === 0 ? `${block}` : `${block} except ${exceptions.join(', ')}`;
  const none: readonly Ports[] = [];
  return ({ where, facts, direction }) => {
    if (direction === 'egress') checkGuarded(where, blocks[0], facts);
    return [{ end: { kind: 'addresses', blocks }, what, ports: none }];
  };
}

function checkedException(block: Cidr, exception: Cidr): Cidr {
  if (block.contains(exception) && !exception.contains(block)) return exception;
  throw new UsageError('Peer.cidr', `"${exception}" is not a part of "${block}"`, 'except only blocks that lie inside, and leave some of it');
}

/** Nobody who names a wide block means the credentials of a node, or its ports. */
function checkGuarded(where: string, block: AddressBlock, facts: ClusterFacts): void {
  const guarded = guardedIn(block, facts);
  if (guarded.length === 0) return;
  const outside = guarded.find(({ cidr }) => !block.block.contains(cidr));
  const excepted = [...new Set([...block.except, ...guarded.map(({ cidr }) => cidr)].map(String))];
  throw new UsageError(where, `"${block.block}" has addresses of ${[...new Set(guarded.map(({ what }) => what))].join(' and of ')} among others`,
    outside === undefined ? `leave them out: Peer.cidr('${block.block}', { except: [${excepted.map(each => `'${each}'`).join(', ')}] })`
      : `name a block inside or outside of ${outside.cidr}`);
}
