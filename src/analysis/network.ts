import { Allowed } from './allowed';
import { Answers, Environment } from './environment';
import { Direction } from './rule-context';
import { Sides } from './sides';
import { Universe, universeOf } from './universe';
import { Cluster, Policy } from '../model';
import { containsRange, IpRange } from '../values';

/**
 * Who may open connections to whom, for every pair at once.
 *
 * Pods are grouped into classes, ports and addresses cut into atoms, so that each policy is looked at once; what a pair may do is
 * then an intersection of two sets of ports.
 */
export class Network {
  public readonly universe: Universe;
  public readonly cluster: Cluster;

  private readonly sides: Sides;
  /** Classes on the host network, once somebody asks. */
  private hosts?: readonly number[];
  /** Addresses of nodes, once somebody asks. */
  private nodeAddresses?: readonly IpRange[];

  constructor(cluster: Cluster, public readonly environment: Environment) {
    const answers = new Answers(environment.facts);
    this.cluster = inForce(cluster, answers);
    this.universe = universeOf(this.cluster, environment, answers);
    this.sides = new Sides(this.universe, this.cluster);
  }

  /** The ports on which pods of one class may connect to pods of another: those that the one may leave and the other enter by. */
  public between(source: number, destination: number): Allowed {
    const { classes, allowedPorts, answers } = this.universe;
    const out = this.sides.of('egress', source).allows(destination);
    const isTrusted = classes[source].addresses.ofNodes && answers.to('node-to-pod') === 'all-nodes';
    return isTrusted ? out : allowedPorts.both(out, this.sides.of('ingress', destination).allows(source));
  }

  /** The ports on which addresses outside, by the number of their atom, may connect to a class, or be connected to. */
  public outside(podClass: number, direction: Direction, atom: number): Allowed {
    const { classes, addresses, allowedPorts } = this.universe;
    if (direction === 'ingress' && this.isTrusted(addresses.atoms[atom])) return allowedPorts.everything;
    return this.sides.of(direction, podClass).allows(classes.length + atom);
  }

  /** The ports on which a class may connect to a domain name that its policies name. */
  public toName(podClass: number, name: string): Allowed {
    return this.sides.of('egress', podClass).allows(this.universe.names.get(name)!);
  }

  /** The domain names that the policies of a class allow by name. */
  public namesOf(podClass: number): string[] {
    const allowed = this.sides.of('egress', podClass).names;
    return [...this.universe.names].filter(([, column]) => allowed.has(column)).map(([name]) => name);
  }

  /** The classes that may be let in by another: all, if nothing governs who may enter. */
  public sourcesOf(destination: number): Iterable<number> {
    const classes = this.classesAmong(this.sides.of('ingress', destination).peers);
    return this.trusted.length === 0 ? classes : new Set([...classes, ...this.trusted]);
  }

  /** The classes that another may be let out to: all, if nothing governs where it may go. */
  public destinationsOf(source: number): Iterable<number> {
    return this.classesAmong(this.sides.of('egress', source).peers);
  }

  /** Puts NetworkPolicies in place of others, and returns the classes that they govern. The new ones have to suit the universe. */
  public replace(removed: readonly Policy[], added: readonly Policy[]): ReadonlySet<number> {
    return this.sides.replace(removed, added);
  }

  /** Whether addresses are of nodes that no policy keeps out. */
  public isTrusted(atom: IpRange): boolean {
    const { cluster: { nodes }, environment: { facts } } = this;
    if (facts.assumptions['node-to-pod'] !== 'all-nodes') return false;
    this.nodeAddresses ??= [...nodes.flatMap(({ addresses }) => addresses), ...facts.nodeCidrs.map(({ _range }) => _range)];
    return this.nodeAddresses.some(range => containsRange(range, atom)) && this.universe.answers.to('node-to-pod') === 'all-nodes';
  }

  /** Classes that no policy keeps out. */
  private get trusted(): readonly number[] {
    const { classes, answers } = this.universe;
    this.hosts ??= classes.filter(({ addresses }) => addresses.ofNodes).map(({ index }) => index);
    return this.hosts.length > 0 && answers.to('node-to-pod') === 'all-nodes' ? this.hosts : [];
  }

  private classesAmong(columns: ReadonlySet<number> | undefined): Iterable<number> {
    const { classes } = this.universe;
    return columns === undefined ? classes.keys() : [...columns].filter(column => column < classes.length);
  }
}

/** Without what a refusing API server, or a CNI that knows no policies, would have nothing of. */
export function inForce(cluster: Cluster, answers: Answers): Cluster {
  const isEnforced = answers.to('policy-enforced') !== 'no';
  const isRefused = cluster.policies.some(({ hasHostBits }) => hasHostBits) && answers.to('cidr-host-bits') === 'reject';
  const policies = isRefused ? cluster.policies.filter(({ hasHostBits }) => !hasHostBits) : cluster.policies;
  const includesCompleted = cluster.completed.length > 0 && answers.to('completed-pods') === 'included';
  return {
    ...cluster,
    policies: isEnforced ? policies : [],
    tieredPolicies: isEnforced ? cluster.tieredPolicies : [],
    workloads: includesCompleted ? [...cluster.workloads, ...cluster.completed] : cluster.workloads,
    completed: includesCompleted ? [] : cluster.completed,
  };
}
