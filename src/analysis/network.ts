import { AddressMatcher } from './address-match';
import { CompiledRule, Direction, podPeers, Universe } from './compile-rule';
import { Answers, Environment } from './environment';
import { IpSpace } from './ip-space';
import { peersOf } from './peer';
import { PodClass, podClasses } from './pod-classes';
import { Allowed, Cell, Side } from './side';
import { PortRange, PortSpace } from './port-space';
import { Selections } from './selection';
import { Cluster, Policy, PolicyPeer, PolicyRule } from '../model';
import { IpRange } from '../values';

/**
 * Who may open connections to whom, for every pair at once.
 *
 * Pods are grouped into classes, ports and addresses cut into atoms, so that each policy is looked at once; what a pair may do is
 * then an intersection of two sets of ports.
 */
export class Network {
  public readonly universe: Universe;

  private readonly ingress: readonly Side[];
  private readonly egress: readonly Side[];

  constructor(public readonly cluster: Cluster, public readonly environment: Environment) {
    const { peers, namespaces } = peersOf(cluster, environment);
    const answers = new Answers(environment.facts);
    const addresses = new IpSpace([...blocksOf(cluster)]);
    const classes = podClasses(cluster, peers, addresses);
    this.universe = {
      classes,
      selections: new Selections(classes, namespaces),
      ports: new PortSpace(portRangesOf(cluster, environment)),
      addresses,
      answers,
      matcher: new AddressMatcher(addresses, answers, environment.facts),
    };
    this.ingress = this.sides('ingress');
    this.egress = this.sides('egress');
  }

  /** What the policies of a class let in or out. */
  public side(podClass: number, direction: Direction): Side {
    return (direction === 'ingress' ? this.ingress : this.egress)[podClass];
  }

  /** The ports on which pods of one class may connect to pods of another: those that the one may leave and the other enter by. */
  public between(source: number, destination: number): Allowed {
    const { ports } = this.universe;
    const out = this.egress[source].allows(destination);
    const into = this.ingress[destination].allows(source);
    return {
      certainly: ports.intersection(out.certainly, into.certainly),
      possibly: ports.intersection(out.possibly, into.possibly),
      hangsOn: [...out.hangsOn, ...into.hangsOn],
    };
  }

  private sides(direction: Direction): Side[] {
    const { classes, ports } = this.universe;
    const cells: Cell[][] = classes.map(() => []);
    const governed = classes.map(() => 'no' as 'no' | 'perhaps' | 'yes');
    for (const policy of this.cluster.policies) {
      const rules = policy[direction]?.map(rule => new CompiledRule(this.universe, policy, rule, direction));
      if (rules === undefined) continue;
      for (const { peers: subjects, hangsOn } of this.subjectsOf(policy)) {
        for (const subject of subjects) {
          if (governed[subject] !== 'yes') governed[subject] = hangsOn.length > 0 ? 'perhaps' : 'yes';
          for (const rule of rules) cells[subject].push(...rule.cellsFor(classes[subject]));
        }
      }
    }
    return shared(classes, index => sideKey(cells[index], governed[index]), index =>
      new Side(ports, cells[index], governed[index] !== 'no', governed[index] === 'perhaps' ? ['host-network'] : []));
  }

  private subjectsOf({ namespace, selects }: Policy) {
    return podPeers(this.universe, this.universe.selections.inNamespace(namespace, selects));
  }
}

/** Text that is equal for equal sides. Selections that are equal are mostly one array, so that its number stands for it. */
const selectionNumbers = new WeakMap<object, number>();
let selectionCount = 0;

function sideKey(cells: readonly Cell[], governed: string): string {
  const parts = cells.map(({ peers, ports, hangsOn }) => {
    if (!selectionNumbers.has(peers)) selectionNumbers.set(peers, selectionCount++);
    return `${selectionNumbers.get(peers)}:${ports}:${hangsOn.join()}`;
  });
  return `${governed} ${parts.sort().join(' ')}`;
}

function shared(classes: readonly PodClass[], key: (index: number) => string, make: (index: number) => Side): Side[] {
  const sides = new Map<string, Side>();
  return classes.map(({ index }) => {
    const text = key(index);
    let side = sides.get(text);
    if (side === undefined) {
      side = make(index);
      sides.set(text, side);
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
  for (const { ports = [] } of rulesOf(cluster)) {
    for (const port of ports) {
      if (port.kind !== 'numbers') continue;
      yield port;
      yield { ...port, last: port.first };
    }
  }
  for (const { ports } of cluster.workloads) for (const { protocol, port } of ports) yield { protocol, first: port, last: port };
  for (const { ports } of cluster.services) {
    for (const { protocol, targetPort } of ports) if (typeof targetPort === 'number') yield { protocol, first: targetPort, last: targetPort };
  }
  yield* facts.dns.ports;
}
