import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { AllowOptions } from './allow-options';
import { claim, claimObject } from './claims';
import { ClusterProfile } from './cluster-profile';
import { declares } from './declared-flows';
import { dnsPeer } from './dns-peer';
import { FlowSubject } from './flow-subject';
import { kubeObject } from './kube-object';
import { IPeer, Peer } from './peer';
import { PodSecurityLevel, podSecurityLabels } from './pod-security';
import { where } from './where';
import { isolateNamespace } from './workload-policies';
import { UsageError } from '../errors';
import { defaultDeny, dnsEgress, NetworkPolicySpec } from '../policies';
import { checkedLabels, DeclaredFlow, dnsLabel, Labels, Ports } from '../values';

/** Properties for `IsolatedNamespace`. */
export interface IsolatedNamespaceProps {
  /** Name of the namespace: at most 63 lower-case letters, digits and dashes. */
  readonly name: string;

  /**
   * Labels of the namespace, besides those for Pod Security.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Whether pods may look up names in the cluster DNS. Hardly anything works without.
   *
   * @default true
   */
  readonly allowDns?: boolean;

  /**
   * The Pod Security level that the API server enforces on the pods. Violations of `restricted` are always warned of.
   *
   * @default PodSecurityLevel.RESTRICTED
   */
  readonly podSecurity?: PodSecurityLevel;
}

/**
 * A namespace in which nothing talks unless it was declared.
 *
 * Defines the Namespace, a NetworkPolicy `default-deny` that closes every pod both ways, and one that lets every pod look up
 * names in the cluster DNS of the profile, and nowhere else.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 */
export class IsolatedNamespace extends Construct implements IPeer {
  /** Name of the namespace. */
  public readonly name: string;

  /** The Namespace object, to patch or to depend on. */
  public readonly apiObject: ApiObject;

  private readonly allowsDns: boolean;
  private readonly everyPod: FlowSubject;

  /** Throws a UsageError when the name or a label is invalid. */
  constructor(scope: Construct, id: string, props: IsolatedNamespaceProps) {
    super(scope, id);
    this.requireOurs(props.name);
    this.name = dnsLabel(where(this), 'namespace', props.name);
    this.requireForeignLabels(props.labels ?? {});
    claim(this, { what: `namespace "${this.name}"`, fix: 'define each namespace once, and pass it to whoever needs it' });
    this.allowsDns = props.allowDns ?? true;

    const { dns, kubernetesMinor } = ClusterProfile._for(this)._facts;
    this.apiObject = kubeObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      name: this.name,
      labels: checkedLabels(where(this), {
        ...podSecurityLabels(props.podSecurity ?? PodSecurityLevel.RESTRICTED, kubernetesMinor), ...props.labels,
      }),
    });
    this.addPolicy('default-deny', defaultDeny());
    if (this.allowsDns) this.addPolicy('allow-dns', dnsEgress(dns));
    isolateNamespace(this, this.name, this.allowsDns);
    this.everyPod = new FlowSubject(this, this.asPeer);
    declares(this);
  }

  /** Lets every pod of the namespace open connections to `destination`. Better say it of the tiers that need it. */
  public allowTo(destination: IPeer, options: AllowOptions = {}): void {
    this.everyPod.allow('egress', destination, options);
  }

  /** Lets every pod of the namespace accept connections from `source`, on ports that have to be named. */
  public allowFrom(source: IPeer, options: AllowOptions = {}): void {
    this.everyPod.allow('ingress', source, options);
  }

  /** Lets the pods of the namespace talk to each other: on every port, unless `options` name some. */
  public allowWithin(options: AllowOptions = {}): void {
    this.allowTo(this, { ports: [Ports.allTcp(), Ports.allUdp(), Ports.allSctp()], ...options });
  }

  /** Every pod of the namespace, for the policies of others. */
  public toPeer(): Peer {
    return Peer._of(this.asPeer);
  }

  /** @internal */
  public get _isolates(): string {
    return this.name;
  }

  /** @internal */
  public _flows(): DeclaredFlow[] {
    const places = this.allowsDns ? dnsPeer({ facts: ClusterProfile._for(this)._facts }) : [];
    const lookups = places.map(({ end, ports }) => ({ source: this.asPeer.end, destination: end, ports, declaredBy: this.node.path }));
    return [...lookups, ...this.everyPod.flows];
  }

  private get asPeer() {
    return { end: { namespace: this.name, labels: {} }, what: `namespace "${this.name}"`, ports: [] };
  }

  private requireOurs(name: string): void {
    if (!/^[^a-z0-9]*kube[^a-z0-9]/i.test(name)) return;
    throw new UsageError(where(this), `namespace "${name}" belongs to Kubernetes, and closing it would break the cluster`,
      'use a namespace of your own, such as "shop"');
  }

  private requireForeignLabels(labels: Labels): void {
    if ('kubernetes.io/metadata.name' in labels) {
      throw new UsageError(where(this), 'the label "kubernetes.io/metadata.name" is set by the API server', 'leave it out');
    }
    const ours = Object.keys(labels).find(key => key.startsWith('pod-security.kubernetes.io/'));
    if (ours === undefined) return;
    throw new UsageError(where(this), `the label "${ours}" is not yours to set`,
      'state the level as `podSecurity`, and the version as `kubernetesVersion` of the ClusterProfile');
  }

  private addPolicy(name: string, spec: NetworkPolicySpec): void {
    claimObject(this, { kind: 'NetworkPolicy', namespace: this.name, name });
    kubeObject(this, name, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name, namespace: this.name, spec });
  }
}
