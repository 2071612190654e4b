import { IConstruct } from 'constructs';
import { AllowOptions, HttpRequests } from './allow-options';
import { checkReason } from './check-reason';
import { ClusterProfile } from './cluster-profile';
import { dnsPeer } from './dns-peer';
import { flowInMesh } from './mesh-members';
import { requireOneCluster } from './one-cluster';
import { IPeer } from './peer';
import { PeerFacts } from './peer-facts';
import { requireOneSide } from './tenancy';
import { where } from './where';
import { allowPods, isIsolated, mayLookUpNames } from './workload-policies';
import { UsageError } from '../errors';
import { Engine, engines, isNames, isPlain, Refusal } from '../policies';
import { required } from '../profiles';
import { ClusterFacts, DeclaredFlow, DomainNames, FlowEnd, isPodLocation, PodLocation, Ports, purposeText } from '../values';

type Direction = 'ingress' | 'egress';

interface Flow {
  readonly direction: Direction;
  readonly other: PeerFacts;
  readonly ports: readonly Ports[];
  readonly reason?: string;
  readonly requests?: readonly HttpRequests[];
}

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
    checkReason(where(this.construct), options.reason);
    const { reason, requests } = options;
    const flows = others.map(other => ({ direction, other, ports: this.portsOf(direction, other, options), reason, requests }));
    for (const flow of flows) this.check(flow, facts);
    for (const { other } of flows) requireOneSide(this.construct, this.self.end.namespace, other);
    for (const flow of flows) this.declare(flow);
    if (flows.some(({ other }) => isNames(other.end))) this.allowLookups(facts);
  }

  /** Lets pods connect to these, whoever they are. */
  public accept(clients: PodLocation, ports: readonly Ports[]): void {
    this.declare({ direction: 'ingress', other: { end: clients, what: 'clients', ports: [] }, ports });
  }

  private declare(flow: Flow): void {
    const { direction, other, ports, requests } = flow;
    this.write(direction, this.self, other, flow);
    this.write(direction === 'egress' ? 'ingress' : 'egress', other, this.self, flow);
    this.record(direction, other, ports, requests !== undefined);
  }

  private record(direction: Direction, { end }: PeerFacts, ports: readonly Ports[], perRequest = false): void {
    const [source, destination] = direction === 'egress' ? [this.self.end, end] : [end, this.self.end];
    this.declared.push({ source, destination, ports, ...perRequest && { perRequest }, declaredBy: this.construct.node.path });
  }

  private write(direction: Direction, subject: PeerFacts, peer: PeerFacts, { ports, reason, requests }: Flow): void {
    if (!isPodLocation(subject.end)) return;
    // Whoever answers decides about requests: one look at them is enough.
    const isAnswering = direction === 'ingress' && requests !== undefined;
    allowPods(this.construct, {
      pods: subject.end,
      allowance: { direction, peer: peer.end, ports, ...isAnswering && { requests } },
      purpose: reason === undefined ? undefined : purposeText(direction, peer.what, reason),
      place: subject.place,
    });
  }

  /** Nobody connects to a name without looking it up. What limits lookups allows those of the names by itself. */
  private allowLookups(facts: ClusterFacts): void {
    if (mayLookUpNames(this.construct, this.self.end.namespace)) return;
    for (const other of dnsPeer({ facts })) {
      const isLimited = engines[facts.cni.name]!.limitsLookups && isPodLocation(other.end);
      if (isLimited) this.record('egress', other, other.ports, true);
      else this.declare({ direction: 'egress', other, ports: other.ports });
    }
  }

  private check({ direction, other, ports, requests }: Flow, facts: ClusterFacts): void {
    requireOneCluster(this.construct, other);
    requireOneSide(this.construct, this.self.end.namespace, other);
    if (requests !== undefined) this.checkRequests(direction === 'ingress' ? this.self : other, requests, facts);
    const allowance = { direction, peer: other.end, ports, requests };
    if (isPlain(allowance)) return;
    if (isNames(other.end)) this.checkName(direction, other.what, other.end, facts);
    const refusal = (engines[facts.cni.name] ?? NO_ENGINE).refuses(allowance, facts);
    if (refusal !== undefined) throw new UsageError(where(this.construct), refusal.what, refusal.fix);
  }

  private checkName(direction: Direction, what: string, { pattern }: DomainNames, facts: ClusterFacts): void {
    if (direction === 'ingress') {
      throw new UsageError(where(this.construct), `policies cannot tell that a connection comes from ${what}`, 'name its addresses: Peer.cidr(…)');
    }
    required(where(this.construct), facts, pattern.below === undefined ? 'hosts' : 'wildcardHosts');
  }

  /** Requests are looked at where they arrive, and there by a policy of ours alone. */
  private checkRequests({ end, what }: PeerFacts, requests: readonly HttpRequests[], facts: ClusterFacts): void {
    required(where(this.construct), facts, 'httpRules');
    const wrong = requests.find(({ method = 'GET', path = '/' }) => !/^[A-Z]+$/.test(method) || !/^\/[^\s*]*\*?$/.test(path));
    if (requests.length === 0 || wrong !== undefined) {
      throw new UsageError(where(this.construct), `${JSON.stringify(wrong ?? [])} is no HTTP request`,
        "name at least one, such as { method: 'GET', path: '/prices/*' }");
    }
    if (isPodLocation(end) && isIsolated(this.construct, end.namespace)) return;
    throw new UsageError(where(this.construct), `requests to ${what} cannot be told apart, as no policy of ours governs who receives them`,
      'leave `requests` out, or put the receiver into an IsolatedNamespace that is defined before');
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
}

const NO_ENGINE: Pick<Engine, 'refuses'> = {
  refuses: (): Refusal => ({
    what: 'the policies with which this network plugin could allow that cannot be written yet',
    fix: 'name pods or addresses, and ports; or send the requests through a proxy that tells them apart, and allow that',
  }),
};

/** Names of ports are looked up on pods, and nothing else has any. */
function checkNames(at: string, { end, what }: { readonly end: FlowEnd; readonly what: string }, ports: readonly Ports[]): void {
  const named = ports.find(({ name }) => name !== '');
  if (named === undefined || isPodLocation(end) || end.kind === 'labelled') return;
  throw new UsageError(at, `the port "${named}" has a name, which only pods can tell the number of, and ${what} is no pod`,
    'give its number, such as Ports.tcp(443)');
}
