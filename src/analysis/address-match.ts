import { Answers } from './environment';
import { IpSpace } from './ip-space';
import { addressKey, KnownAddresses, PodClass } from './pod-classes';
import { Selection } from './selection';
import { AssumptionName, Cidr, ClusterFacts, containsRange, everyAddress, IpRange, overlaps } from '../values';

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
  private readonly groups = new Map<string, { readonly addresses: KnownAddresses; readonly peers: number[] }>();
  private readonly memo = new Map<string, readonly Peers[]>();

  constructor(
    private readonly classes: readonly PodClass[], private readonly ipSpace: IpSpace,
    private readonly answers: Answers, private readonly facts: ClusterFacts,
  ) {
    for (const { addresses, index } of classes) {
      const group = this.groups.get(addressKey(addresses));
      if (group) group.peers.push(index);
      else this.groups.set(addressKey(addresses), { addresses, peers: [index] });
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
    for (const { addresses, peers } of this.groups.values()) {
      const match = this.match(addresses, block);
      if (match === 'never') continue;
      const group = byQuestions.get(match.join());
      if (group) group.peers.push(peers);
      else byQuestions.set(match.join(), { hangsOn: match, peers: [peers] });
    }
    return [...byQuestions.values()].map(({ hangsOn, peers }) => ({ hangsOn, peers: peers.flat().sort((a, b) => a - b) }));
  }

  private match(addresses: KnownAddresses, block: Block): AddressMatch {
    const known = this.knownMatch(addresses, block);
    if (known === 'never') return 'never';
    const question = addresses.ofNodes ? 'nodes-match-ip-block' : 'pods-match-ip-block';
    const answer = this.answers.to(question);
    if (answer === 'no') return 'never';
    return answer === 'yes' ? known : [question, ...known];
  }

  private knownMatch({ ofNodes, atoms }: KnownAddresses, block: Block): AddressMatch {
    return atoms === undefined ? this.unknownMatch(block, ofNodes ? this.facts.nodeCidrs : this.facts.podCidrs) : this.exactMatch(atoms, block);
  }

  /** Pods of one workload have several addresses: a block that has some of them matches some of the pods. */
  private exactMatch(atoms: readonly number[], { block, except }: Block): AddressMatch {
    const matched = new Set(this.ipSpace.atomsIn(block, except));
    const ofFamily = atoms.filter(atom => this.ipSpace.atoms[atom].family === block.family);
    if (!ofFamily.some(atom => matched.has(atom))) return 'never';
    return ofFamily.every(atom => matched.has(atom)) ? [] : ['pod-ips'];
  }

  /** A block of all addresses that pods can have has theirs, whatever it is. */
  private unknownMatch({ block, except }: Block, cidrs: readonly Cidr[]): AddressMatch {
    const known = cidrs.map(({ _range }) => _range).filter(({ family }) => family === block.family);
    const possible = cidrs.length === 0 ? [everyAddress(block.family)] : known;
    if (!possible.some(range => overlaps(range, block) && !except.some(each => containsRange(each, range)))) return 'never';
    if (possible.every(range => containsRange(block, range) && !except.some(each => overlaps(each, range)))) return [];
    return this.answers.to('pod-ips') === 'never' ? 'never' : ['pod-ips'];
  }
}
