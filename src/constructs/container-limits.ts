import { UsageError } from '../errors';
import { checkedQuantity, quantityValue } from '../values';

/** Values for `ContainerLimits`. */
export interface ContainerLimitsValues {
  /**
   * CPU that a container requests that says nothing, such as `100m`.
   *
   * @default - that of the preset
   */
  readonly requestCpu?: string;

  /**
   * Memory that a container requests that says nothing, such as `128Mi`.
   *
   * @default - that of the preset
   */
  readonly requestMemory?: string;

  /**
   * CPU that a container is limited to that says nothing.
   *
   * @default - that of the preset
   */
  readonly limitCpu?: string;

  /**
   * Memory that a container is limited to that says nothing.
   *
   * @default - that of the preset
   */
  readonly limitMemory?: string;

  /**
   * The most CPU that a container may be given.
   *
   * @default - that of the preset
   */
  readonly maxCpu?: string;

  /**
   * The most memory that a container may be given.
   *
   * @default - that of the preset
   */
  readonly maxMemory?: string;
}

const SMALL: ContainerLimitsValues =
  { requestCpu: '50m', requestMemory: '64Mi', limitCpu: '500m', limitMemory: '256Mi', maxCpu: '2', maxMemory: '4Gi' };
const MEDIUM: ContainerLimitsValues =
  { requestCpu: '100m', requestMemory: '128Mi', limitCpu: '1', limitMemory: '512Mi', maxCpu: '4', maxMemory: '16Gi' };
const LARGE: ContainerLimitsValues =
  { requestCpu: '250m', requestMemory: '256Mi', limitCpu: '2', limitMemory: '2Gi', maxCpu: '16', maxMemory: '64Gi' };

const FIELDS = {
  default: ['limitCpu', 'limitMemory'],
  defaultRequest: ['requestCpu', 'requestMemory'],
  max: ['maxCpu', 'maxMemory'],
} as const;

/**
 * What a container of a namespace gets that does not say how much it needs, and the most that one may have.
 *
 * A quota on CPU and memory makes the API server refuse pods that do not say it, so the two go together.
 *
 * @example ContainerLimits.small({ maxMemory: '8Gi' })
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export class ContainerLimits {
  /** A tenth of a CPU or less, at most 2 CPUs and 4 GiB. Values that are given replace those of the preset. */
  public static small(values: ContainerLimitsValues = {}): ContainerLimits {
    return new ContainerLimits('ContainerLimits.small', { ...SMALL, ...values });
  }

  /** As much as a tier gets, at most 4 CPUs and 16 GiB. Values that are given replace those of the preset. */
  public static medium(values: ContainerLimitsValues = {}): ContainerLimits {
    return new ContainerLimits('ContainerLimits.medium', { ...MEDIUM, ...values });
  }

  /** For containers that work hard: at most 16 CPUs and 64 GiB. Values that are given replace those of the preset. */
  public static large(values: ContainerLimitsValues = {}): ContainerLimits {
    return new ContainerLimits('ContainerLimits.large', { ...LARGE, ...values });
  }

  /** Exactly these values. */
  public static of(values: ContainerLimitsValues): ContainerLimits {
    return new ContainerLimits('ContainerLimits.of', values);
  }

  /** No limits and no defaults. With a quota on CPU and memory, every container then has to say what it needs. */
  public static none(): ContainerLimits {
    return new ContainerLimits('ContainerLimits.none', {});
  }

  /**
   * The parts of the LimitRange for containers; none when there is nothing to limit.
   *
   * @internal
   */
  public readonly _container: Readonly<Record<string, Readonly<Record<string, string>>>>;

  private constructor(where: string, values: ContainerLimitsValues) {
    const parts = Object.entries(FIELDS).map(([field, [cpu, memory]]) => [field, {
      ...values[cpu] !== undefined && { cpu: checkedQuantity(where, cpu, values[cpu]) },
      ...values[memory] !== undefined && { memory: checkedQuantity(where, memory, values[memory]) },
    }] as const);
    for (const order of ORDERS) requireOrder(where, values, order);
    this._container = Object.fromEntries(parts.filter(([, amounts]) => Object.keys(amounts).length > 0));
  }
}

/** What the API server refuses to be greater than what follows it. */
const ORDERS: readonly (readonly (keyof ContainerLimitsValues)[])[] = [
  ['requestCpu', 'limitCpu', 'maxCpu'], ['requestMemory', 'limitMemory', 'maxMemory'],
];

function requireOrder(where: string, values: ContainerLimitsValues, order: readonly (keyof ContainerLimitsValues)[]): void {
  const stated = order.filter(key => values[key] !== undefined);
  const wrong = stated.find((key, index) => index > 0 && quantityValue(values[key]!) < quantityValue(values[stated[index - 1]]!));
  if (wrong === undefined) return;
  const before = stated[stated.indexOf(wrong) - 1];
  throw new UsageError(where, `${before} "${values[before]}" is more than ${wrong} "${values[wrong]}"`, `lower ${before}, or raise ${wrong}`);
}
