import { UsageError } from '../errors';
import { checkedLabels, Labels } from '../values';

/** A taint that pods put up with. */
interface Toleration {
  readonly key: string;
  readonly operator: 'Equal';
  readonly value: string;
  readonly effect: 'NoSchedule';
}

const DEDICATED = 'dedicated';

/** Labels with this prefix are beyond the reach of nodes themselves, so that a stolen node cannot draw sensitive pods to it. */
const RESTRICTED = 'node-restriction.kubernetes.io/';

/**
 * On which nodes pods run.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export class Placement {
  /**
   * Nodes that run nothing else: tainted `dedicated=NAME:NoSchedule` and labelled `node-restriction.kubernetes.io/dedicated=NAME`.
   *
   * Whoever sets up the nodes has to give them both. An invalid name throws a UsageError.
   */
  public static dedicated(name: string): Placement {
    const where = 'Placement.dedicated';
    const labels = checkedLabels(where, { [`${RESTRICTED}${DEDICATED}`]: name });
    if (name === '') throw new UsageError(where, 'the name is empty', 'name the nodes, such as "payments"');
    return new Placement(labels, [{ key: DEDICATED, operator: 'Equal', value: name, effect: 'NoSchedule' }]);
  }

  /** Nodes that carry all of these labels, and perhaps run other pods too. Labels that are none throw a UsageError. */
  public static nodesLabeled(labels: { [key: string]: string }): Placement {
    const where = 'Placement.nodesLabeled';
    if (Object.keys(labels).length > 0) return new Placement(checkedLabels(where, labels), []);
    throw new UsageError(where, 'there is no label, so every node would do', 'name a label that only the right nodes carry');
  }

  private constructor(private readonly nodeLabels: Labels, private readonly tolerations: readonly Toleration[]) {}

  /**
   * What a pod that is to run there says in its spec.
   *
   * @internal
   */
  public get _podFields(): Readonly<Record<string, unknown>> {
    const matchExpressions = Object.entries(this.nodeLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
    return {
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } } },
      ...this.tolerations.length > 0 && { tolerations: this.tolerations },
    };
  }

  /**
   * What a namespace says whose pods are all to run there. The API server heeds it where its plugins PodNodeSelector and
   * PodTolerationRestriction are turned on.
   *
   * @internal
   */
  public get _namespaceAnnotations(): Labels {
    const selector = Object.entries(this.nodeLabels).map(([key, value]) => `${key}=${value}`).join(',');
    return {
      ...this.tolerations.length > 0 && { 'scheduler.alpha.kubernetes.io/defaultTolerations': JSON.stringify(this.tolerations) },
      'scheduler.alpha.kubernetes.io/node-selector': selector,
    };
  }
}
