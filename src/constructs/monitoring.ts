import { checkedPodLabels, dnsLabel, PodLocation } from '../values';

/** Options for `Monitoring.prometheus`. */
export interface PrometheusOptions {
  /**
   * Namespace of the Prometheus pods.
   *
   * @default 'monitoring'
   */
  readonly namespace?: string;

  /**
   * Labels of the Prometheus pods.
   *
   * @default - `app.kubernetes.io/name: prometheus`
   */
  readonly podLabels?: { [key: string]: string };
}

/** The system that collects metrics from the pods of the cluster. */
export class Monitoring {
  /** Prometheus, as its operator installs it. An invalid namespace or label throws a UsageError. */
  public static prometheus(options: PrometheusOptions = {}): Monitoring {
    const where = 'Monitoring.prometheus';
    return new Monitoring({
      namespace: dnsLabel(where, 'namespace', options.namespace ?? 'monitoring'),
      labels: checkedPodLabels(where, options.podLabels ?? { 'app.kubernetes.io/name': 'prometheus' }),
    });
  }

  /** Nothing collects metrics. */
  public static none(): Monitoring {
    return new Monitoring();
  }

  private constructor(
    /** @internal */
    public readonly _pods?: PodLocation,
  ) {}
}
