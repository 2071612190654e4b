import { AddressMatcher, Peers } from './address-match';
import { Answers } from './environment';
import { IpSpace } from './ip-space';
import { PodClass } from './pod-classes';
import { NO_PORTS, PortRange, PortSet, PortSpace } from './port-space';
import { Selection, Selections } from './selection';
import { Cell } from './side';
import { Policy, PolicyPort, PolicyRule } from '../model';

export type Direction = 'ingress' | 'egress';

type NumberedPorts = Extract<PolicyPort, { kind: 'numbers' }>;
type NamedPort = Extract<PolicyPort, { kind: 'name' }>;
type Ports = Pick<Cell, 'ports' | 'hangsOn'>;

/** Everything that rules are compiled against. */
export interface Universe {
  readonly classes: readonly PodClass[];
  readonly selections: Selections;
  readonly ports: PortSpace;
  readonly addresses: IpSpace;
  readonly answers: Answers;
  readonly matcher: AddressMatcher;
  /** All classes and all addresses. */
  readonly everyColumn: Selection;
  /** Whether selectors see pods on the host network. */
  readonly hostsSelectable: boolean;
}

/** Translates one rule into what it allows the pods of class `subject`. */
export class CompiledRule {
  private readonly peers: readonly Peers[];
  private readonly numbered: readonly Ports[];
  private readonly named: readonly NamedPort[];
  private readonly common: readonly Cell[];

  constructor(private readonly universe: Universe, { namespace }: Policy, rule: PolicyRule, private readonly direction: Direction) {
    this.peers = peersOf(universe, namespace, rule);
    this.numbered = numberedPorts(universe, rule.ports);
    this.named = (rule.ports ?? []).filter((port): port is NamedPort => port.kind === 'name');
    this.common = [
      ...this.numbered.flatMap(ports => this.peers.map(peers => cell(peers, ports))),
      ...direction === 'egress' && this.named.length > 0 ? this.namedOnPeers() : [],
    ];
  }

  /** A name is looked up on the pods that receive: on the subject for ingress, on each peer for egress. */
  public cellsFor(subject: PodClass): readonly Cell[] {
    if (this.direction === 'egress' || this.named.length === 0) return this.common;
    const ports = this.resolve(subject);
    return ports === NO_PORTS ? this.common : [...this.common, ...this.peers.map(peers => cell(peers, { ports, hangsOn: [] }))];
  }

  private namedOnPeers(): Cell[] {
    return this.peers.flatMap(({ peers, hangsOn }) => {
      const peersByPorts = new Map<PortSet, number[]>();
      for (const peer of peers) {
        // An address outside the cluster has no names for its ports.
        const ports = peer < this.universe.classes.length ? this.resolve(this.universe.classes[peer]) : NO_PORTS;
        if (ports !== NO_PORTS) peersByPorts.set(ports, [...peersByPorts.get(ports) ?? [], peer]);
      }
      return [...peersByPorts].map(([ports, some]) => ({ peers: some, ports, hangsOn }));
    });
  }

  private resolve({ example }: PodClass): PortSet {
    const { ports } = this.universe;
    return example.workload.ports
      .filter(port => this.named.some(({ name, protocol }) => name === port.name && protocol === port.protocol))
      .map(({ protocol, port }) => ports.setOf({ protocol, first: port, last: port }))
      .reduce((all, set) => ports.union(all, set), NO_PORTS);
  }
}

const cell = ({ peers, hangsOn }: Peers, ports: Ports): Cell =>
  ({ peers, ports: ports.ports, hangsOn: [...hangsOn, ...ports.hangsOn] });

function peersOf(universe: Universe, namespace: string, { peers }: PolicyRule): Peers[] {
  if (peers === undefined) return [{ peers: universe.everyColumn, hangsOn: [] }];
  return peers.flatMap(peer => {
    if (peer.kind === 'addresses') return universe.matcher.peersIn(peer);
    if (peer.kind !== 'pods') return [];
    const { selections } = universe;
    const selected = peer.namespaces === undefined
      ? selections.inNamespace(namespace, peer.pods)
      : selections.inNamespaces(peer.namespaces, peer.pods);
    return [{ peers: seenPods(universe, selected), hangsOn: [] }];
  });
}

/** The selected pods that a policy is taken to see: most CNIs cannot tell pods on the host network from their node. */
export function seenPods({ classes, answers, hostsSelectable }: Universe, selected: Selection): Selection {
  const isOnHost = (index: number) => classes[index].addresses.ofNodes;
  if (!selected.some(isOnHost)) return selected;
  answers.to('host-network');
  return hostsSelectable ? selected : selected.filter(index => !isOnHost(index));
}

function numberedPorts({ ports, answers }: Universe, list: readonly PolicyPort[] | undefined): Ports[] {
  if (list === undefined) return [{ ports: ports.all, hangsOn: [] }];
  const union = (ranges: readonly PortRange[]) => ranges.map(range => ports.setOf(range)).reduce((all, set) => ports.union(all, set), NO_PORTS);
  const whole = list.flatMap(port => port.kind === 'all' ? [{ protocol: port.protocol, first: 1, last: 65535 }] : []);
  const ranges = list.filter((port): port is NumberedPorts => port.kind === 'numbers');
  const answer = ranges.some(({ first, last }) => last > first) ? answers.to('end-port') : 'supported';
  const firstOnly = ranges.map(port => ({ ...port, last: port.first }));
  const certain = { ports: union([...whole, ...answer === 'supported' ? ranges : firstOnly]), hangsOn: [] };
  return answer === 'unknown' ? [certain, { ports: union(ranges), hangsOn: ['end-port'] }] : [certain];
}
