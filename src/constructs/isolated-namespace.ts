import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { claim, claimObject } from './claims';
import { ClusterProfile } from './cluster-profile';
import { declares } from './declared-flows';
import { kubeObject } from './kube-object';
import { PodSecurityLevel, podSecurityLabels } from './pod-security';
import { where } from './where';
import { isolateNamespace } from './workload-policies';
import { UsageError } from '../errors';
import { defaultDeny, dnsEgress, NetworkPolicySpec } from '../policies';
import { checkedLabels, DeclaredFlow, dnsLabel, Labels } from '../values';

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
export class IsolatedNamespace extends Construct {
  /** Name of the namespace. */
  public readonly name: string;

  /** The Namespace object, to patch or to depend on. */
  public readonly apiObject: ApiObject;

  private readonly allowsDns: boolean;

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
    if (this.allowsDns) this.addPolicy('allow-dns', dnsEgress(dns.pods, dns.ports));
    isolateNamespace(this, this.name, this.allowsDns);
    declares(this);
  }

  /** @internal */
  public get _isolates(): string {
    return this.name;
  }

  /** @internal */
  public _flows(): DeclaredFlow[] {
    const { dns } = ClusterProfile._for(this)._facts;
    if (!this.allowsDns) return [];
    return [{ source: { namespace: this.name, labels: {} }, destination: dns.pods, ports: dns.ports, declaredBy: this.node.path }];
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
