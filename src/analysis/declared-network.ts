import { Connection } from './connection';
import { DeclaredAreas } from './declared-areas';
import { coversArea, coversPorts, EVERY_PORT, FlowArea } from './flow-area';
import { FlowEnds, NetworkEnd } from './flow-ends';
import { Network } from './network';
import { Peer } from './peer';
import { PortRange } from './port-space';
import { Direction } from './rule-context';
import { DeclaredFlow, IpRange, Ports } from '../values';

/** A declared flow between two ends that are one each. */
export interface Flow {
  readonly source: string;
  readonly destination: string;
  readonly ports: readonly Ports[];
  readonly declaredBy: string;
}

/** What has to be possible for a flow to be proven. */
export interface Promised extends Flow {
  readonly perRequest: boolean;
  /** The ports by their numbers; none where the destination does not know a name. */
  readonly ranges: readonly PortRange[];
  /** Ends as rows of the map may name them; all are as good. */
  readonly pairs: readonly string[];
  /** If one end is addresses: which, and of which pods in which direction. */
  readonly outside?: { readonly direction: Direction; readonly id: string; readonly addresses: readonly IpRange[] };
  /** Whether no manifest tells where one end is, as with the API server. */
  readonly isUnplaced: boolean;
}

type Pods = Extract<NetworkEnd, { kind: 'pods' }>;

/** Everything that was declared, spelled out by the peers of a network. */
export class DeclaredNetwork {
  public readonly promised: Promised[] = [];
  private readonly peers: ReadonlyMap<string, Peer>;
  private readonly pairs = new Map<string, PortRange[]>();
  private readonly areas: DeclaredAreas;
  /** Where the API server and nodes may be, as far as the manifests tell. */
  private readonly unplaced: DeclaredAreas;

  constructor(private readonly network: Network, declared: readonly DeclaredFlow[]) {
    const peers = network.universe.classes.flatMap(({ members }) => members);
    this.peers = new Map(peers.map(peer => [peer.id, peer]));
    this.areas = new DeclaredAreas(network.environment.facts);
    this.unplaced = new DeclaredAreas(network.environment.facts);
    const ends = new FlowEnds(network, peers);
    for (const flow of declared) this.add(flow, ends.of(flow.source), ends.of(flow.destination));
  }

  /** Whether somebody declared a connection, on all of its ports. */
  public declares(row: Connection, outside: readonly IpRange[] | undefined): boolean {
    const ports = row.ports === 'all' ? EVERY_PORT : row.ports;
    if (outside !== undefined) return this.declaresOutside(row, { ranges: outside, ports });
    return coversPorts([...this.pairs.get(`${row.source} ${row.destination}`) ?? [], ...this.byAddress(row)], ports);
  }

  private declaresOutside({ source, destination, depends }: Connection, area: FlowArea): boolean {
    const [direction, id] = this.peers.has(source) ? ['egress' as const, source] : ['ingress' as const, destination];
    const perhaps = depends.includes('not-understood') ? this.unplaced.of(direction, id) : [];
    return coversArea([...this.areas.of(direction, id), ...perhaps], area);
  }

  /** Pods may have addresses that were declared, and what a domain name stands for may be what no manifest tells the address of. */
  private byAddress(row: Connection): readonly PortRange[] {
    const [source, destination] = [this.peers.get(row.source), this.peers.get(row.destination)];
    if (source === undefined || destination === undefined) return this.unplacedFor(row);
    return [...this.areas.portsFor('egress', row.source, destination, row), ...this.areas.portsFor('ingress', row.destination, source, row)];
  }

  private unplacedFor({ source, depends }: Connection): readonly PortRange[] {
    return depends.includes('not-understood') ? this.unplaced.of('egress', source).flatMap(({ ports }) => ports) : [];
  }

  private add(flow: DeclaredFlow, source: NetworkEnd, destination: NetworkEnd): void {
    if (destination.kind !== 'pods') {
      if (source.kind === 'pods') this.addOutside(flow, 'egress', source, destination);
    } else if (source.kind === 'pods') {
      this.addPods(flow, source, destination);
    } else {
      this.addOutside(flow, 'ingress', destination, source);
    }
  }

  private addPods(flow: DeclaredFlow, source: Pods, destination: Pods): void {
    for (const to of destination.peers) {
      const ranges = rangesOf(flow.ports, to);
      // Which number a name stands for on pods that nobody has seen is not to be known.
      const isBound = destination.bound.includes(to) && (ranges.length > 0 || to.workload.kind !== '');
      for (const from of source.peers) {
        const pair = `${from.id} ${to.id}`;
        this.allow(pair, ranges);
        if (!isBound || !source.bound.includes(from) || !mayTalk(from, to)) continue;
        this.promise(flow, { source: from.id, destination: to.id, ranges, pairs: [pair] });
      }
    }
  }

  private addOutside(flow: DeclaredFlow, direction: Direction, pods: Pods, other: Exclude<NetworkEnd, Pods>): void {
    for (const peer of pods.peers) {
      const ranges = rangesOf(flow.ports, peer);
      const ends = direction === 'egress' ? { source: peer.id, destination: other.text } : { source: other.text, destination: peer.id };
      this.promise(flow, { ...ends, ranges, ...this.outside(direction, peer.id, other, ranges) });
    }
  }

  private outside(direction: Direction, id: string, other: NetworkEnd, ports: readonly PortRange[]): Pick<Promised, 'pairs' | 'outside'> {
    const pairs = other.kind === 'names' ? other.spellings.map(name => `${id} ${name}`) : [];
    for (const pair of pairs) this.allow(pair, ports);
    if (other.kind === 'unplaced') this.unplaced.add(direction, id, { ranges: this.network.universe.addresses.atoms, ports });
    if (other.kind !== 'addresses') return { pairs };
    this.areas.add(direction, id, { ranges: other.ranges, ports });
    return { pairs, outside: { direction, id, addresses: other.ranges } };
  }

  private allow(pair: string, ranges: readonly PortRange[]): void {
    const known = this.pairs.get(pair);
    if (known) known.push(...ranges);
    else this.pairs.set(pair, [...ranges]);
  }

  private promise({ ports, declaredBy, perRequest = false }: DeclaredFlow, ends: Pick<Promised, 'source' | 'destination' | 'ranges' | 'pairs' | 'outside'>): void {
    this.promised.push({ ...ends, ports, declaredBy, perRequest, isUnplaced: ends.pairs.length === 0 && ends.outside === undefined });
  }
}

/** A lone pod has nobody of its own to talk to. */
const mayTalk = (from: Peer, to: Peer): boolean => from !== to || from.workload.replicated;

/** The numbers of ports on a peer; none if it does not know one of the names. */
function rangesOf(ports: readonly Ports[], { workload }: Peer): PortRange[] {
  const each = ports.map(port => port.name === '' ? [port] : workload.ports
    .filter(({ name, protocol }) => name === port.name && protocol === port.protocol)
    .map(({ protocol, port: number }) => ({ protocol, first: number, last: number })));
  return each.every(({ length }) => length > 0) ? each.flat() : [];
}
