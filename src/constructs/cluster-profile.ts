import { IConstruct } from 'constructs';
import { ClusterDns } from './cluster-dns';
import { IngressController } from './ingress-controller';
import { Monitoring } from './monitoring';
import { where } from './where';
import { UsageError } from '../errors';
import { IngressTarget, ingressTargets } from '../ingress';
import { presets } from '../profiles';
import { checkedAssumptions, Cidr, ClusterFacts, kubernetesMinor } from '../values';

/** Properties for a `ClusterProfile`: what differs from its preset. */
export interface ClusterProfileProps {
  /**
   * Version of Kubernetes, such as `1.34`.
   *
   * @default '1.34'
   */
  readonly kubernetesVersion?: string;

  /**
   * The ingress controller.
   *
   * @default IngressController.traefik()
   */
  readonly ingress?: IngressController;

  /**
   * The DNS service of the cluster.
   *
   * @default ClusterDns.pods()
   */
  readonly dns?: ClusterDns;

  /**
   * The system that collects metrics.
   *
   * @default Monitoring.prometheus()
   */
  readonly monitoring?: Monitoring;

  /**
   * Addresses that pods get.
   *
   * @default - not known
   */
  readonly podCidrs?: Cidr[];

  /**
   * Addresses that Services get.
   *
   * @default - not known
   */
  readonly serviceCidrs?: Cidr[];

  /**
   * Addresses that nodes have.
   *
   * @default - not known
   */
  readonly nodeCidrs?: Cidr[];

  /**
   * Answers, by name, to questions that the Kubernetes API leaves open; `palisade map --list-assumptions` prints them.
   *
   * @default - what is not known stays open, and verdicts that hang on it say so
   */
  readonly assumptions?: { [name: string]: string };
}

// A well-known symbol, not a WeakMap: two copies of this library in one app must see the same profile.
const PROFILE = Symbol.for('cdk8s-palisade.ClusterProfile');
const CONSULTED = Symbol.for('cdk8s-palisade.ClusterProfile.consulted');

/**
 * What the manifests are for: the things that no manifest tells about a cluster, stated once.
 *
 * Attach it to an app, a chart or any construct; every construct of this library below that scope writes for it.
 *
 * @example ClusterProfile.attach(app, ClusterProfile.vanilla({ kubernetesVersion: '1.34' }))
 */
export class ClusterProfile {
  /** A plain cluster: CoreDNS, Traefik, Prometheus, any CNI. Unsupported versions and unknown assumptions throw a UsageError. */
  public static vanilla(props: ClusterProfileProps = {}): ClusterProfile {
    return ClusterProfile.create('ClusterProfile.vanilla', presets.vanilla, ingressTargets.traefik, props);
  }

  /**
   * Attaches `profile` to `scope` and everything below.
   *
   * Throws a UsageError when the scope has one already, or when constructs below it were written for another.
   */
  public static attach(scope: IConstruct, profile: ClusterProfile): void {
    if (Object.hasOwn(scope, PROFILE)) {
      throw new UsageError(where(scope), 'a ClusterProfile is attached already', 'attach one profile to each scope');
    }
    if (Object.hasOwn(scope, CONSULTED)) {
      throw new UsageError(where(scope), 'constructs below it were already written for another ClusterProfile',
        'attach the profile before you define anything below');
    }
    Object.defineProperty(scope, PROFILE, { value: profile });
  }

  /** The profile of the nearest scope that has one; `ClusterProfile.vanilla()` if none has. */
  public static of(construct: IConstruct): ClusterProfile {
    const owner = clusterScope(construct) as IConstruct & { [PROFILE]?: ClusterProfile };
    return owner[PROFILE] ?? ClusterProfile.vanilla();
  }

  /**
   * The profile that a construct is written for. From now on, no scope between the two can get another.
   *
   * @internal
   */
  public static _for(construct: IConstruct): ClusterProfile {
    const owner = clusterScope(construct);
    for (const scope of construct.node.scopes.slice(construct.node.scopes.indexOf(owner))) {
      Object.defineProperty(scope, CONSULTED, { value: true });
    }
    return ClusterProfile.of(construct);
  }

  private static create(name: string, preset: ClusterFacts, target: IngressTarget, props: ClusterProfileProps): ClusterProfile {
    return new ClusterProfile({
      ...preset,
      ...statedServices(props),
      ...statedAddresses(props),
      ...props.kubernetesVersion !== undefined && { kubernetesMinor: kubernetesMinor(name, props.kubernetesVersion) },
      assumptions: { ...preset.assumptions, ...checkedAssumptions(name, { ...props.assumptions }) },
    }, props.ingress?._target ?? target);
  }

  private constructor(
    /** @internal */
    public readonly _facts: ClusterFacts,
    /** @internal */
    public readonly _ingressTarget: IngressTarget,
  ) {}
}

/** The scope that stands for the cluster of a construct: the nearest with a profile, or else the root. */
export function clusterScope(construct: IConstruct): IConstruct {
  const { scopes } = construct.node;
  return [...scopes].reverse().find(scope => Object.hasOwn(scope, PROFILE)) ?? scopes[0];
}

const statedServices = ({ ingress, dns, monitoring }: ClusterProfileProps): Partial<ClusterFacts> => ({
  ...ingress && { ingressController: ingress._facts },
  ...dns && { dns: dns._facts },
  ...monitoring && { monitoring: monitoring._pods },
});

const statedAddresses = ({ podCidrs, serviceCidrs, nodeCidrs }: ClusterProfileProps): Partial<ClusterFacts> => ({
  ...podCidrs && { podCidrs: [...podCidrs] },
  ...serviceCidrs && { serviceCidrs: [...serviceCidrs] },
  ...nodeCidrs && { nodeCidrs: [...nodeCidrs] },
});
