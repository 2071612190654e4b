/** Whose machines the nodes of a cluster are. */
export enum Cloud {
  /** Your own, or those of somebody who is not in this list. */
  NONE = 'none',
  /** Amazon Web Services. */
  AWS = 'aws',
  /** Microsoft Azure. */
  AZURE = 'azure',
  /** Google Cloud. */
  GCP = 'gcp',
  /** OpenStack, whoever runs it. */
  OPENSTACK = 'openstack',
  /** Alibaba Cloud. */
  ALIBABA = 'alibaba',
}

/** The service mesh of a cluster. */
export enum Mesh {
  /** There is none. */
  NONE = 'none',
  /** Istio with a sidecar in each pod. */
  ISTIO_SIDECAR = 'istio-sidecar',
  /** Istio in ambient mode. */
  ISTIO_AMBIENT = 'istio-ambient',
  /** Linkerd, from 2.18. */
  LINKERD = 'linkerd',
}

/** What makes the load balancers of a cluster. */
export enum LoadBalancers {
  /** Network Load Balancers, by the AWS Load Balancer Controller or by EKS Auto Mode. */
  AWS = 'aws',
  /** The cloud provider of Azure, as in AKS. */
  AZURE = 'azure',
  /** GKE. */
  GCP = 'gcp',
  /** MetalLB. */
  METALLB = 'metallb',
  /** The cloud provider of OpenStack, by Octavia. */
  OPENSTACK = 'openstack',
}
