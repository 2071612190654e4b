import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { allowDns, dnsFlows } from './allow-dns';
import { AllowOptions } from './allow-options';
import { claim, claimObject } from './claims';
import { announceNamespace } from './cluster-namespaces';
import { ClusterProfile } from './cluster-profile';
import { ContainerLimits } from './container-limits';
import { declares } from './declared-flows';
import { DenyOptions } from './deny-options';
import { FlowSubject } from './flow-subject';
import { IsolatedNamespaceProps } from './isolated-namespace-props';
import { kubeObject } from './kube-object';
import { addMeshObjects, joinMesh, meshFlows, meshMarks } from './mesh-namespace';
import { NamespaceDenials } from './namespace-denials';
import { ENVIRONMENT_LABEL, OWNER_LABEL, requireForeignLabels, TENANT_LABEL } from './namespace-labels';
import { addDefaultServiceAccount, addLimitRange, addQuota } from './namespace-objects';
import { NamespaceQuota } from './namespace-quota';
import { IPeer, Peer } from './peer';
import { PodSecurityLevel, podSecurityLabels } from './pod-security';
import { Subject } from './subject';
import { TeamGrants } from './team-grants';
import { TeamRole } from './team-role';
import { where } from './where';
import { isolateNamespace } from './workload-policies';
import { UsageError } from '../errors';
import { defaultDeny, denialLogs, NetworkPolicySpec } from '../policies';
import { required } from '../profiles';
import { checkedLabels, DeclaredFlow, dnsLabel, Labels, Ports } from '../values';

/**
 * A namespace in which nothing talks unless it was declared.
 *
 * Defines the Namespace, a NetworkPolicy `default-deny` that closes every pod both ways, and one that lets every pod look up
 * names in the cluster DNS of the profile, and nowhere else. A quota and limits keep it from taking the whole cluster, and its
 * default ServiceAccount hands no credentials to pods.
 *
 * In a cluster with a service mesh it is in the mesh: its pods take connections by mutual TLS alone, and from those alone that were
 * declared. So whoever connects to them from other namespaces has to be in the mesh too, such as the ingress controller and the
 * monitoring. The mesh knows pods by their ServiceAccount, or by their namespace where that is not known; which of the pods with one
 * account it is, only NetworkPolicies tell, and where the mesh hides ports from them, such pods share the ports that they are allowed.
 * UDP and SCTP pass by the mesh, and are a matter of NetworkPolicies alone. Proofs and maps look at NetworkPolicies, and do not read the
 * objects of the mesh.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 */
export class IsolatedNamespace extends Construct implements IPeer {
  /** Name of the namespace. */
  public readonly name: string;

  /** The environment that it is part of, such as `production`. */
  public readonly environment?: string;

  /** Whom it is run for. */
  public readonly tenant?: string;

  /** The Namespace object, to patch or to depend on. */
  public readonly apiObject: ApiObject;

  private readonly allowsDns: boolean;
  private readonly grants: TeamGrants;
  private readonly everyPod: FlowSubject;
  private readonly denials: NamespaceDenials;

  /** Throws a UsageError when the name or a label is invalid, and when nothing in the cluster enforces policies. */
  constructor(scope: Construct, id: string, props: IsolatedNamespaceProps) {
    super(scope, id);
    this.requireOurs(props.name);
    this.name = dnsLabel(where(this), 'namespace', props.name);
    requireForeignLabels(where(this), props.labels ?? {});
    this.environment = this.checked('environment', props.environment);
    this.tenant = this.checked('tenant', props.tenant);
    claim(this, { what: `namespace "${this.name}"`, fix: 'define each namespace once, and pass it to whoever needs it' });
    this.allowsDns = props.allowDns ?? true;

    required(where(this), ClusterProfile._for(this)._facts, 'defaultDeny');
    joinMesh(this, props);
    this.apiObject = this.addNamespace(props);
    addQuota(this, this.name, props.quota ?? NamespaceQuota.medium());
    addLimitRange(this, this.name, props.limits ?? ContainerLimits.medium());
    if (!props.automountServiceAccountToken) addDefaultServiceAccount(this, this.name);
    this.addPolicies();
    if (props.logDenied) this.addDenialLog();
    this.grants = new TeamGrants(this, this.name);
    this.everyPod = new FlowSubject(this, this.asPeer);
    this.denials = new NamespaceDenials(this, this.name);
    announceNamespace(this, this);
    declares(this);
  }

  /**
   * Lets somebody do in this namespace what a role may, and nothing that would change how it is isolated.
   *
   * The order does not matter, and saying it twice changes nothing.
   *
   * @example shop.grant(TeamRole.DEPLOYER, Subject.group('team-shop'))
   */
  public grant(role: TeamRole, subject: Subject): void {
    this.grants.add(role, subject);
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

  /**
   * Keeps every pod of the namespace from other namespaces, both ways, or from connecting to addresses, whatever policies allow: also those
   * that somebody adds to the cluster later.
   *
   * What nothing allows needs no denial. Throws a UsageError where the network plugin cannot deny what a NetworkPolicy allows.
   *
   * @example shop.deny(Peer.namespace('legacy'), { reason: 'audit of May' })
   */
  public deny(peer: IPeer, options: DenyOptions = {}): void {
    this.denials.add(peer, options);
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
    return [...this.allowsDns ? dnsFlows(this, this.name) : [], ...meshFlows(this, this.name), ...this.everyPod.flows];
  }

  private get asPeer() {
    return { end: { namespace: this.name, labels: {} }, what: `namespace "${this.name}"`, ports: [] };
  }

  private requireOurs(name: string): void {
    if (!/^[^a-z0-9]*kube[^a-z0-9]/i.test(name)) return;
    throw new UsageError(where(this), `namespace "${name}" belongs to Kubernetes, and closing it would break the cluster`,
      'use a namespace of your own, such as "shop"');
  }

  private checked(what: string, name: string | undefined): string | undefined {
    return name === undefined ? undefined : dnsLabel(where(this), what, name);
  }

  private addNamespace(props: IsolatedNamespaceProps): ApiObject {
    const { kubernetesMinor, cni } = ClusterProfile._for(this)._facts;
    const marks = meshMarks(this, props);
    const log = props.logDenied ? denialLogs[cni.name] : undefined;
    const annotations = { ...log?.annotations, ...props.placement?._namespaceAnnotations, ...marks.annotations };
    return kubeObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'Namespace',
      name: this.name,
      labels: checkedLabels(where(this), {
        ...podSecurityLabels(props.podSecurity ?? PodSecurityLevel.RESTRICTED, kubernetesMinor),
        ...ownLabels(props),
        ...marks.labels,
        ...props.labels,
      }),
      ...Object.keys(annotations).length > 0 && { annotations },
    });
  }

  private addDenialLog(): void {
    const { _facts: facts } = ClusterProfile._for(this);
    required(where(this), facts, 'policyLogging');
    const policy = denialLogs[facts.cni.name]?.policy;
    if (policy !== undefined) kubeObject(this, 'log-denied', { ...policy, name: 'log-denied', namespace: this.name });
  }

  private addPolicies(): void {
    this.addPolicy('default-deny', defaultDeny());
    if (this.allowsDns) allowDns(this, this.name);
    isolateNamespace(this, this.name, this.allowsDns);
    addMeshObjects(this, this.name);
  }

  private addPolicy(name: string, spec: NetworkPolicySpec): void {
    claimObject(this, { kind: 'NetworkPolicy', namespace: this.name, name });
    kubeObject(this, name, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name, namespace: this.name, spec });
  }
}

const ownLabels = ({ owner, environment, tenant }: IsolatedNamespaceProps): Labels => ({
  ...environment !== undefined && { [ENVIRONMENT_LABEL]: environment },
  ...owner !== undefined && { [OWNER_LABEL]: owner },
  ...tenant !== undefined && { [TENANT_LABEL]: tenant },
});
