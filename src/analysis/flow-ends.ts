import { arePods, expectedId, ExpectedPods } from './expected-pods';
import { isAt, requirementsOf } from './is-at';
import { Network } from './network';
import { Peer } from './peer';
import { AddressBlocks, FlowEnd, groupBy, IpRange, isPodLocation, patternText, subtractRanges } from '../values';

/** An end of a declared flow, as the network knows it. */
export type NetworkEnd = PodsOfEnd | AddressesOfEnd | NamesOfEnd | UnplacedEnd;

interface PodsOfEnd {
  readonly kind: 'pods';
  readonly peers: readonly Peer[];
  /** Those for whom the flow has to be possible: of pods known by the labels of their namespace, whoever no policy of ours governs. */
  readonly bound: readonly Peer[];
}

interface AddressesOfEnd {
  readonly kind: 'addresses';
  readonly ranges: readonly IpRange[];
  readonly text: string;
}

interface NamesOfEnd {
  readonly kind: 'names';
  /** How policies may write it. */
  readonly spellings: readonly string[];
  readonly text: string;
}

/** What is somewhere in the cluster or beside it, and no manifest tells where. */
interface UnplacedEnd {
  readonly kind: 'unplaced';
  readonly text: string;
}

/** Finds what the ends of declared flows stand for. */
export class FlowEnds {
  private readonly byNamespace: ReadonlyMap<string, readonly Peer[]>;

  constructor(private readonly network: Network, peers: readonly Peer[]) {
    this.byNamespace = groupBy(peers, ({ workload }) => workload.namespace);
  }

  public of(end: FlowEnd): NetworkEnd {
    if (arePods(end)) return this.podsOf(end);
    switch (end.kind) {
      case 'addresses': return { kind: 'addresses', ranges: this.rangesIn(end), text: end.blocks.map(({ block }) => block).join(',') };
      case 'names': return namesOf(end.pattern);
      case 'api-server': return { kind: 'unplaced', text: 'the API server' };
      case 'own-node': return { kind: 'unplaced', text: 'its own node' };
    }
  }

  private podsOf(end: ExpectedPods): PodsOfEnd {
    const peers = this.namespacesOf(end).flatMap(name => this.byNamespace.get(name) ?? [])
      .filter(({ workload }) => isAt(workload, { namespace: workload.namespace, labels: end.labels }));
    return { kind: 'pods', peers, bound: isPodLocation(end) ? peers : peers.filter(({ id }) => id === expectedId(end)) };
  }

  private namespacesOf(pods: ExpectedPods): string[] {
    if (isPodLocation(pods)) return [pods.namespace];
    return this.network.universe.selections.namespacesMeeting(requirementsOf(pods.namespaceLabels)).map(({ namespace }) => namespace);
  }

  /** Of a family that the network has not, nothing can be said. */
  private rangesIn({ blocks }: AddressBlocks): IpRange[] {
    return blocks.flatMap(({ block, except }) => subtractRanges([block._range], except.map(({ _range }) => _range)))
      .filter(({ family }) => this.network.universe.addresses.has(family));
  }
}

/** Some engines mean any number of labels by one asterisk; which mean what is for whoever wrote the policy to know. */
function namesOf(pattern: Parameters<typeof patternText>[0]): NamesOfEnd {
  const text = patternText(pattern);
  return { kind: 'names', text, spellings: pattern.below === 'any' ? [text, `*.${pattern.domain}`] : [text] };
}
