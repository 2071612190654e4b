import { Answers } from './environment';
import { IpSpace } from './ip-space';
import { NODE_ADDRESSES, PodClass, UNKNOWN_ADDRESSES } from './pod-classes';
import { Selection } from './selection';
import { AssumptionName, Cidr, ClusterFacts, containsRange, IpRange, overlaps } from '../values';

/** Whether an ipBlock matches pods: never, certainly (no open question), or depending on the questions named. */
export type AddressMatch = 'never' | readonly AssumptionName[];

/** Peers, and the open questions that decide whether they are. */
export interface Peers {
  readonly peers: Selection;
  readonly hangsOn: readonly AssumptionName[];
}

/** An ipBlock peer. */
export interface Block {
  readonly block: IpRange;
  readonly except: readonly IpRange[];
}

/**
 * Decides whether an ipBlock matches the pods of a class by their addresses.
 *
 * The API text says that ipBlocks are for addresses outside the cluster, the conformance tests match pods, and CNIs differ; and
 * before they run, pods have no addresses at all.
 */
export class AddressMatcher {
  private readonly classesByAddresses = new Map<string, number[]>();
  private readonly memo = new Map<string, readonly Peers[]>();

  constructor(
    private readonly classes: readonly PodClass[], private readonly ipSpace: IpSpace,
    private readonly answers: Answers, private readonly facts: ClusterFacts,
  ) {
    for (const { addresses, index } of classes) {
      const group = this.classesByAddresses.get(addresses);
      if (group) group.push(index);
      else this.classesByAddresses.set(addresses, [index]);
    }
  }

  /** The addresses outside in a block, and the pods that it matches, by the open questions they hang on. */
  public peersIn(block: Block): readonly Peers[] {
    const key = [block.block, ...block.except].map(({ family, first, last }) => `${family} ${first} ${last}`).join();
    let peers = this.memo.get(key);
    if (peers === undefined) {
      const outside = this.ipSpace.atomsIn(block.block, block.except).map(atom => this.classes.length + atom);
      peers = [{ peers: outside, hangsOn: [] }, ...this.podsIn(block)];
      this.memo.set(key, peers);
    }
    return peers;
  }

  private podsIn(block: Block): Peers[] {
    const byQuestions = new Map<string, { readonly hangsOn: readonly AssumptionName[]; readonly peers: number[][] }>();
    for (const [addresses, peers] of this.classesByAddresses) {
      const match = this.match(addresses, block);
      if (match === 'never') continue;
      const group = byQuestions.get(match.join());
      if (group) group.peers.push(peers);
      else byQuestions.set(match.join(), { hangsOn: match, peers: [peers] });
    }
    return [...byQuestions.values()].map(({ hangsOn, peers }) => ({ hangsOn, peers: peers.flat().sort((a, b) => a - b) }));
  }

  private match(addresses: string, block: Block): AddressMatch {
    const isNode = addresses === NODE_ADDRESSES;
    const known = this.knownMatch(addresses, block, isNode ? this.facts.nodeCidrs : this.facts.podCidrs);
    if (known === 'never') return 'never';
    const question = isNode ? 'nodes-match-ip-block' : 'pods-match-ip-block';
    const answer = this.answers.to(question);
    if (answer === 'no') return 'never';
    return answer === 'yes' ? known : [question, ...known];
  }

  private knownMatch(addresses: string, { block, except }: Block, cidrs: readonly Cidr[]): AddressMatch {
    if (addresses !== UNKNOWN_ADDRESSES && addresses !== NODE_ADDRESSES) {
      const atoms = new Set(this.ipSpace.atomsIn(block, except));
      return addresses.split(' ').some(atom => atoms.has(Number(atom))) ? [] : 'never';
    }
    if (cidrs.length === 0) return this.unknownMatch(block, except);
    const possible = cidrs.map(({ _range }) => _range);
    if (!possible.some(range => overlaps(range, block) && !except.some(each => containsRange(each, range)))) return 'never';
    const covered = possible.every(range => containsRange(block, range) && !except.some(each => overlaps(each, range)));
    return covered ? [] : this.unknownMatch(block, except);
  }

  /** Whatever the address is, a block of all addresses has it. */
  private unknownMatch(block: IpRange, except: readonly IpRange[]): AddressMatch {
    const isEverything = block.first === 0n && block.last >= 0xffffffffn && except.length === 0
      && (block.family === 'IPv4' || block.last >= (1n << 128n) - 1n);
    if (isEverything) return [];
    return this.answers.to('pod-ips') === 'never' ? 'never' : ['pod-ips'];
  }
}
