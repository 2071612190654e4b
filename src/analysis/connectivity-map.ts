import { Connection, ConnectivityMap, MapPeer } from './connection';
import { Network } from './network';
import { allowedKey } from './one-of';
import { Peer, Role } from './peer';
import { NO_PORTS, PortSet } from './port-space';
import { RoutedPorts } from './routed-ports';
import { Allowed, both } from './side';
import { cidrsOf, formatAddress, IpRange } from '../values';

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

const isNothing = ({ certainly, perhaps }: Allowed): boolean => certainly === NO_PORTS && perhaps.length === 0;

interface Row extends Omit<Connection, 'ports'> {
  readonly set: PortSet;
}

class Rows {
  private readonly rows = new Map<string, Row>();
  private readonly outside = new Map<string, readonly IpRange[]>();
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
    const { classes, addresses } = this.network.universe;
    const members = classes[podClass].members.filter(({ role }) => role === undefined);
    if (members.length === 0) return;
    for (const direction of ['ingress', 'egress'] as const) {
      const atomsByAllowed = new Map<string, { atoms: number[]; allowed: Allowed }>();
      addresses.atoms.forEach((_, atom) => {
        const allowed = this.network.outside(podClass, direction, atom);
        const key = allowedKey(allowed);
        const group = atomsByAllowed.get(key);
        if (group) group.atoms.push(atom);
        else atomsByAllowed.set(key, { atoms: [atom], allowed });
      });
      for (const { atoms, allowed } of atomsByAllowed.values()) {
        if (isNothing(allowed)) continue;
        const id = this.outsideId(addresses.rangesOf(atoms));
        for (const { id: pod } of members) {
          if (direction === 'ingress') this.add(id, pod, allowed);
          else this.add(pod, id, allowed);
        }
      }
    }
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
    return [...peers.values()].sort((a, b) => a.id < b.id ? -1 : 1);
  }

  /** A stand-in appears only in its role: the DNS answers, and the controller serves routes. */
  private addPair(from: Peer, to: Peer, allowed: Allowed): void {
    if (from === to && !from.workload.replicated) return;
    const isRole = (source: Role | undefined, destination: Role | undefined) => from.role === source && to.role === destination;
    if (isRole(undefined, undefined)) this.add(from.id, to.id, allowed, from === to);
    else if (isRole(undefined, 'cluster-dns')) this.add(from.id, to.id, this.limitedTo(this.dnsPorts, allowed));
    else if (isRole('ingress-controller', undefined)) this.add(from.id, to.id, this.limitedTo(this.routed.of(from, to), allowed));
  }

  private limitedTo(ports: PortSet, allowed: Allowed): Allowed {
    return both(this.network.universe.ports, allowed, { certainly: ports, perhaps: [] });
  }

  private add(source: string, destination: string, { certainly, perhaps }: Allowed, replicas = false): void {
    this.addRow({ source, destination, verdict: 'allowed', depends: [], replicas, set: certainly });
    for (const { ports, hangsOn } of perhaps) this.addRow({ source, destination, verdict: 'depends', depends: hangsOn, replicas, set: ports });
  }

  /** Two peers of one id, such as two controllers the input leaves open, are one row. */
  private addRow(row: Row): void {
    if (row.set === NO_PORTS) return;
    const key = `${row.source} ${row.destination} ${row.verdict} ${row.depends.join()}`;
    const known = this.rows.get(key)?.set ?? NO_PORTS;
    this.rows.set(key, { ...row, set: this.network.universe.ports.union(known, row.set) });
  }

  private outsideId(ranges: readonly IpRange[]): string {
    const id = ranges.map(({ family, first, last }) => `${formatAddress(family, first)}-${formatAddress(family, last)}`).join(',');
    this.outside.set(id, ranges);
    return id;
  }
}
