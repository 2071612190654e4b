import { connectivityMap, connectivityOf } from './connectivity-map';
import { Difference, differenceOf } from './difference';
import { Environment } from './environment';
import { Inhabited } from './inhabited';
import { inForce, Network } from './network';
import { governedClasses } from './network-policy-drafts';
import { refine, suits } from './suits';
import { Cluster, Policy } from '../model';

/**
 * A network whose NetworkPolicies change, as they do in an editor or under `kubectl apply`.
 *
 * A change costs as much as the pods are that it governs, not as the cluster is. What the classes of pods were not made for, such
 * as a label that no policy asked about before, costs a new start.
 */
export class LiveNetwork {
  private current: Network;
  private readonly policies: Set<Policy>;
  private inhabited: Inhabited;

  constructor(private readonly cluster: Cluster, private readonly environment: Environment) {
    this.current = new Network(cluster, environment);
    this.policies = new Set(cluster.policies);
    this.inhabited = inhabitedBy(this.current);
  }

  public get network(): Network {
    return this.current;
  }

  /** Puts NetworkPolicies in place of others, and tells what that opens and closes. */
  public replace(removed: readonly Policy[], added: readonly Policy[]): Difference {
    removed.forEach(policy => this.policies.delete(policy));
    added.forEach(policy => this.policies.add(policy));
    const { universe } = this.current;
    const inForceNow = inForce({ ...this.cluster, policies: added }, universe.answers).policies;
    if (!suits(universe, this.inhabited, inForceNow)) return this.restart();
    refine(universe, this.inhabited, inForceNow);
    const concerned = governedClasses(universe, [...removed, ...inForceNow]);
    const before = connectivityOf(this.current, concerned);
    this.current.replace(removed, inForceNow);
    return differenceOf(before, connectivityOf(this.current, concerned));
  }

  private restart(): Difference {
    const before = connectivityMap(this.current);
    this.current = new Network({ ...this.cluster, policies: [...this.policies] }, this.environment);
    this.inhabited = inhabitedBy(this.current);
    return differenceOf(before, connectivityMap(this.current));
  }
}

const inhabitedBy = ({ universe: { classes, addresses } }: Network) => new Inhabited(classes, addresses);
