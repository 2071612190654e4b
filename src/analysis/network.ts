import { Allowed } from './allowed';
import { Answers, Environment } from './environment';
import { Direction } from './rule-context';
import { Side } from './side';
import { Sides } from './sides';
import { TrustedNodes } from './trusted-nodes';
import { Universe, universeOf } from './universe';
import { Cluster, Policy } from '../model';

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
  private readonly trusted: TrustedNodes;

  constructor(cluster: Cluster, public readonly environment: Environment) {
    const answers = new Answers(environment.facts);
    this.cluster = inForce(cluster, answers);
    this.universe = universeOf(this.cluster, environment, answers);
    this.sides = new Sides(this.universe, this.cluster);
    this.trusted = new TrustedNodes(this.universe, this.cluster, environment.facts);
  }

  /** What the policies let into a class, or out of it. */
  public sideOf(podClass: number, direction: Direction): Side {
    return this.sides.of(direction, podClass);
  }

  /** The ports on which pods of one class may connect to pods of another: those that the one may leave and the other enter by. */
  public between(source: number, destination: number): Allowed {
    const out = this.sideOf(source, 'egress').allows(destination);
    return this.isTrusted(source) ? out : this.universe.allowedPorts.both(out, this.sideOf(destination, 'ingress').allows(source));
  }

  /** Whether a class enters wherever it likes, as pods on the network of a node do where nodes are never kept out. */
  public isTrusted(source: number): boolean {
    return this.trusted.has(source);
  }

  /** Whether addresses outside, by the number of their atom, are of nodes that are never kept out. */
  public isTrustedAddress(atom: number): boolean {
    return this.trusted.atoms.has(atom);
  }

  /** The ports on which addresses outside, by the number of their atom, may connect to a class, or be connected to. */
  public outside(podClass: number, direction: Direction, atom: number): Allowed {
    const { classes, allowedPorts } = this.universe;
    if (direction === 'ingress' && this.isTrustedAddress(atom)) return allowedPorts.everything;
    return this.sideOf(podClass, direction).allows(classes.length + atom);
  }

  /** The ports on which a class may connect to a domain name that its policies name. */
  public toName(podClass: number, name: string): Allowed {
    return this.sideOf(podClass, 'egress').allows(this.universe.names.get(name)!);
  }

  /** The domain names that the policies of a class allow by name. */
  public namesOf(podClass: number): string[] {
    const allowed = this.sideOf(podClass, 'egress').names;
    return allowed.size === 0 ? [] : [...this.universe.names].filter(([, column]) => allowed.has(column)).map(([name]) => name);
  }

  /** The classes that may be let in by another: all, if nothing governs who may enter. */
  public sourcesOf(destination: number): Iterable<number> {
    const side = this.sideOf(destination, 'ingress');
    return side.isClosed ? new Set([...side.classes, ...this.trusted.classes]) : this.universe.classes.keys();
  }

  /** The classes that another may be let out to: all, if nothing governs where it may go. */
  public destinationsOf(source: number): Iterable<number> {
    const side = this.sideOf(source, 'egress');
    return side.isClosed ? side.classes : this.universe.classes.keys();
  }

  /** The addresses outside, by the numbers of their atoms, that may connect to a class, or be connected to. */
  public atomsOf(podClass: number, direction: Direction): Iterable<number> {
    const side = this.sideOf(podClass, direction);
    if (!side.isClosed) return this.universe.addresses.atoms.keys();
    return direction === 'egress' ? side.atoms : new Set([...side.atoms, ...this.trusted.atoms]);
  }

  /** Puts NetworkPolicies in place of others, and returns the classes that they govern. The new ones have to suit the universe. */
  public replace(removed: readonly Policy[], added: readonly Policy[]): ReadonlySet<number> {
    return this.sides.replace(removed, added);
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
