import { Assumptions } from './assumptions';
import { Cidr } from './cidr';
import { PodLocation } from './pod-location';
import { Ports } from './ports';

/** What no manifest tells about a cluster. The constructs write for it, the analyzer judges by it. */
export interface ClusterFacts {
  /** Minor version of Kubernetes, such as 34. */
  readonly kubernetesMinor: number;
  readonly ingressController: ControllerFacts;
  readonly dns: DnsFacts;
  /** The pods that scrape metrics; none when nothing may. */
  readonly monitoring?: PodLocation;
  readonly podCidrs: readonly Cidr[];
  readonly serviceCidrs: readonly Cidr[];
  readonly nodeCidrs: readonly Cidr[];
  /** Answers to the questions Kubernetes leaves open; the rest keep their fallback. */
  readonly assumptions: Partial<Assumptions>;
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
