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
    const out = this.sides.egress[source].allows(destination);
    return this.isTrusted(source) ? out : this.universe.allowedPorts.both(out, this.sides.ingress[destination].allows(source));
  }

  /** Whether a class enters wherever it likes, as pods on the network of a node do where nodes are never kept out. */
  public isTrusted(source: number): boolean {
    const { classes, answers } = this.universe;
    return classes[source].addresses.ofNodes && answers.to('node-to-pod') === 'all-nodes';
  }

  /** What the policies let into a class, or out of it. */
  public sideOf(podClass: number, direction: Direction): Side {
    return this.sides[direction][podClass];
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
  };
}
