import { IConstruct } from 'constructs';
import { apiServerPeer } from './api-server-peer';
import { cidrPeer, CidrOptions } from './cidr-peer';
import { dnsPeer } from './dns-peer';
import { podsOfConstruct } from './manifest-pods';
import { PeerFacts, ResolvePeer } from './peer-facts';
import { SubdomainDepth } from './subdomain-depth';
import { UsageError } from '../errors';
import { internetBlocks } from '../policies';
import { checkedDomain, checkedLabels, checkedPodLabels, dnsLabel, FlowEnd, patternText, Ports, THE_INTERNET } from '../values';

/** Whoever may be at the other end of a flow: a tier, a namespace, or any `Peer`. */
export interface IPeer {
  /** What to write into policies. A construct of yours returns that of the pods that it defines, such as `Peer.pods(this.deployment)`. */
  toPeer(): Peer;
}

/** Options for `Peer.namespacesLabeled`. */
export interface NamespacesLabeledOptions {
  /**
   * Labels of the pods in these namespaces.
   *
   * @default - every pod
   */
  readonly podLabels?: { [key: string]: string };
}

/**
 * Anything that may talk, for `allowTo` and `allowFrom`.
 *
 * @example
 * api.allowTo(Peer.internet(), { ports: [Ports.tcp(443)], reason: 'card payments' });
 * api.allowFrom(Peer.pods(legacyDeployment));
 */
export class Peer implements IPeer {
  /**
   * The pods that constructs define: of any version of cdk8s-plus, raw objects, or whole charts of them.
   *
   * Their manifests are read for labels and ports. What defines no pods throws a UsageError.
   */
  public static pods(...constructs: IConstruct[]): Peer {
    if (constructs.length > 0) return new Peer(() => constructs.flatMap(podsOfConstruct));
    throw new UsageError('Peer.pods', 'there is no construct', 'pass whatever defines the pods, such as a Deployment');
  }

  /** Every pod of a namespace, by its name. */
  public static namespace(name: string): Peer {
    const namespace = dnsLabel('Peer.namespace', 'namespace', name);
    return peerOf({ namespace, labels: {} }, `namespace "${namespace}"`);
  }

  /** The pods of a namespace that carry all of certain labels. */
  public static podsLabeled(namespace: string, labels: { [key: string]: string }): Peer {
    const at = 'Peer.podsLabeled';
    const checked = checkedPodLabels(at, labels);
    return peerOf({ namespace: dnsLabel(at, 'namespace', namespace), labels: checked }, `pods ${labelsText(checked)} in namespace "${namespace}"`);
  }

  /**
   * The pods of every namespace that carries all of certain labels.
   *
   * Whoever may label namespaces decides who that is. An empty list of labels throws a UsageError: it would be the whole cluster.
   */
  public static namespacesLabeled(labels: { [key: string]: string }, options: NamespacesLabeledOptions = {}): Peer {
    const at = 'Peer.namespacesLabeled';
    if (Object.keys(labels).length === 0) {
      throw new UsageError(at, 'there are no labels, so every namespace would count', 'name a label that only these namespaces carry');
    }
    const [namespaceLabels, podLabels] = [checkedLabels(at, labels), checkedLabels(at, options.podLabels ?? {})];
    return peerOf({ kind: 'labelled', namespaceLabels, labels: podLabels },
      `pods${Object.keys(podLabels).length > 0 ? ` ${labelsText(podLabels)}` : ''} in namespaces ${labelsText(namespaceLabels)}`);
  }

  /**
   * A block of addresses outside the cluster.
   *
   * Every address (`0.0.0.0/0`, `::/0`) throws a UsageError, as it has your nodes and the metadata service of your cloud among it; and
   * so does a block to connect to that has those among others. What is meant has to be named.
   */
  public static cidr(cidr: string, options: CidrOptions = {}): Peer {
    return new Peer(cidrPeer(cidr, options));
  }

  /** Every public address, IPv4 and IPv6: no private ones, no metadata service, and nothing that the profile knows to be of the cluster. */
  public static internet(): Peer {
    return new Peer(({ facts }) => [{ end: { kind: 'addresses', blocks: internetBlocks(facts) }, what: THE_INTERNET, ports: [] }]);
  }

  /**
   * A host outside the cluster, by its name, such as `api.example.com`; whatever addresses that has.
   *
   * Using it throws a UsageError where the network plugin of the profile knows no names.
   */
  public static host(name: string): Peer {
    const domain = checkedDomain('Peer.host', name);
    return peerOf({ kind: 'names', pattern: { domain } }, domain);
  }

  /** The hosts below a domain, without the domain itself. Using it throws a UsageError where the network plugin means others by its asterisk. */
  public static subdomainsOf(domain: string, depth: SubdomainDepth): Peer {
    const pattern = { domain: checkedDomain('Peer.subdomainsOf', domain), below: depth };
    return peerOf({ kind: 'names', pattern }, patternText(pattern));
  }

  /**
   * The API server, to connect to.
   *
   * Network plugins that know by themselves where it is are asked; for others, the profile has to state its addresses.
   */
  public static kubeApi(): Peer {
    return new Peer(apiServerPeer);
  }

  /** Whoever calls the webhooks and extension servers of the cluster: the API server, as a source. */
  public static apiServerWebhooks(): Peer {
    return new Peer(apiServerPeer);
  }

  /** The DNS of the cluster. */
  public static dns(): Peer {
    return new Peer(dnsPeer);
  }

  /** The pods of the ingress controllers of the profile. */
  public static ingressController(): Peer {
    return new Peer(({ facts }) => facts.ingressControllers.map(({ pods }) => ({ end: pods, what: 'the ingress controller', ports: [] })));
  }

  /** The pods that scrape metrics. A profile without monitoring makes using it throw a UsageError. */
  public static monitoring(): Peer {
    return new Peer(({ facts: { monitoring }, where }) => {
      if (monitoring !== undefined) return [{ end: monitoring, what: 'the monitoring', ports: [] }];
      throw new UsageError(where, 'the cluster profile has no monitoring', 'state it in the profile: monitoring: Monitoring.prometheus()');
    });
  }

  /** @internal */
  public static _of(...facts: PeerFacts[]): Peer {
    return new Peer(() => facts);
  }

  private constructor(
    /** @internal */
    public readonly _resolve: ResolvePeer,
  ) {}

  public toPeer(): Peer {
    return this;
  }
}

const peerOf = (end: FlowEnd, what: string, ports: readonly Ports[] = []): Peer => Peer._of({ end, what, ports });

const labelsText = (labels: { readonly [key: string]: string }): string => Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(',');
