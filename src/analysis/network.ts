import { Allowed } from './allowed';
import { Answers, Environment } from './environment';
import { Direction } from './rule-context';
import { Side } from './side';
import { sidesOf } from './sides';
import { Universe, universeOf } from './universe';
import { Cluster } from '../model';

/**
 * Who may open connections to whom, for every pair at once.
 *
 * Pods are grouped into classes, ports and addresses cut into atoms, so that each policy is looked at once; what a pair may do is
 * then an intersection of two sets of ports.
 */
export class Network {
  public readonly universe: Universe;
  public readonly cluster: Cluster;

  private readonly sides: Readonly<Record<Direction, readonly Side[]>>;

  constructor(cluster: Cluster, public readonly environment: Environment) {
    const answers = new Answers(environment.facts);
    this.cluster = inForce(cluster, answers);
    this.universe = universeOf(this.cluster, environment, answers);
    this.sides = sidesOf(this.cluster, this.universe);
  }

  /** The ports on which pods of one class may connect to pods of another: those that the one may leave and the other enter by. */
  public between(source: number, destination: number): Allowed {
    const { classes, allowedPorts, answers } = this.universe;
    const out = this.sides.egress[source].allows(destination);
    const isTrusted = classes[source].addresses.ofNodes && answers.to('node-to-pod') === 'all-nodes';
    return isTrusted ? out : allowedPorts.both(out, this.sides.ingress[destination].allows(source));
  }

  /** The ports on which addresses outside, by the number of their atom, may connect to a class, or be connected to. */
  public outside(podClass: number, direction: Direction, atom: number): Allowed {
    return this.sides[direction][podClass].allows(this.universe.classes.length + atom);
  }

  /** The ports on which a class may connect to a domain name that its policies name. */
  public toName(podClass: number, name: string): Allowed {
    return this.sides.egress[podClass].allows(this.universe.names.get(name)!);
  }

  /** The domain names that the policies of a class name. */
  public namesOf(podClass: number): string[] {
    const peers = this.sides.egress[podClass].named;
    return [...this.universe.names].filter(([, column]) => peers.has(column)).map(([name]) => name);
  }

  /** The classes that may be let in by another: all, if nothing governs who may enter. */
  public sourcesOf(destination: number): Iterable<number> {
    const { classes } = this.universe;
    const peers = this.sides.ingress[destination].peers;
    return peers === undefined ? classes.keys() : [...peers].filter(peer => peer < classes.length);
  }
}

/** Without what a refusing API server, or a CNI that knows no policies, would have nothing of. */
function inForce(cluster: Cluster, answers: Answers): Cluster {
  if (answers.to('policy-enforced') === 'no') return { ...cluster, policies: [], tieredPolicies: [] };
  const isRefused = cluster.policies.some(({ hasHostBits }) => hasHostBits) && answers.to('cidr-host-bits') === 'reject';
  const includesCompleted = cluster.completed.length > 0 && answers.to('completed-pods') === 'included';
  return {
    ...cluster,
    policies: isRefused ? cluster.policies.filter(({ hasHostBits }) => !hasHostBits) : cluster.policies,
    workloads: includesCompleted ? [...cluster.workloads, ...cluster.completed] : cluster.workloads,
    completed: includesCompleted ? [] : cluster.completed,
  };
}
