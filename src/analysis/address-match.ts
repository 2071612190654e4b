import { Columns, Peers } from './columns';
import { ALWAYS, Condition, NEVER } from './condition';
import { Answers, Environment } from './environment';
import { addressKey, KnownAddresses } from './pod-classes';
import { AddressesPeer } from '../model';
import { Cidr, ClusterFacts, containsRange, everyAddress, IpRange, LINK_LOCAL, overlaps, parseCidr } from '../values';

/**
 * Decides whether a block of addresses matches the pods of a class by their addresses.
 *
 * The API text of NetworkPolicy says that ipBlocks are for addresses outside the cluster, the conformance tests match pods, and
 * CNIs differ; and before they run, pods have no addresses at all.
 */
export class AddressMatcher {
  private readonly groups = new Map<string, { readonly addresses: KnownAddresses; readonly peers: number[] }>();
  private readonly memo = new Map<string, readonly Peers[]>();

  private readonly facts: ClusterFacts;

  constructor(private readonly columns: Columns, private readonly answers: Answers, private readonly environment: Environment) {
    this.facts = environment.facts;
    for (const { addresses, index } of columns.classes) {
      const group = this.groups.get(addressKey(addresses));
      if (group) group.peers.push(index);
      else this.groups.set(addressKey(addresses), { addresses, peers: [index] });
    }
  }

  /**
   * The addresses outside in a block, and the pods that it matches, by the conditions under which it does.
   *
   * Where rules only allow, whether an unknown address lies in a block is as good as one question for all blocks; where another
   * may deny, `perBlock` keeps them apart.
   */
  public peersIn(block: AddressesPeer, perBlock: boolean): readonly Peers[] {
    const blockKey = keyOf(block);
    const key = `${blockKey} ${block.pods} ${perBlock} ${this.columns.addresses.atoms.length}`;
    let peers = this.memo.get(key);
    if (peers === undefined) {
      const { classes, addresses } = this.columns;
      const outside = addresses.atomsIn(block.block, block.except).sort((a, b) => a - b).map(atom => classes.length + atom);
      peers = [
        { peers: outside, when: ALWAYS },
        ...this.podsIn(block, perBlock ? blockKey : ''),
        ...perBlock ? this.namesIn(block, blockKey) : [],
      ];
      this.memo.set(key, peers);
    }
    return peers;
  }

  /** When a block matches a pod that is not in the input, of whose address nothing is known. */
  public matchesUnknownPod(block: AddressesPeer, perBlock: boolean): Condition {
    return block.pods === 'never' ? NEVER : this.match({ ofNodes: false }, block, perBlock ? keyOf(block) : '');
  }

  private podsIn(block: AddressesPeer, about: string): Peers[] {
    if (block.pods === 'never') return [];
    const byCondition = new Map<Condition, number[][]>();
    for (const { addresses, peers } of this.groups.values()) {
      const when = this.match(addresses, block, about);
      if (when === NEVER) continue;
      const group = byCondition.get(when);
      if (group) group.push(peers);
      else byCondition.set(when, [peers]);
    }
    return [...byCondition].map(([when, peers]) => ({ when, peers: peers.flat().sort((a, b) => a - b) }));
  }

  private match(addresses: KnownAddresses, block: AddressesPeer, about: string): Condition {
    const known = this.knownMatch(addresses, block, about);
    if (known === NEVER || block.pods === 'always') return known;
    return this.answers.conditions.and(this.answers.when(addresses.ofNodes ? 'nodes-match-ip-block' : 'pods-match-ip-block', 'yes'), known);
  }

  private knownMatch(known: KnownAddresses, block: AddressesPeer, about: string): Condition {
    if (!this.columns.addresses.has(block.block.family)) return NEVER;
    if (known.atoms !== undefined) return this.exactMatch(known, block, about);
    const isImpossible = !known.ofNodes && this.neverOfPods.some(range => containsRange(range, block.block));
    return isImpossible ? NEVER : this.unknownMatch(block, known.ofNodes, about);
  }

  /** Pods of one workload, and nodes, have several addresses: a block that has some of them matches some of the pods or nodes. */
  private exactMatch({ atoms = [], ofNodes }: KnownAddresses, { block, except }: AddressesPeer, about: string): Condition {
    const { addresses } = this.columns;
    const matched = new Set(addresses.atomsIn(block, except));
    const ofFamily = atoms.filter(atom => addresses.atoms[atom].family === block.family);
    if (!ofFamily.some(atom => matched.has(atom))) return NEVER;
    return ofFamily.every(atom => matched.has(atom)) ? ALWAYS : this.answers.conditions.when(ofNodes ? 'node-addresses' : 'which-pod', about);
  }

  /** A block of all addresses that pods can have has theirs, whatever it is. */
  private unknownMatch({ block, except }: AddressesPeer, ofNodes: boolean, about: string): Condition {
    const cidrs = ofNodes ? this.facts.nodeCidrs : this.podCidrs();
    const known = cidrs.map(({ _range }) => _range).filter(({ family }) => family === block.family);
    const possible = cidrs.length === 0 ? [everyAddress(block.family)] : known;
    if (!possible.some(range => overlaps(range, block) && !except.some(each => containsRange(each, range)))) return NEVER;
    if (possible.every(range => containsRange(block, range) && !except.some(each => overlaps(each, range)))) return ALWAYS;
    if (ofNodes) return this.answers.conditions.when('node-addresses', about);
    return this.answers.to('pod-ips') === 'never' ? NEVER : this.answers.conditions.when('pod-ips', about);
  }

  /** Addresses that no pod has, whatever else is known. */
  private get neverOfPods(): IpRange[] {
    return [...LINK_LOCAL, ...this.facts.metadataCidrs].map(({ _range }) => _range);
  }

  private podCidrs(): readonly Pick<Cidr, '_range'>[] {
    const stated = (this.facts.assumptions['pod-ips'] ?? '').split(',').flatMap(text => parseCidr(text) ?? []);
    if (stated.length === 0) return this.facts.podCidrs;
    this.answers.to('pod-ips');
    return stated.map(({ range }) => ({ _range: range }));
  }

  /** Nobody knows which addresses a name stands for; a block of all that is denied takes the name with it. */
  private namesIn({ block, except }: AddressesPeer, about: string): Peers[] {
    const peers = [...this.columns.names.values()];
    if (peers.length === 0) return [];
    const isWhole = except.length === 0 && containsRange(block, everyAddress(block.family));
    if (!isWhole && this.environment.namesApart) return [];
    return [{ peers, when: isWhole ? ALWAYS : this.inPart(about) }];
  }

  private inPart(about: string): Condition {
    this.answers.to('fqdn');
    return this.answers.conditions.when('fqdn', about);
  }
}

const keyOf = ({ block, except }: AddressesPeer): string =>
  [block, ...except].map(({ family, first, last }) => `${family} ${first} ${last}`).join();
