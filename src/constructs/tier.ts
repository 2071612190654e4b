import { Deployment } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { addService, AddedService } from './add-service';
import { AllowOptions } from './allow-options';
import { claimObject } from './claims';
import { declares } from './declared-flows';
import { FlowSubject } from './flow-subject';
import { IsolatedNamespace } from './isolated-namespace';
import { IPeer, Peer } from './peer';
import { checkTierOptions } from './tier-checks';
import { tierDeployment } from './tier-deployment';
import { TierOptions } from './tier-options';
import { TierService } from './tier-service';
import { where } from './where';
import { placePolicy } from './workload-policies';
import { UsageError } from '../errors';
import { DeclaredFlow, Labels, PodLocation, Ports } from '../values';

/**
 * One tier of an application: a Deployment, the Service in front of it, and one NetworkPolicy with everything it may do.
 *
 * Made by `TieredApp.addTier`.
 */
export class Tier extends Construct implements IPeer {
  /** Name of the tier, of its Deployment, its Service and its NetworkPolicy. */
  public readonly name: string;

  /** The namespace it runs in. */
  public readonly namespace: IsolatedNamespace;

  /** The ports it listens on. */
  public readonly ports: Ports[];

  /** The Deployment, to customize: probes, environment, more containers. */
  public readonly deployment: Deployment;

  private readonly labels: Labels;
  private readonly subject: FlowSubject;
  private readonly service: AddedService;

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
    this.subject = new FlowSubject(this, this.asPeer);
    placePolicy(this._pods, this.asPeer.place);
    this.service = this.addService(options.service);
    declares(this);
  }

  /**
   * Lets this tier open connections to `destination`, and, where its policies are ours to write, `destination` accept them.
   *
   * Saying it twice changes nothing; saying it with other ports adds those. Throws a UsageError when the destination has no
   * port to connect to.
   */
  public allowTo(destination: IPeer, options: AllowOptions = {}): void {
    this.subject.allow('egress', destination, options);
  }

  /** Lets this tier accept connections from `source`, and, where its policies are ours to write, `source` open them. */
  public allowFrom(source: IPeer, options: AllowOptions = {}): void {
    this.subject.allow('ingress', source, options);
  }

  /** Lets the monitoring of the cluster profile scrape this tier on `port`. Throws a UsageError when the profile has none. */
  public allowMonitoring(port: Ports): void {
    this.allowFrom(Peer.monitoring(), { ports: [port] });
  }

  /** The pods of this tier, for the policies of others. */
  public toPeer(): Peer {
    return Peer._of(this.asPeer);
  }

  /**
   * Lets pods that are not ours to write policies for connect to this tier.
   *
   * @internal
   */
  public _allowClients(clients: PodLocation, ports: readonly Ports[]): void {
    this.subject.accept(clients, ports);
  }

  /** @internal */
  public get _pods(): PodLocation {
    return { namespace: this.namespace.name, labels: this.labels };
  }

  /** @internal */
  public _flows(): readonly DeclaredFlow[] {
    return this.subject.flows;
  }

  /**
   * The number under which its Service publishes a port.
   *
   * @internal
   */
  public _servicePort(port: Ports): number {
    const number = this.service.published.get(`${port}`);
    if (number !== undefined) return number;
    throw new UsageError(where(this), `its Service does not publish the port "${port}"`, 'add it to the ports of the `service` of the tier');
  }

  private get asPeer() {
    return {
      end: this._pods,
      what: `tier "${this.name}"`,
      ports: this.ports,
      portsFix: `declare them in addTier('${this.name}', { ports: [Ports.tcp(8080)], … }), or pass them: { ports: [Ports.tcp(8080)] }`,
      place: { scope: this, id: 'NetworkPolicy', name: this.name },
    };
  }

  /** Whoever comes through the Service from outside is let in. */
  private addService(service = this.ports.length > 0 ? TierService.clusterIp() : TierService.none()): AddedService {
    const added = addService(this, { name: this.name, pods: this._pods, ports: this.ports }, service);
    if (added.clients) this.allowFrom(added.clients.peer, { ports: added.clients.ports });
    return added;
  }
}
