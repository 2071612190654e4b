import { UsageError } from '../errors';
import { cloudDns, dnsAt, dnsPorts, KUBE_DNS_PODS, localDns, nodeLocalDns } from '../profiles';
import { checkedPodLabels, checkedPort, Cidr, dnsLabel, DnsPlace } from '../values';

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
    const where = 'ClusterDns.pods';
    return new ClusterDns([{
      kind: 'pods',
      pods: {
        namespace: dnsLabel(where, 'namespace', options.namespace ?? KUBE_DNS_PODS.namespace),
        labels: checkedPodLabels(where, options.podLabels ?? KUBE_DNS_PODS.labels),
      },
      ports: dnsPorts(checkedPort(where, options.port ?? 53)),
    }]);
  }

  /** DNS answered at addresses that are no pod's, such as those of a service on each node. None, and a bad port, throw a UsageError. */
  public static addresses(cidrs: Cidr[], port: number = 53): ClusterDns {
    const where = 'ClusterDns.addresses';
    if (cidrs.length === 0) throw new UsageError(where, 'there are no addresses, so nobody could look up a name', 'name one, such as Cidr.of("10.96.0.10/32")');
    return new ClusterDns(cidrs.map(cidr => dnsAt(cidr, checkedPort(where, port))));
  }

  /** NodeLocal DNSCache: a cache on each node at 169.254.20.10, before CoreDNS. */
  public static nodeLocal(): ClusterDns {
    return new ClusterDns(nodeLocalDns());
  }

  /** LocalDNS of AKS: a cache on each node at 169.254.10.10 and 169.254.10.11, before CoreDNS. */
  public static localDns(): ClusterDns {
    return new ClusterDns(localDns());
  }

  /** Cloud DNS of GKE, at the metadata address. */
  public static cloudDns(): ClusterDns {
    return new ClusterDns(cloudDns());
  }

  private constructor(
    /** @internal */
    public readonly _places: readonly DnsPlace[],
  ) {}

  /** Looked up in this one or in the other. */
  public plus(other: ClusterDns): ClusterDns {
    return new ClusterDns([...this._places, ...other._places]);
  }
}
