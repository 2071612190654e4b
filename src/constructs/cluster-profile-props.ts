import { Cni } from './cluster-cni';
import { ClusterDns } from './cluster-dns';
import { Cloud, LoadBalancers, Mesh } from './cluster-platform';
import { IngressController } from './ingress-controller';
import { Monitoring } from './monitoring';
import {
  checkedAssumptions, checkedPort, Cidr, CloudName, ClusterFacts, dnsLabel, kubernetesMinor, LoadBalancerName, MeshName,
} from '../values';

/** Properties for a `ClusterProfile`: what differs from its preset. */
export interface ClusterProfileProps {
  /**
   * Version of Kubernetes, such as `1.34`.
   *
   * @default '1.34'
   */
  readonly kubernetesVersion?: string;

  /**
   * The network plugin.
   *
   * @default - the one of the preset
   */
  readonly cni?: Cni;

  /**
   * Whose machines the nodes are. It settles at which addresses pods must not ask for credentials.
   *
   * @default - the one of the preset
   */
  readonly cloud?: Cloud;

  /**
   * The service mesh.
   *
   * @default Mesh.NONE
   */
  readonly mesh?: Mesh;

  /**
   * Namespace of the control plane of the mesh.
   *
   * @default - `istio-system` or `linkerd`
   */
  readonly meshNamespace?: string;

  /**
   * Whether the CNI plugin of a mesh with sidecars is installed: `istio-cni` or `linkerd-cni`. Without, the mesh puts an init container
   * into each pod that the Pod Security levels `restricted` and `baseline` refuse.
   *
   * @default false
   */
  readonly meshPlugin?: boolean;

  /**
   * What makes load balancers.
   *
   * @default - that of the cloud; not known without one
   */
  readonly loadBalancers?: LoadBalancers;

  /**
   * The ingress controller, or the one that serves every SecureIngress that names no other.
   *
   * @default - Traefik, in the namespace `traefik` or where the preset has it
   */
  readonly ingress?: IngressController;

  /**
   * Further ingress controllers. A SecureIngress names one of them by its class.
   *
   * @default - none
   */
  readonly otherIngress?: IngressController[];

  /**
   * The DNS service of the cluster.
   *
   * @default - the one of the preset
   */
  readonly dns?: ClusterDns;

  /**
   * The system that collects metrics.
   *
   * @default - the one of the preset, such as `Monitoring.prometheus()`
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
   * Addresses at which pods see the API server: those behind its Service, not that of the Service.
   *
   * @default - not known
   */
  readonly apiServerCidrs?: Cidr[];

  /**
   * The port on which the API server listens at those addresses.
   *
   * @default - the one of the preset: 443 in a cloud, and 6443 elsewhere
   */
  readonly apiServerPort?: number;

  /**
   * Addresses at which the cloud hands out credentials to whatever runs on its machines.
   *
   * @default - those of the cloud; of every cloud we know where there is none
   */
  readonly metadataCidrs?: Cidr[];

  /**
   * Answers, by name, to questions that the Kubernetes API leaves open; `palisade map --list-assumptions` prints them.
   *
   * @default - those of the CNI; what is not known stays open, and verdicts that hang on it say so
   */
  readonly assumptions?: { [name: string]: string };
}

/**
 * What the properties state, beside a preset that says the rest. An unsupported version and an unknown assumption throw a UsageError.
 */
export const statedFacts = (where: string, props: ClusterProfileProps, preset: ClusterFacts): Partial<ClusterFacts> => ({
  ...statedPlatform(where, props),
  ...statedMesh(where, props),
  ...statedServices(props, preset),
  ...statedAddresses(where, props, preset),
  assumptions: checkedAssumptions(where, { ...props.assumptions }),
});

const statedPlatform = (where: string, { kubernetesVersion, cni, cloud, loadBalancers }: ClusterProfileProps): Partial<ClusterFacts> => ({
  ...kubernetesVersion !== undefined && { kubernetesMinor: kubernetesMinor(where, kubernetesVersion) },
  ...cni && { cni: cni._facts },
  ...cloud && { cloud: cloud as CloudName },
  ...loadBalancers && { loadBalancers: loadBalancers as LoadBalancerName },
});

const statedMesh = (where: string, { mesh, meshNamespace, meshPlugin }: ClusterProfileProps): Partial<ClusterFacts> => ({
  ...mesh && { mesh: mesh as MeshName },
  ...meshNamespace !== undefined && { meshNamespace: dnsLabel(where, 'namespace', meshNamespace) },
  ...meshPlugin !== undefined && { meshPlugin },
});

const statedServices = ({ ingress, otherIngress = [], dns, monitoring }: ClusterProfileProps, preset: ClusterFacts): Partial<ClusterFacts> => ({
  ingressControllers: [...ingress ? [ingress._facts] : preset.ingressControllers, ...otherIngress.map(({ _facts }) => _facts)],
  ...dns && { dns: dns._places },
  ...monitoring && { monitoring: monitoring._pods },
});

function statedAddresses(where: string, props: ClusterProfileProps, { apiServer }: ClusterFacts): Partial<ClusterFacts> {
  const { podCidrs, serviceCidrs, nodeCidrs, metadataCidrs, apiServerCidrs = apiServer.cidrs, apiServerPort = apiServer.port } = props;
  return {
    ...podCidrs && { podCidrs: [...podCidrs] },
    ...serviceCidrs && { serviceCidrs: [...serviceCidrs] },
    ...nodeCidrs && { nodeCidrs: [...nodeCidrs] },
    ...metadataCidrs && { metadataCidrs: [...metadataCidrs] },
    apiServer: { cidrs: [...apiServerCidrs], port: checkedPort(where, apiServerPort) },
  };
}
