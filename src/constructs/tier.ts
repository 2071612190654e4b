import { ApiObject, Lazy } from 'cdk8s';
import { Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { AllowOptions } from './allow-options';
import { claimObject } from './claims';
import { ClusterProfile } from './cluster-profile';
import { declares } from './declared-flows';
import { IsolatedNamespace } from './isolated-namespace';
import { kubeObject } from './kube-object';
import { portNameOf } from './port-names';
import { checkTierOptions } from './tier-checks';
import { tierDeployment } from './tier-deployment';
import { TierOptions } from './tier-options';
import { where } from './where';
import { UsageError } from '../errors';
import { Allowance, workloadPolicy } from '../policies';
import { DeclaredFlow, Labels, PodLocation, Ports } from '../values';

/**
 * One tier of an application: a Deployment, the Service in front of it, and one NetworkPolicy with everything it may do.
 *
 * Made by `TieredApp.addTier`.
 */
export class Tier extends Construct {
  /** Name of the tier, of its Deployment, its Service and its NetworkPolicy. */
  public readonly name: string;

  /** The namespace it runs in. */
  public readonly namespace: IsolatedNamespace;

  /** The ports it listens on. */
  public readonly ports: Ports[];

  /** The Deployment, to customize: probes, environment, more containers. */
  public readonly deployment: Deployment;

  private readonly labels: Labels;
  private readonly allowances: Allowance[] = [];
  private readonly declared: DeclaredFlow[] = [];

  /** @internal */
  constructor(scope: Construct, name: string, namespace: IsolatedNamespace, options: TierOptions) {
    super(scope, name);
    this.name = name;
    this.namespace = namespace;
    this.ports = [...options.ports ?? []];
    checkTierOptions(where(this), options);
    for (const kind of ['Deployment', 'Service', 'NetworkPolicy']) claimObject(this, { kind, namespace: namespace.name, name });

    this.labels = { 'app.kubernetes.io/name': name };
    this.deployment = tierDeployment(this, { name, namespace: namespace.name, labels: this.labels }, options);
    if (this.ports.length > 0) this.addService();
    declares(this);
  }

  /**
   * Lets this tier open connections to `destination`, and `destination` accept them.
   *
   * Saying it twice changes nothing; saying it with other ports adds those. Throws a UsageError when the destination has no
   * port to connect to.
   */
  public allowTo(destination: Tier, options: AllowOptions = {}): void {
    const ports = options.ports ?? destination.ports;
    if (options.ports?.length === 0) {
      throw new UsageError(where(this), `the flow to tier "${destination.name}" has an empty list of ports`,
        'leave `ports` out for all ports that the tier declares');
    }
    if (ports.length === 0) {
      throw new UsageError(where(this), `nothing can connect to tier "${destination.name}": it declares no ports`,
        `declare them in addTier('${destination.name}', { ports: [Ports.tcp(8080)], … }), or pass ports to allowTo`);
    }
    this.allow('egress', destination._pods, ports);
    destination.allow('ingress', this._pods, ports);
    this.declare(this._pods, destination._pods, ports);
  }

  /** Lets this tier accept connections from `source`; the same as `source.allowTo(this)`. */
  public allowFrom(source: Tier, options: AllowOptions = {}): void {
    source.allowTo(this, options);
  }

  /** Lets the monitoring of the cluster profile scrape this tier on `port`. Throws a UsageError when the profile has none. */
  public allowMonitoring(port: Ports): void {
    const { monitoring } = ClusterProfile._for(this)._facts;
    if (monitoring === undefined) {
      throw new UsageError(where(this), 'the cluster profile has no monitoring', 'state it in the profile: monitoring: Monitoring.prometheus()');
    }
    this._allowClients(monitoring, [port]);
  }

  /**
   * Lets pods that are not ours to write policies for connect to this tier.
   *
   * @internal
   */
  public _allowClients(clients: PodLocation, ports: readonly Ports[]): void {
    this.allow('ingress', clients, ports);
    this.declare(clients, this._pods, ports);
  }

  /** @internal */
  public get _pods(): PodLocation {
    return { namespace: this.namespace.name, labels: this.labels };
  }

  /** @internal */
  public _flows(): DeclaredFlow[] {
    return this.declared;
  }

  private declare(source: PodLocation, destination: PodLocation, ports: readonly Ports[]): void {
    this.declared.push({ source, destination, ports, declaredBy: this.node.path });
  }

  private allow(direction: Allowance['direction'], pods: PodLocation, ports: readonly Ports[]): void {
    if (this.allowances.length === 0) this.addPolicy();
    this.allowances.push({ direction, pods, ports });
  }

  // Written when something is allowed first: until then the default-deny of the namespace says it all.
  private addPolicy(): ApiObject {
    return kubeObject(this, 'NetworkPolicy', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name: this.name,
      namespace: this.namespace.name,
      spec: Lazy.any({ produce: () => workloadPolicy(this.namespace.name, this.labels, this.allowances) }),
    });
  }

  private addService(): ApiObject {
    return kubeObject(this, 'Service', {
      apiVersion: 'v1',
      kind: 'Service',
      name: this.name,
      namespace: this.namespace.name,
      labels: this.labels,
      spec: {
        type: 'ClusterIP',
        selector: this.labels,
        ports: this.ports.map(ports => ({
          name: portNameOf(ports), protocol: ports.protocol, port: ports.first, targetPort: portNameOf(ports),
        })),
      },
    });
  }
}
