import { Assumptions } from './assumptions';
import { Cidr } from './cidr';
import { PodLocation } from './pod-location';
import { Ports } from './ports';

/** What no manifest tells about a cluster. The constructs write for it, the analyzer judges by it. */
export interface ClusterFacts {
  /** Minor version of Kubernetes, such as 34. */
  readonly kubernetesMinor: number;
  /** What enforces policies. */
  readonly cni: CniFacts;
  /** Whose machines the nodes are. */
  readonly cloud: CloudName;
  readonly mesh: MeshName;
  /** Where the control plane of the mesh runs, if not where its documentation puts it. */
  readonly meshNamespace?: string;
  /** Whether a CNI plugin of the mesh sets up pods, so that they need no privileged init container for it. */
  readonly meshPlugin?: boolean;
  /** What makes load balancers, where it is not that of the cloud. */
  readonly loadBalancers?: LoadBalancerName;
  /** Every ingress controller, the one first that serves whoever names none. */
  readonly ingressControllers: readonly ControllerFacts[];
  /** Every place at which pods may find the cluster DNS. */
  readonly dns: readonly DnsPlace[];
  /** The pods that scrape metrics; none when nothing may. */
  readonly monitoring?: PodLocation;
  readonly podCidrs: readonly Cidr[];
  readonly serviceCidrs: readonly Cidr[];
  readonly nodeCidrs: readonly Cidr[];
  /** Where pods see the API server, behind its Service. */
  readonly apiServer: ApiServerFacts;
  /** Addresses at which a cloud hands out credentials to whatever runs on its machines. */
  readonly metadataCidrs: readonly Cidr[];
  /** Answers to the questions Kubernetes leaves open; the rest keep their fallback. */
  readonly assumptions: Partial<Assumptions>;
}

/** The engines whose own kinds or limits matter; `any` stands for one that does what NetworkPolicy v1 asks for, and no more. */
export const cniNames = [
  'any', 'cilium', 'calico', 'calico-enterprise', 'antrea', 'ovn-kubernetes', 'aws-vpc-cni', 'eks-auto-mode', 'azure-npm',
  'gke-dataplane-v2', 'kube-router', 'flannel',
] as const;
export type CniName = typeof cniNames[number];

export interface CniFacts {
  readonly name: CniName;
  /** Major and minor, such as `1.18`, where it is known. */
  readonly version?: string;
  /** Whether what its vendor charges for is switched on. */
  readonly paidFeatures?: boolean;
}

export const cloudNames = ['none', 'aws', 'azure', 'gcp', 'openstack', 'alibaba'] as const;
export type CloudName = typeof cloudNames[number];

export const meshNames = ['none', 'istio-sidecar', 'istio-ambient', 'linkerd'] as const;
export type MeshName = typeof meshNames[number];

/** What makes load balancers; each has annotations of its own. */
export const loadBalancerNames = ['aws', 'azure', 'gcp', 'metallb', 'openstack'] as const;
export type LoadBalancerName = typeof loadBalancerNames[number];

export interface ApiServerFacts {
  readonly cidrs: readonly Cidr[];
  readonly port: number;
}

export interface ControllerFacts {
  /** Name of the ingress target, such as `traefik`. */
  readonly target: string;
  readonly className: string;
  readonly pods: PodLocation;
}

/**
 * Where names are looked up: in pods, at an address that is no pod's, or on the very node of the asking pod, which some engines do not
 * take for an address.
 */
export type DnsPlace = PodDns | AddressDns | NodeDns;

export interface PodDns {
  readonly kind: 'pods';
  readonly pods: PodLocation;
  readonly ports: readonly Ports[];
}

/** The pods that may answer DNS: none where nodes do it by themselves. */
export const podDns = ({ dns }: Pick<ClusterFacts, 'dns'>): PodDns[] => dns.filter((place): place is PodDns => place.kind === 'pods');

export interface AddressDns {
  readonly kind: 'addresses';
  readonly cidr: Cidr;
  readonly ports: readonly Ports[];
}

export interface NodeDns {
  readonly kind: 'own-node';
  readonly ports: readonly Ports[];
}
