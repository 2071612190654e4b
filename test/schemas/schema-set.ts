/** The kinds one release of a product serves, as the npm package that carries their schemas. */
export interface SchemaSet {
  /** The product, with its release where that matters, as errors name it. */
  readonly label: string;
  readonly packageName: string;
  /** Which of the API versions in the package count. */
  readonly apiVersions: RegExp;
}

/** The packages still carry what Kubernetes removed long ago (extensions/v1beta1), all of it unstable. */
const STABLE = /^([a-z0-9.-]+\/)?v\d+$/;
const ANY = /^[a-z0-9.-]+\/v\d+((alpha|beta)\d+)?$/;

const KUBERNETES: readonly SchemaSet[] = [
  { label: 'Kubernetes 1.27', packageName: 'kubernetes-models-oldest', apiVersions: STABLE },
  { label: 'Kubernetes 1.36', packageName: 'kubernetes-models', apiVersions: STABLE },
];

const CUSTOM_RESOURCES: Readonly<Record<string, SchemaSet>> = {
  'acme.cert-manager.io': published('cert-manager', 'cert-manager'),
  'cert-manager.io': published('cert-manager', 'cert-manager'),
  'cilium.io': published('Cilium', 'cilium'),
  'extensions.istio.io': published('Istio', 'istio'),
  'gateway.envoyproxy.io': published('Envoy Gateway', 'envoy-gateway'),
  'gateway.networking.k8s.io': published('Gateway API', 'gateway-api'),
  'networking.istio.io': published('Istio', 'istio'),
  'security.istio.io': published('Istio', 'istio'),
  'telemetry.istio.io': published('Istio', 'istio'),
  'traefik.io': published('Traefik', 'traefik'),
};

/** The groups of kinds whose makers publish no schemas: their tests hold them to what the documentation shows. */
const WITHOUT_SCHEMAS = new Set(['networking.gke.io', 'networking.k8s.aws', 'projectcalico.org']);

/** Finds every set that has to accept an object of `apiVersion`. */
export function schemaSetsFor(apiVersion: string): readonly SchemaSet[] {
  if (WITHOUT_SCHEMAS.has(groupOf(apiVersion))) return [];
  const customResources = CUSTOM_RESOURCES[groupOf(apiVersion)];
  return customResources === undefined ? KUBERNETES : [customResources];
}

function published(label: string, name: string): SchemaSet {
  return { label, packageName: `@kubernetes-models/${name}`, apiVersions: ANY };
}

const groupOf = (apiVersion: string) => apiVersion.split('/')[0];
