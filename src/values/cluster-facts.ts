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
  readonly ingressController: ControllerFacts;
  readonly dns: DnsFacts;
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
export type CniName = 'any' | 'cilium' | 'calico' | 'antrea' | 'ovn-kubernetes' | 'aws-vpc-cni' | 'eks-auto-mode' | 'azure-npm' | 'gke-dataplane-v2' | 'kube-router';

export interface CniFacts {
  readonly name: CniName;
  /** Major and minor, such as `1.18`, where it is known. */
  readonly version?: string;
}

export type CloudName = 'none' | 'aws' | 'azure' | 'gcp' | 'openstack' | 'alibaba';

export type MeshName = 'none' | 'istio-sidecar' | 'istio-ambient' | 'linkerd';

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

export interface DnsFacts {
  readonly pods: PodLocation;
  readonly ports: readonly Ports[];
}
