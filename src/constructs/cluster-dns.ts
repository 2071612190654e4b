import { presets } from '../profiles';
import { checkedPodLabels, checkedPort, DnsFacts, dnsLabel, Ports } from '../values';

/** Options for `ClusterDns.pods`. */
export interface ClusterDnsPodsOptions {
  /**
   * Namespace of the DNS pods.
   *
   * @default 'kube-system'
   */
  readonly namespace?: string;

  /**
   * Labels of the DNS pods.
   *
   * @default - `k8s-app: kube-dns`, which CoreDNS carries too
   */
  readonly podLabels?: { [key: string]: string };

  /**
   * Port on which the pods answer, over UDP and TCP; not the port of their Service, which policies never see.
   *
   * @default 53
   */
  readonly port?: number;
}

/**
 * The DNS service of the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class ClusterDns {
  /** DNS answered by pods, such as CoreDNS. An invalid namespace, label or port throws a UsageError. */
  public static pods(options: ClusterDnsPodsOptions = {}): ClusterDns {
    const usual = presets.vanilla.dns.pods;
    const where = 'ClusterDns.pods';
    const port = checkedPort(where, options.port ?? 53);
    return new ClusterDns({
      pods: {
        namespace: dnsLabel(where, 'namespace', options.namespace ?? usual.namespace),
        labels: checkedPodLabels(where, options.podLabels ?? usual.labels),
      },
      ports: [Ports.udp(port), Ports.tcp(port)],
    });
  }

  private constructor(
    /** @internal */
    public readonly _facts: DnsFacts,
  ) {}
}
