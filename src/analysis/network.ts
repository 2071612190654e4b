import { AddressMatcher } from './address-match';
import { CompiledRule, Direction, podPeers, Universe } from './compile-rule';
import { Answers, Environment } from './environment';
import { IpSpace } from './ip-space';
import { peersOf } from './peer';
import { podClasses } from './pod-classes';
import { PortRange, PortSpace } from './port-space';
import { Selections } from './selection';
import { Allowed, both, Cell, Side } from './side';
import { Cluster, Policy, PolicyPeer, PolicyPort, PolicyRule } from '../model';
import { IpRange, Protocol } from '../values';

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
      matcher: new AddressMatcher(classes, addresses, answers, environment.facts),
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
    return both(this.universe.ports, this.egress[source].allows(destination), this.ingress[destination].allows(source));
  }

  private sides(direction: Direction): Side[] {
    const { classes, ports } = this.universe;
    const drafts = classes.map((): Draft => ({ cells: [], governed: 'no' }));
    for (const policy of this.cluster.policies) {
      const rules = policy[direction]?.map(rule => new CompiledRule(this.universe, policy, rule, direction));
      if (rules !== undefined) this.govern(drafts, policy, rules);
    }
    return shared(drafts, ({ cells, governed }) =>
      new Side(ports, cells, governed !== 'no', governed === 'perhaps' ? ['host-network'] : []));
  }

  private govern(drafts: readonly Draft[], { namespace, selects }: Policy, rules: readonly CompiledRule[]): void {
    const { classes, selections } = this.universe;
    for (const { peers: subjects, hangsOn } of podPeers(this.universe, selections.inNamespace(namespace, selects))) {
      for (const subject of subjects) {
        const draft = drafts[subject];
        if (draft.governed !== 'yes') draft.governed = hangsOn.length > 0 ? 'perhaps' : 'yes';
        for (const rule of rules) draft.cells.push(...rule.cellsFor(classes[subject]));
      }
    }
  }
}

/** A side while its policies are being collected. */
interface Draft {
  readonly cells: Cell[];
  governed: 'no' | 'perhaps' | 'yes';
}

/** Text that is equal for equal sides. Selections that are equal are mostly one array, so that its number stands for it. */
const selectionNumbers = new WeakMap<object, number>();
let selectionCount = 0;

function sideKey({ cells, governed }: Draft): string {
  const parts = cells.map(({ peers, ports, hangsOn }) => {
    if (!selectionNumbers.has(peers)) selectionNumbers.set(peers, selectionCount++);
    return `${selectionNumbers.get(peers)}:${ports}:${hangsOn.join()}`;
  });
  return `${governed} ${parts.sort().join(' ')}`;
}

function shared(drafts: readonly Draft[], make: (draft: Draft) => Side): Side[] {
  const sides = new Map<string, Side>();
  return drafts.map(draft => {
    const key = sideKey(draft);
    let side = sides.get(key);
    if (side === undefined) {
      side = make(draft);
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
    yield* ports.flatMap(({ protocol, targetPort }) => typeof targetPort === 'number' ? [single(protocol, targetPort)] : []);
  }
  yield* facts.dns.ports;
}

/** The first port of a range counts on its own, as it is all that a CNI without endPort sees. */
const rangesOf = (port: PolicyPort): PortRange[] =>
  port.kind === 'numbers' ? [port, single(port.protocol, port.first)] : [];

const single = (protocol: Protocol, port: number): PortRange => ({ protocol, first: port, last: port });
