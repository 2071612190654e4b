import { Allowed, isNothing } from './allowed';
import { Connection, ConnectivityMap, MapPeer } from './connection';
import { Network } from './network';
import { Peer, Role } from './peer';
import { NO_PORTS, PortSet } from './port-space';
import { RoutedPorts } from './routed-ports';
import { Direction } from './rule-context';
import { formatAddress, groupBy, IpRange } from '../values';

/** Lists every flow that is possible. */
export function connectivityMap(network: Network): ConnectivityMap {
  const rows = new Rows(network);
  const { classes, answers } = network.universe;
  for (const destination of classes) {
    for (const source of network.sourcesOf(destination.index)) rows.addPods(source, destination.index);
  }
  for (const { index } of classes) rows.addOutside(index);
  return { connections: rows.sorted(), peers: rows.peers(), assumptions: answers.consulted };
}

/** A row without its ends. */
interface Row extends Omit<Connection, 'source' | 'destination' | 'ports'> {
  readonly set: PortSet;
}

class Rows {
  /** By source and destination. */
  private readonly rows = new Map<string, Map<string, Row[]>>();
  private readonly outside = new Map<string, readonly IpRange[]>();
  private readonly names = new Set<string>();
  private readonly routed: RoutedPorts;
  private readonly dnsPorts: PortSet;

  constructor(private readonly network: Network) {
    const { cluster, environment, universe: { ports } } = network;
    this.routed = new RoutedPorts(cluster, ports, environment.controllers);
    this.dnsPorts = environment.facts.dns.ports.map(port => ports.setOf(port)).reduce((all, set) => ports.union(all, set), NO_PORTS);
  }

  public addPods(source: number, destination: number): void {
    const allowed = this.network.between(source, destination);
    if (isNothing(allowed)) return;
    const { classes } = this.network.universe;
    for (const from of classes[source].members) {
      for (const to of classes[destination].members) this.addPair(from, to, allowed);
    }
  }

  /** Addresses that are allowed the same are one row. */
  public addOutside(podClass: number): void {
    const ids = this.network.universe.classes[podClass].members.filter(({ role }) => role === undefined).map(({ id }) => id);
    if (ids.length === 0) return;
    for (const { outside, allowed } of this.outsideGroups(podClass, 'ingress')) ids.forEach(id => this.add(outside, id, allowed));
    for (const { outside, allowed } of this.outsideGroups(podClass, 'egress')) ids.forEach(id => this.add(id, outside, allowed));
    for (const name of this.network.namesOf(podClass)) {
      this.names.add(name);
      ids.forEach(id => this.add(id, name, this.network.toName(podClass, name)));
    }
  }

  private outsideGroups(podClass: number, direction: Direction): { readonly outside: string; readonly allowed: Allowed }[] {
    const { addresses, answers: { conditions } } = this.network.universe;
    const groups = groupBy(this.outsideAtoms(podClass, direction), ([{ certainly, perhaps }]) =>
      `${certainly} ${perhaps.map(({ ports, when }) => `${ports} ${conditions.questionsOf(when).join()}`).sort().join(';')}`);
    return [...groups.values()].map(group => ({
      outside: this.outsideId(addresses.rangesOf(group.flatMap(([, atoms]) => atoms).sort((a, b) => a - b))), allowed: group[0][0],
    }));
  }

  private outsideAtoms(podClass: number, direction: Direction): Map<Allowed, number[]> {
    const atomsByAllowed = new Map<Allowed, number[]>();
    for (let atom = 0; atom < this.network.universe.addresses.atoms.length; atom++) {
      const allowed = this.network.outside(podClass, direction, atom);
      if (isNothing(allowed)) continue;
      const atoms = atomsByAllowed.get(allowed);
      if (atoms) atoms.push(atom);
      else atomsByAllowed.set(allowed, [atom]);
    }
    return atomsByAllowed;
  }

  public sorted(): Connection[] {
    const { ports } = this.network.universe;
    const connections: Connection[] = [];
    for (const [source, byDestination] of inOrder(this.rows)) {
      for (const [destination, rows] of inOrder(byDestination)) {
        for (const { verdict, depends, replicas, set } of rows.sort(byVerdict)) {
          connections.push({ source, destination, verdict, depends, replicas, ports: set === ports.all ? 'all' : ports.rangesOf(set) });
        }
      }
    }
    return connections;
  }

  /** Every workload, and of the rest those that have a row. */
  public peers(): MapPeer[] {
    const ends = new Set(this.rows.keys());
    for (const byDestination of this.rows.values()) for (const destination of byDestination.keys()) ends.add(destination);
    const peers = new Map<string, MapPeer>();
    for (const { id, role, workload: { namespace, name, kind, labels } } of this.network.universe.classes.flatMap(({ members }) => members)) {
      if (role === undefined || ends.has(id)) peers.set(id, { id, namespace, name, kind, labels });
    }
    for (const [id, ranges] of this.outside) peers.set(id, { id, cidrs: ranges.flatMap(cidrsOf) });
    for (const name of this.names) peers.set(name, { id: name, domainName: name });
    return [...peers.values()].sort((a, b) => a.id < b.id ? -1 : 1);
  }

  /** A stand-in appears only in its role: the DNS answers, and the controller serves routes. */
  private addPair(from: Peer, to: Peer, allowed: Allowed): void {
    if (from === to && !this.hasReplicaTraffic(from)) return;
    const isRole = (source: Role | undefined, destination: Role | undefined) => from.role === source && to.role === destination;
    if (isRole(undefined, undefined)) this.add(from.id, to.id, allowed, from === to);
    else if (isRole(undefined, 'cluster-dns')) this.add(from.id, to.id, this.limitedTo(this.dnsPorts, allowed));
    else if (isRole('ingress-controller', undefined)) this.add(from.id, to.id, this.limitedTo(this.routed.of(from, to), allowed));
  }

  private hasReplicaTraffic({ workload }: Peer): boolean {
    return workload.replicated && this.network.universe.answers.to('replica-traffic') === 'policy-applies';
  }

  private limitedTo(ports: PortSet, allowed: Allowed): Allowed {
    return this.network.universe.allowedPorts.both(allowed, { certainly: ports, perhaps: [] });
  }

  private add(source: string, destination: string, allowed: Allowed, replicas = false): void {
    if (isNothing(allowed)) return;
    const { certainly, perhaps } = allowed;
    const rows = this.rowsBetween(source, destination);
    this.addRow(rows, { verdict: 'allowed', depends: NONE, replicas, set: certainly });
    const { conditions } = this.network.universe.answers;
    for (const { ports, when } of perhaps) this.addRow(rows, { verdict: 'depends', depends: conditions.questionsOf(when), replicas, set: ports });
  }

  private rowsBetween(source: string, destination: string): Row[] {
    let byDestination = this.rows.get(source);
    if (byDestination === undefined) {
      byDestination = new Map();
      this.rows.set(source, byDestination);
    }
    let rows = byDestination.get(destination);
    if (rows === undefined) {
      rows = [];
      byDestination.set(destination, rows);
    }
    return rows;
  }

  /** Two peers of one id, such as two controllers the input leaves open, are one row. */
  private addRow(rows: Row[], row: Row): void {
    if (row.set === NO_PORTS) return;
    const known = rows.findIndex(each => byVerdict(each, row) === 0);
    if (known < 0) rows.push(row);
    else rows[known] = { ...row, set: this.network.universe.ports.union(rows[known].set, row.set) };
  }

  private outsideId(ranges: readonly IpRange[]): string {
    const id = ranges.map(({ family, first, last }) => `${formatAddress(family, first)}-${formatAddress(family, last)}`).join(',');
    this.outside.set(id, ranges);
    return id;
  }
}

const NONE: readonly string[] = [];

const inOrder = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => compare(a, b));

const byVerdict = (one: Row, other: Row): number =>
  compare(one.verdict, other.verdict) || compare(one.depends.join(), other.depends.join());

const compare = (one: string, other: string): number => one < other ? -1 : Number(one > other);

/** The fewest blocks that make up a range. */
function cidrsOf({ family, first, last }: IpRange): string[] {
  const bits = family === 'IPv4' ? 32 : 128;
  const cidrs: string[] = [];
  for (let next = first; next <= last;) {
    let hostBits = 0;
    while (hostBits < bits && (next & ((1n << BigInt(hostBits + 1)) - 1n)) === 0n && next + (1n << BigInt(hostBits + 1)) - 1n <= last) hostBits++;
    cidrs.push(`${formatAddress(family, next)}/${bits - hostBits}`);
    next += 1n << BigInt(hostBits);
  }
  return cidrs;
}
