import { Cidr } from '../values';

/** What enforces a `PlatformBoundary`. */
export enum BoundaryEngine {
  /** A ValidatingAdmissionPolicy, which refuses NetworkPolicies that say too much. Kubernetes 1.30 has it, whatever the CNI. */
  ADMISSION = 'admission',
  /** AdminNetworkPolicy v1alpha1, which OVN-Kubernetes and older versions of others know. */
  ADMIN_NETWORK_POLICY = 'admin-network-policy',
  /** The ClusterNetworkPolicy of Antrea, in its tier `securityops`. `palisade` does not read it. */
  ANTREA = 'antrea',
  /** GlobalNetworkPolicies of Calico, in a tier of their own. The open-source Calico has tiers since 3.30. */
  CALICO = 'calico',
  /** CiliumClusterwideNetworkPolicies that deny. */
  CILIUM = 'cilium',
  /** The upstream ClusterNetworkPolicy v1alpha2. */
  CLUSTER_NETWORK_POLICY = 'cluster-network-policy',
  /** The ClusterNetworkPolicy of the Amazon VPC CNI. */
  EKS = 'eks',
}

/** Properties for `PlatformBoundary`. */
export interface PlatformBoundaryProps {
  /**
   * What the names of its objects begin with. Boundaries of several apps in one cluster need names of their own.
   *
   * @default 'palisade'
   */
  readonly name?: string;

  /**
   * What enforces it.
   *
   * @default - the policies of the CNI of the ClusterProfile that stand above NetworkPolicies; BoundaryEngine.ADMISSION if it has none
   */
  readonly engine?: BoundaryEngine;

  /**
   * Addresses that nothing in the namespaces may connect to, such as those of nodes, of the control plane or of a machine room.
   *
   * To Cilium, no block of addresses has the nodes of the cluster: there, `default-deny` alone keeps pods from those.
   *
   * @default - none besides the metadata addresses
   */
  readonly deniedCidrs?: Cidr[];

  /**
   * Whether pods may ask for the credentials that the cloud hands out to whatever runs on its machines.
   *
   * @default false
   */
  readonly allowMetadata?: boolean;

  /**
   * Priority of the first of its policies among those of other administrators; lower is asked first. The others follow.
   *
   * @default 10
   */
  readonly priority?: number;
}
