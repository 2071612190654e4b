import { Allowed } from './allowed';
import { Network } from './network';
import { oneOf } from './one-of';
import { Passage } from './passage';
import { classOf } from './pod-classes';
import { Passer } from './way-in';
import { groupBy, IpRange } from '../values';

type ServicePasser = Extract<Passer, { kind: 'service' }>;
type Source = 'client' | 'node' | 'load-balancer';

/** What policies let in from outside the cluster, whoever they take for the source. */
export class SourcesOutside {
  /** Every address that clients can have. */
  public readonly everybody: readonly IpRange[];
  private readonly node?: number;
  private readonly memo = new Map<number, readonly Passage[]>();

  constructor(private readonly network: Network) {
    const { classes, addresses } = network.universe;
    this.everybody = addresses.rangesOf([...addresses.atoms.keys()]);
    this.node = classOf('node', classes);
  }

  /** Clients whose own addresses the policies see. */
  public clientsOf(podClass: number): readonly Passage[] {
    let passages = this.memo.get(podClass);
    if (passages === undefined) {
      const { addresses } = this.network.universe;
      const allows = (atom: number) => this.network.outside(podClass, 'ingress', atom);
      const groups = groupBy(addresses.atoms.keys(), atom => allowedKey(allows(atom)));
      passages = [...groups.values()].map(atoms => ({ clients: addresses.rangesOf(atoms), allowed: allows(atoms[0]) }));
      this.memo.set(podClass, passages);
    }
    return passages;
  }

  /** Clients of a Service, in whose place the policies may see who passed the connection on. */
  public behindService(podClass: number, passer: ServicePasser): readonly Passage[] {
    const { universe } = this.network;
    const passages = this.clientsOf(podClass);
    if (passages.every(({ allowed }) => allowed.certainly === universe.ports.all)) return passages;
    const sources = possibleSources(universe.answers.to('external-source'), passer);
    const others = sources.filter(source => source !== 'client').map(source => this.allowedTo(source, podClass));
    if (!sources.includes('client')) return [{ clients: this.everybody, allowed: oneOf(universe, 'external-source', others) }];
    return passages.map(({ clients, allowed }) => ({ clients, allowed: oneOf(universe, 'external-source', [allowed, ...others]) }));
  }

  /** A load balancer may have any address outside. */
  private allowedTo(source: Source, podClass: number): Allowed {
    if (source === 'node') return this.network.between(this.node!, podClass);
    return oneOf(this.network.universe, 'external-source', this.clientsOf(podClass).map(({ allowed }) => allowed));
  }
}

/** Text that is equal for what is allowed equally. */
const allowedKey = ({ certainly, perhaps }: Allowed): string =>
  `${certainly} ${perhaps.map(({ ports, when }) => `${ports}:${when}`).sort().join()}`;

/** Behind a load balancer nobody knows whether it goes through nodes, unless the Service wants to see clients. */
function possibleSources(answer: string, { service, isLoadBalancer }: ServicePasser): readonly Source[] {
  if (answer === 'unknown') return ['client', 'node', 'load-balancer'];
  if (answer !== 'derived') return [answer as Source];
  if (service.keepsClientAddress) return ['client'];
  return isLoadBalancer ? ['client', 'node'] : ['node'];
}
