import { checkedCniVersion, CniFacts } from '../values';

/** Options for `Cni.cilium`. */
export interface CiliumOptions {
  /**
   * Its version, such as `1.18`.
   *
   * @default - not known, and what hangs on it stays open
   */
  readonly version?: string;

  /**
   * Whether what its vendor charges for is switched on, such as Advanced Container Networking Services on AKS.
   *
   * @default false
   */
  readonly paidFeatures?: boolean;
}

/**
 * The network plugin of the cluster, which enforces its policies.
 *
 * It settles which objects can be written, and how the questions are answered that Kubernetes leaves to it.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
 */
export class Cni {
  /** One that enforces NetworkPolicies, and of which no more is known. */
  public static any(): Cni {
    return new Cni({ name: 'any' });
  }

  /** Cilium. A version that is none throws a UsageError. */
  public static cilium(options: CiliumOptions = {}): Cni {
    return new Cni({ name: 'cilium', version: checkedCniVersion('Cni.cilium', options.version), paidFeatures: options.paidFeatures });
  }

  /** Open-source Calico. */
  public static calico(): Cni {
    return new Cni({ name: 'calico' });
  }

  /** Calico Enterprise and Calico Cloud. */
  public static calicoEnterprise(): Cni {
    return new Cni({ name: 'calico-enterprise' });
  }

  /** Antrea. */
  public static antrea(): Cni {
    return new Cni({ name: 'antrea' });
  }

  /** OVN-Kubernetes, as in OpenShift. */
  public static ovnKubernetes(): Cni {
    return new Cni({ name: 'ovn-kubernetes' });
  }

  /** The Amazon VPC CNI with network policies switched on. */
  public static awsVpcCni(): Cni {
    return new Cni({ name: 'aws-vpc-cni' });
  }

  /** What EKS Auto Mode runs. */
  public static eksAutoMode(): Cni {
    return new Cni({ name: 'eks-auto-mode' });
  }

  /** The Azure Network Policy Manager. */
  public static azureNpm(): Cni {
    return new Cni({ name: 'azure-npm' });
  }

  /** GKE Dataplane V2. */
  public static gkeDataplaneV2(): Cni {
    return new Cni({ name: 'gke-dataplane-v2' });
  }

  /** The policies of kube-router, as in K3s. */
  public static kubeRouter(): Cni {
    return new Cni({ name: 'kube-router' });
  }

  /** Flannel alone, which enforces no policies. */
  public static flannel(): Cni {
    return new Cni({ name: 'flannel' });
  }

  private constructor(
    /** @internal */
    public readonly _facts: CniFacts,
  ) {}
}
