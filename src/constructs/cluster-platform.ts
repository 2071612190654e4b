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
