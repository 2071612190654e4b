import { IConstruct } from 'constructs';
import { AllowOptions } from './allow-options';
import { ClusterProfile, clusterScope } from './cluster-profile';
import { flowInMesh } from './mesh-members';
import { IPeer } from './peer';
import { PeerFacts } from './peer-facts';
import { requireOneSide } from './tenancy';
import { where } from './where';
import { allowPods } from './workload-policies';
import { UsageError } from '../errors';
import { DeclaredFlow, FlowEnd, isPodLocation, PodLocation, Ports } from '../values';

type Direction = 'ingress' | 'egress';

/** Pods of ours that flows are declared for, with all that was. */
export class FlowSubject {
  private readonly declared: DeclaredFlow[] = [];

  constructor(private readonly construct: IConstruct, private readonly self: PeerFacts & { readonly end: PodLocation }) {}

  /** What was declared, in the order in which it was. */
  public get flows(): readonly DeclaredFlow[] {
    return this.declared.map(flow => flowInMesh(this.construct, flow));
  }

  /** Lets the pods connect to a peer (`egress`), or a peer connect to them (`ingress`), on both sides. */
  public allow(direction: Direction, peer: IPeer, options: AllowOptions = {}): void {
    const facts = ClusterProfile._for(this.construct)._facts;
    const others = peer.toPeer()._resolve({ where: where(this.construct), facts, direction });
    const flows = others.map(other => ({ other, ports: this.portsOf(direction, other, options) }));
    this.checkReason(options.reason);
    for (const { other, ports } of flows) {
      this.checkCluster(other);
      requireOneSide(this.construct, this.self.end.namespace, other);
      this.declare(direction, other, ports, options.reason);
    }
  }

  /** Lets pods connect to these, whoever they are. */
  public accept(clients: PodLocation, ports: readonly Ports[]): void {
    this.declare('ingress', { end: clients, what: 'clients', ports: [] }, ports);
  }

  private declare(direction: Direction, other: PeerFacts, ports: readonly Ports[], reason?: string): void {
    this.write(direction, this.self, other, ports, reason);
    this.write(direction === 'egress' ? 'ingress' : 'egress', other, this.self, ports, reason);
    const [source, destination] = direction === 'egress' ? [this.self, other] : [other, this.self];
    this.declared.push({ source: source.end, destination: destination.end, ports, declaredBy: this.construct.node.path });
  }

  private write(direction: Direction, subject: PeerFacts, peer: PeerFacts, ports: readonly Ports[], reason?: string): void {
    if (!isPodLocation(subject.end)) return;
    allowPods(this.construct, {
      pods: subject.end,
      allowance: { direction, peer: peer.end, ports },
      purpose: reason === undefined ? undefined : `${direction === 'egress' ? 'to' : 'from'} ${peer.what}: ${reason}`,
      place: subject.place,
    });
  }

  private portsOf(direction: Direction, other: PeerFacts, options: AllowOptions): readonly Ports[] {
    const destination = direction === 'egress' ? other : this.self;
    const ports = options.ports ?? destination.ports;
    if (options.ports?.length === 0) {
      throw new UsageError(where(this.construct), `the flow to ${destination.what} has an empty list of ports`,
        'leave `ports` out for all ports that the destination declares');
    }
    if (ports.length === 0) {
      throw new UsageError(where(this.construct), `nothing can connect to ${destination.what}: it declares no ports`,
        destination.portsFix ?? 'pass them, such as { ports: [Ports.tcp(443)] }');
    }
    checkNames(where(this.construct), destination, ports);
    return ports;
  }

  private checkReason(reason: string | undefined): void {
    if (reason === undefined || /\S/.test(reason)) return;
    throw new UsageError(where(this.construct), 'the reason is empty', 'say why, such as "card payments", or leave it out');
  }

  private checkCluster({ what, place }: PeerFacts): void {
    if (place === undefined || clusterScope(place.scope) === clusterScope(this.construct)) return;
    throw new UsageError(where(this.construct), `${what} is written for another ClusterProfile, which is another cluster`,
      'name it by its addresses, or attach one profile to both');
  }
}

/** Names of ports are looked up on pods, and nothing else has any. */
function checkNames(at: string, { end, what }: { readonly end: FlowEnd; readonly what: string }, ports: readonly Ports[]): void {
  const named = ports.find(({ name }) => name !== '');
  if (named === undefined || isPodLocation(end) || end.kind === 'labelled') return;
  throw new UsageError(at, `the port "${named}" has a name, which only pods can tell the number of, and ${what} is no pod`,
    'give its number, such as Ports.tcp(443)');
}
