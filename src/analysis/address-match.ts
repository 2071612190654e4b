import { Answers } from './environment';
import { IpSpace } from './ip-space';
import { NODE_ADDRESSES, PodClass, UNKNOWN_ADDRESSES } from './pod-classes';
import { AssumptionName, Cidr, ClusterFacts, containsRange, IpRange, overlaps } from '../values';

/** Whether an ipBlock matches pods: never, certainly (no open question), or depending on the questions named. */
export type AddressMatch = 'never' | readonly AssumptionName[];

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
  constructor(private readonly ipSpace: IpSpace, private readonly answers: Answers, private readonly facts: ClusterFacts) {}

  public match({ addresses }: PodClass, block: Block): AddressMatch {
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
