import { IConstruct } from 'constructs';
import { ClusterProfileProps, statedFacts } from './cluster-profile-props';
import { where } from './where';
import { UsageError } from '../errors';
import { clusterFacts, PresetName, presets } from '../profiles';
import { ClusterFacts } from '../values';

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
    return ClusterProfile.like('vanilla', props);
  }

  /** Azure Kubernetes Service with Cilium, and with LocalDNS wherever its nodes run it. */
  public static aks(props: ClusterProfileProps = {}): ClusterProfile {
    return ClusterProfile.like('aks', props);
  }

  /** Amazon EKS with the VPC CNI and its network policies switched on. */
  public static eks(props: ClusterProfileProps = {}): ClusterProfile {
    return ClusterProfile.like('eks', props);
  }

  /** Amazon EKS in Auto Mode, where nodes answer DNS and no pods do. */
  public static eksAutoMode(props: ClusterProfileProps = {}): ClusterProfile {
    return ClusterProfile.like('eksAutoMode', props);
  }

  /** Google Kubernetes Engine with Dataplane V2 and NodeLocal DNSCache; for Cloud DNS, add `dns: ClusterDns.cloudDns()`. */
  public static gke(props: ClusterProfileProps = {}): ClusterProfile {
    return ClusterProfile.like('gke', props);
  }

  /** OpenShift with OVN-Kubernetes and its own DNS and monitoring. */
  public static openshift(props: ClusterProfileProps = {}): ClusterProfile {
    return ClusterProfile.like('openshift', props);
  }

  /** K3s with its own Traefik in `kube-system`, and with the policies of kube-router. */
  public static k3s(props: ClusterProfileProps = {}): ClusterProfile {
    return ClusterProfile.like('k3s', props);
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

  private static like(preset: PresetName, props: ClusterProfileProps): ClusterProfile {
    return new ClusterProfile(clusterFacts(presets[preset], statedFacts(`ClusterProfile.${preset}`, props, presets[preset])));
  }

  private constructor(
    /** @internal */
    public readonly _facts: ClusterFacts,
  ) {}
}

/** The scope that stands for the cluster of a construct: the nearest with a profile, or else the root. */
export function clusterScope(construct: IConstruct): IConstruct {
  const { scopes } = construct.node;
  return [...scopes].reverse().find(scope => Object.hasOwn(scope, PROFILE)) ?? scopes[0];
}
