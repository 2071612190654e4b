import { checkedCount, checkedQuantity } from '../values';

/** Values for a `NamespaceQuota`. */
export interface NamespaceQuotaValues {
  /**
   * CPU that the pods may request together, such as `10` or `500m`.
   *
   * @default - that of the preset
   */
  readonly requestsCpu?: string;

  /**
   * Memory that the pods may request together, such as `20Gi`.
   *
   * @default - that of the preset
   */
  readonly requestsMemory?: string;

  /**
   * CPU that the limits of the pods may add up to.
   *
   * @default - that of the preset
   */
  readonly limitsCpu?: string;

  /**
   * Memory that the limits of the pods may add up to.
   *
   * @default - that of the preset
   */
  readonly limitsMemory?: string;

  /**
   * Storage that the volume claims may request together.
   *
   * @default - that of the preset
   */
  readonly requestsStorage?: string;

  /**
   * Number of pods.
   *
   * @default - that of the preset
   */
  readonly pods?: number;

  /**
   * Number of Services.
   *
   * @default - that of the preset
   */
  readonly services?: number;

  /**
   * Number of Services of type LoadBalancer. Each is a way in that no ingress controller guards.
   *
   * @default 0
   */
  readonly loadBalancers?: number;

  /**
   * Number of ports that Services open on every node, those of load balancers included.
   *
   * @default 0
   */
  readonly nodePorts?: number;

  /**
   * Number of Ingresses.
   *
   * @default - that of the preset
   */
  readonly ingresses?: number;

  /**
   * Number of volume claims.
   *
   * @default - that of the preset
   */
  readonly persistentVolumeClaims?: number;

  /**
   * Number of ConfigMaps.
   *
   * @default - that of the preset
   */
  readonly configMaps?: number;

  /**
   * Number of Secrets.
   *
   * @default - that of the preset
   */
  readonly secrets?: number;

  /**
   * Number of Jobs.
   *
   * @default - that of the preset
   */
  readonly jobs?: number;

  /**
   * Number of pods that may ask to run beside, or away from, pods of other namespaces, and so keep those from nodes.
   *
   * @default 0
   */
  readonly crossNamespaceAffinityPods?: number;
}

const CLOSED: NamespaceQuotaValues = { loadBalancers: 0, nodePorts: 0, crossNamespaceAffinityPods: 0 };

const SMALL: NamespaceQuotaValues = {
  ...CLOSED,
  requestsCpu: '4',
  requestsMemory: '8Gi',
  limitsCpu: '8',
  limitsMemory: '16Gi',
  requestsStorage: '50Gi',
  pods: 20,
  services: 10,
  ingresses: 5,
  persistentVolumeClaims: 5,
  configMaps: 50,
  secrets: 50,
  jobs: 20,
};

const MEDIUM: NamespaceQuotaValues = {
  ...CLOSED,
  requestsCpu: '16',
  requestsMemory: '32Gi',
  limitsCpu: '32',
  limitsMemory: '64Gi',
  requestsStorage: '250Gi',
  pods: 100,
  services: 50,
  ingresses: 20,
  persistentVolumeClaims: 25,
  configMaps: 200,
  secrets: 200,
  jobs: 100,
};

const LARGE: NamespaceQuotaValues = {
  ...CLOSED,
  requestsCpu: '64',
  requestsMemory: '256Gi',
  limitsCpu: '128',
  limitsMemory: '512Gi',
  requestsStorage: '2Ti',
  pods: 500,
  services: 200,
  ingresses: 100,
  persistentVolumeClaims: 100,
  configMaps: 1000,
  secrets: 1000,
  jobs: 500,
};

const AMOUNTS = {
  requestsCpu: 'requests.cpu',
  requestsMemory: 'requests.memory',
  limitsCpu: 'limits.cpu',
  limitsMemory: 'limits.memory',
  requestsStorage: 'requests.storage',
} as const;

const COUNTS = {
  pods: 'pods',
  services: 'services',
  loadBalancers: 'services.loadbalancers',
  nodePorts: 'services.nodeports',
  ingresses: 'count/ingresses.networking.k8s.io',
  persistentVolumeClaims: 'persistentvolumeclaims',
  configMaps: 'count/configmaps',
  secrets: 'count/secrets',
  jobs: 'count/jobs.batch',
} as const;

/**
 * How much the objects of a namespace may use together.
 *
 * Each preset allows neither load balancers nor ports on the nodes, which lead past the ingress controller.
 *
 * @example NamespaceQuota.medium({ loadBalancers: 1, nodePorts: 1 })
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class NamespaceQuota {
  /** For a handful of pods: 4 CPUs and 8 GiB requested. Values that are given replace those of the preset. */
  public static small(values: NamespaceQuotaValues = {}): NamespaceQuota {
    return new NamespaceQuota('NamespaceQuota.small', { ...SMALL, ...values });
  }

  /** For an application: 16 CPUs and 32 GiB requested. Values that are given replace those of the preset. */
  public static medium(values: NamespaceQuotaValues = {}): NamespaceQuota {
    return new NamespaceQuota('NamespaceQuota.medium', { ...MEDIUM, ...values });
  }

  /** For many applications: 64 CPUs and 256 GiB requested. Values that are given replace those of the preset. */
  public static large(values: NamespaceQuotaValues = {}): NamespaceQuota {
    return new NamespaceQuota('NamespaceQuota.large', { ...LARGE, ...values });
  }

  /** Exactly these values, and no load balancers, ports on the nodes or affinity to other namespaces unless they say so. */
  public static of(values: NamespaceQuotaValues): NamespaceQuota {
    return new NamespaceQuota('NamespaceQuota.of', { ...CLOSED, ...values });
  }

  /** No quota at all: whoever may create pods may take the whole cluster. */
  public static none(): NamespaceQuota {
    return new NamespaceQuota('NamespaceQuota.none', {});
  }

  /**
   * The `hard` limits of the ResourceQuota, sorted by name; none when there is nothing to limit.
   *
   * @internal
   */
  public readonly _hard: Readonly<Record<string, string>>;

  /** @internal */
  public readonly _crossNamespaceAffinityPods?: string;

  private constructor(where: string, values: NamespaceQuotaValues) {
    const entries = [
      ...keysOf(AMOUNTS).map(key => [AMOUNTS[key], written(values[key], amount => checkedQuantity(where, key, amount))]),
      ...keysOf(COUNTS).map(key => [COUNTS[key], written(values[key], count => checkedCount(where, key, count))]),
    ].filter(([, value]) => value !== undefined) as [string, string][];
    this._hard = Object.fromEntries(entries.sort(([a], [b]) => a < b ? -1 : 1));
    this._crossNamespaceAffinityPods = written(values.crossNamespaceAffinityPods, count => checkedCount(where, 'crossNamespaceAffinityPods', count));
  }
}

const keysOf = <T extends object>(map: T) => Object.keys(map) as (keyof T)[];

const written = <T>(value: T | undefined, write: (value: T) => string): string | undefined => value === undefined ? undefined : write(value);
