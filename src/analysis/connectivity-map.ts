import { Allowed, isNothing } from './allowed';
import { Connection, ConnectivityMap, MapPeer } from './connection';
import { Network } from './network';
import { Peer, Role } from './peer';
import { NO_PORTS, PortSet } from './port-space';
import { RoutedPorts } from './routed-ports';
import { Direction } from './rule-context';
import { cidrsOf, groupBy, IpRange, rangesText } from '../values';

/** Lists every flow that is possible. */
export function connectivityMap(network: Network): ConnectivityMap {
  const rows = new Rows(network);
  const { classes, answers } = network.universe;
  for (const destination of classes) {
    for (const source of network.sourcesOf(destination.index)) rows.addPods(source, destination.index);
  }
  for (const { index } of classes) rows.addOutside(index);
  return { connections: rows.sorted(), peers: rows.peers(), outside: rows.outside, assumptions: answers.consulted };
}

/** Lists the flows that some classes of pods have an end of. */
export function connectivityOf(network: Network, classes: ReadonlySet<number>): ConnectivityMap {
  const rows = new Rows(network);
  for (const podClass of classes) {
    for (const source of network.sourcesOf(podClass)) rows.addPods(source, podClass);
    for (const destination of network.destinationsOf(podClass)) if (!classes.has(destination)) rows.addPods(podClass, destination);
    rows.addOutside(podClass);
  }
  return { connections: rows.sorted(), peers: [], outside: rows.outside, assumptions: network.universe.answers.consulted };
}

interface Row extends Omit<Connection, 'ports'> {
  readonly set: PortSet;
}

class Rows {
  /** The addresses of each end that is not in the cluster. */
  public readonly outside = new Map<string, readonly IpRange[]>();

  private readonly rows = new Map<string, Row>();
  private readonly names = new Set<string>();
  private readonly routed: RoutedPorts;
  private readonly dnsPorts: PortSet;

  constructor(private readonly network: Network) {
    const { environment, universe: { ports } } = network;
    this.routed = new RoutedPorts(network);
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
    for (const { name, allowed } of this.namesAllowed(podClass)) {
      this.names.add(name);
      ids.forEach(id => this.add(id, name, allowed));
    }
  }

  /** What a name stands for is an address: where all of those are allowed, the name says no more. */
  private namesAllowed(podClass: number): { readonly name: string; readonly allowed: Allowed }[] {
    const names = this.network.namesOf(podClass);
    if (names.length === 0) return [];
    const { ports, addresses } = this.network.universe;
    const everywhere = addresses.atoms.reduce((all, _, atom) =>
      ports.intersection(all, this.network.outside(podClass, 'egress', atom).certainly), ports.all);
    return names.map(name => ({ name, allowed: this.network.toName(podClass, name) })).filter(({ allowed: { certainly, perhaps } }) =>
      [certainly, ...perhaps.map(each => each.ports)].some(set => ports.difference(set, everywhere) !== NO_PORTS));
  }

  private outsideGroups(podClass: number, direction: Direction): { readonly outside: string; readonly allowed: Allowed }[] {
    const { addresses, answers: { conditions } } = this.network.universe;
    const perAtom = addresses.atoms.map((_, atom) => ({ atom, allowed: this.network.outside(podClass, direction, atom) }))
      .filter(({ allowed }) => !isNothing(allowed));
    const groups = groupBy(perAtom, ({ allowed: { certainly, perhaps } }) =>
      `${certainly} ${perhaps.map(({ ports, when }) => `${ports} ${conditions.questionsOf(when).join()}`).sort().join(';')}`);
    return [...groups.values()].map(group => ({
      outside: this.outsideId(addresses.rangesOf(group.map(({ atom }) => atom))), allowed: group[0].allowed,
    }));
  }

  public sorted(): Connection[] {
    const { ports } = this.network.universe;
    return [...this.rows].sort(([a], [b]) => a < b ? -1 : 1)
      .map(([, { set, ...row }]) => ({ ...row, ports: set === ports.all ? 'all' : ports.rangesOf(set) }));
  }

  /** Every workload, and of the rest those that have a row. */
  public peers(): MapPeer[] {
    const ends = new Set([...this.rows.values()].flatMap(({ source, destination }) => [source, destination]));
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

  private add(source: string, destination: string, { certainly, perhaps }: Allowed, replicas = false): void {
    this.addRow({ source, destination, verdict: 'allowed', depends: [], replicas, set: certainly });
    const { conditions } = this.network.universe.answers;
    for (const { ports, when } of perhaps) {
      this.addRow({ source, destination, verdict: 'depends', depends: conditions.questionsOf(when), replicas, set: ports });
    }
  }

  /** Two peers of one id, such as two controllers the input leaves open, are one row. */
  private addRow(row: Row): void {
    if (row.set === NO_PORTS) return;
    const key = `${row.source} ${row.destination} ${row.verdict} ${row.depends.join()}`;
    const known = this.rows.get(key)?.set ?? NO_PORTS;
    this.rows.set(key, { ...row, set: this.network.universe.ports.union(known, row.set) });
  }

  private outsideId(ranges: readonly IpRange[]): string {
    const id = rangesText(ranges);
    this.outside.set(id, ranges);
    return id;
  }
}
