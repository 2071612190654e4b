import { AddressMatcher } from './address-match';
import { CompiledRule, Direction, seenPods, Universe } from './compile-rule';
import { Answers, Environment } from './environment';
import { IpSpace } from './ip-space';
import { peersOf } from './peer';
import { podClasses } from './pod-classes';
import { PortRange, PortSpace } from './port-space';
import { Selections } from './selection';
import { Allowed, both, Cell, either, Side } from './side';
import { Cluster, PolicyPeer, PolicyPort, PolicyRule } from '../model';
import { fallbackAssumptions, IpRange, Protocol } from '../values';

/**
 * Who may open connections to whom, for every pair at once.
 *
 * Pods are grouped into classes, ports and addresses cut into atoms, so that each policy is looked at once; what a pair may do is
 * then an intersection of two sets of ports.
 */
export class Network {
  public readonly universe: Universe;

  private readonly sides = new Map<string, Side>();

  /** One for each way in which the host network may be treated. */
  private readonly readings: readonly Reading[];

  constructor(public readonly cluster: Cluster, public readonly environment: Environment) {
    const { peers, namespaces } = peersOf(cluster, environment);
    const answers = new Answers(environment.facts);
    const addresses = new IpSpace([...blocksOf(cluster)]);
    const classes = podClasses(cluster, peers, addresses);
    const hostNetwork = environment.facts.assumptions['host-network'] ?? fallbackAssumptions['host-network'];
    this.universe = {
      classes,
      selections: new Selections(classes, namespaces),
      ports: new PortSpace(portRangesOf(cluster, environment)),
      addresses,
      answers,
      matcher: new AddressMatcher(classes, addresses, answers, environment.facts),
      everyColumn: [...classes.keys(), ...addresses.atoms.map((_, index) => classes.length + index)],
      hostsSelectable: hostNetwork === 'selectable',
    };
    this.readings = [this.read(this.universe)];
    if (hostNetwork === 'unknown' && classes.some(each => each.addresses.ofNodes)) {
      this.readings = [...this.readings, this.read({ ...this.universe, hostsSelectable: true })];
    }
  }

  /** The ports on which pods of one class may connect to pods of another: those that the one may leave and the other enter by. */
  public between(source: number, destination: number): Allowed {
    return this.overall(({ ingress, egress }) => [egress[source], ingress[destination]],
      ([out, into]) => both(this.universe.ports, out.allows(destination), into.allows(source)));
  }

  /** The ports on which addresses outside, by the number of their atom, may connect to a class, or be connected to. */
  public outside(podClass: number, direction: Direction, atom: number): Allowed {
    return this.overall(reading => [reading[direction][podClass]], ([side]) => side.allows(this.universe.classes.length + atom));
  }

  /** The classes that may be let in by another: all, if nothing governs who may enter. */
  public sourcesOf(destination: number): Iterable<number> {
    const { classes } = this.universe;
    const sides = this.readings.map(({ ingress }) => ingress[destination]);
    if (sides.some(({ isolated }) => !isolated)) return classes.keys();
    return new Set(sides.flatMap(({ peers }) => [...peers].filter(peer => peer < classes.length)));
  }

  /** Where a question of the host network changes none of the sides, it decides nothing. */
  private overall(sidesOf: (reading: Reading) => readonly Side[], allowed: (sides: readonly Side[]) => Allowed): Allowed {
    const sides = sidesOf(this.readings[0]);
    if (this.readings.length === 1) return allowed(sides);
    const others = sidesOf(this.readings[1]);
    if (sides.every((side, index) => side === others[index])) return allowed(sides);
    return either(this.universe.ports, 'host-network', allowed(sides), allowed(others));
  }

  private read(universe: Universe): Reading {
    const read = (direction: Direction) => sharedSides(draftsOf(this.cluster, universe, direction), universe.ports, this.sides);
    return { ingress: read('ingress'), egress: read('egress') };
  }
}

/** What the policies let into each class, and out of it. */
type Reading = Readonly<Record<Direction, readonly Side[]>>;

function draftsOf({ policies }: Cluster, universe: Universe, direction: Direction): Draft[] {
  const drafts = universe.classes.map((): Draft => ({ cells: [], isolated: false }));
  for (const policy of policies) {
    const rules = policy[direction]?.map(rule => new CompiledRule(universe, policy, rule, direction));
    if (rules === undefined) continue;
    for (const subject of seenPods(universe, universe.selections.inNamespace(policy.namespace, policy.selects))) {
      drafts[subject].isolated = true;
      for (const rule of rules) drafts[subject].cells.push(...rule.cellsFor(universe.classes[subject]));
    }
  }
  return drafts;
}

/** A side while its policies are being collected. */
interface Draft {
  readonly cells: Cell[];
  isolated: boolean;
}

/** Text that is equal for equal sides. Selections that are equal are mostly one array, so that its number stands for it. */
const selectionNumbers = new WeakMap<object, number>();
let selectionCount = 0;

function sideKey({ cells, isolated }: Draft): string {
  const parts = cells.map(({ peers, ports, hangsOn }) => {
    if (!selectionNumbers.has(peers)) selectionNumbers.set(peers, selectionCount++);
    return `${selectionNumbers.get(peers)}:${ports}:${hangsOn.join()}`;
  });
  return `${isolated} ${parts.sort().join(' ')}`;
}

/** Classes under the same policies share a side, in every reading. */
function sharedSides(drafts: readonly Draft[], ports: PortSpace, sides: Map<string, Side>): Side[] {
  return drafts.map(draft => {
    const key = sideKey(draft);
    let side = sides.get(key);
    if (side === undefined) {
      side = new Side(ports, draft.cells, draft.isolated);
      sides.set(key, side);
    }
    return side;
  });
}

function* rulesOf({ policies }: Cluster): Iterable<PolicyRule> {
  for (const { ingress = [], egress = [] } of policies) yield* [...ingress, ...egress];
}

function* blocksOf(cluster: Cluster): Iterable<IpRange> {
  for (const { peers = [] } of rulesOf(cluster)) {
    for (const peer of peers.filter((each): each is Extract<PolicyPeer, { kind: 'addresses' }> => each.kind === 'addresses')) {
      yield* [peer.block, ...peer.except];
    }
  }
}

/** Every number that a policy, a pod or the profile mentions: between those, no port differs from its neighbour. */
function* portRangesOf(cluster: Cluster, { facts }: Environment): Iterable<PortRange> {
  for (const { ports = [] } of rulesOf(cluster)) yield* ports.flatMap(rangesOf);
  for (const { ports } of cluster.workloads) yield* ports.map(({ protocol, port }) => single(protocol, port));
  for (const { ports } of cluster.services) {
    for (const { protocol, port, targetPort } of ports) {
      yield single(protocol, port);
      if (typeof targetPort === 'number') yield single(protocol, targetPort);
    }
  }
  for (const { ports } of cluster.endpoints) yield* ports.map(({ protocol, port }) => single(protocol, port));
  yield* facts.dns.ports;
}

/** The first port of a range counts on its own, as it is all that a CNI without endPort sees. */
const rangesOf = (port: PolicyPort): PortRange[] =>
  port.kind === 'numbers' ? [port, single(port.protocol, port.first)] : [];

const single = (protocol: Protocol, port: number): PortRange => ({ protocol, first: port, last: port });
