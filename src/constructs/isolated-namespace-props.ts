import { ContainerLimits } from './container-limits';
import { NamespaceQuota } from './namespace-quota';
import { Placement } from './placement';
import { PodSecurityLevel } from './pod-security';

/** Options for an isolated namespace, whoever it belongs to. */
export interface IsolatedNamespaceOptions {
  /**
   * Labels of the namespace, besides those of Pod Security and those that tell its owner, environment and tenant.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Who answers for the namespace, such as `team-shop`; the label `cdk8s-palisade/owner`.
   *
   * @default - nobody is named
   */
  readonly owner?: string;

  /**
   * Such as `dev`, `test` or `production`; the label `cdk8s-palisade/environment`. Tiers of different environments cannot be allowed
   * to talk.
   *
   * @default - none; it may then talk to namespaces without one
   */
  readonly environment?: string;

  /**
   * Whether pods may look up names in the cluster DNS. Hardly anything works without.
   *
   * @default true
   */
  readonly allowDns?: boolean;

  /**
   * The Pod Security level that the API server enforces on the pods. Violations of `restricted` are always warned of.
   *
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;

  /**
   * How much the objects of the namespace may use together.
   *
   * @default NamespaceQuota.medium()
   */
  readonly quota?: NamespaceQuota;

  /**
   * What a container gets that does not say how much it needs, and the most that one may have.
   *
   * @default ContainerLimits.medium()
   */
  readonly limits?: ContainerLimits;

  /**
   * Whether pods that name no ServiceAccount get credentials for the API server.
   *
   * @default false
   */
  readonly automountServiceAccountToken?: boolean;

  /**
   * Whether the network plugin logs which connections of the pods it denies. Some log that of all pods by themselves, so that nothing is
   * written; where none does, this throws a UsageError.
   *
   * @default false
   */
  readonly logDenied?: boolean;

  /**
   * The nodes that all pods of the namespace run on, by annotations that the admission plugins PodNodeSelector and
   * PodTolerationRestriction read. Most clusters have those turned off.
   *
   * @default - any nodes
   */
  readonly placement?: Placement;

  /**
   * Why the namespace stays out of the mesh of its cluster, such as `runs a legacy database`. Its pods then neither encrypt nor tell who
   * they are, and no pod of the mesh lets them connect. Kept as an annotation of the namespace.
   *
   * @default - it is in the mesh of the ClusterProfile, if that has one
   */
  readonly outsideMesh?: string;
}

/** Properties for `IsolatedNamespace`. */
export interface IsolatedNamespaceProps extends IsolatedNamespaceOptions {
  /** Name of the namespace: at most 63 lower-case letters, digits and dashes. */
  readonly name: string;

  /**
   * Whom the namespace is run for; the label `cdk8s-palisade/tenant`. Tiers of different tenants cannot be allowed to talk.
   *
   * @default - nobody in particular; it may then talk to namespaces without one
   */
  readonly tenant?: string;
}
