import { Construct } from 'constructs';
import { claimObject } from './claims';
import { ClusterProfile } from './cluster-profile';
import { ExternalServiceProps } from './external-service-props';
import { kubeObject } from './kube-object';
import { IPeer, Peer } from './peer';
import { PeerFacts } from './peer-facts';
import { where } from './where';
import { UsageError } from '../errors';
import { destinations, Destination, endpointSlices, externalPorts, externalServiceSpec, placedEndpoints, PlacedEndpoint, ServicePort, sliceSize } from '../services';
import { Cidr, cidrsOf, mergeRanges, serviceName } from '../values';

/**
 * A Service for backends outside the cluster: a name inside that stands for their addresses.
 *
 * It has no selector, so that its endpoints are exactly those listed here. Whoever is allowed to connect to it is allowed to connect to
 * those addresses, and no others. EndpointSlices of one address family and one set of ports each hold them; one address more or less
 * changes one of them, or splits one that is full, and leaves all others as they are.
 *
 * @example
 * const ledger = new ExternalService(chart, 'Ledger', {
 *   namespace: shop,
 *   name: 'ledger',
 *   ports: [{ port: Ports.tcp(5432) }],
 *   endpoints: [ExternalEndpoint.at('203.0.113.7'), ExternalEndpoint.at('203.0.113.8')],
 * });
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export class ExternalService extends Construct implements IPeer {
  /** Its name. */
  public readonly name: string;

  private readonly endpoints: readonly PlacedEndpoint[];
  private readonly ports: readonly ServicePort[];

  /** Throws a UsageError for an address that cannot be that of a backend: loopback, link-local, multicast, or one of the cluster. */
  constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, id);
    this.name = serviceName(where(this), 'Service', props.name);
    const intent = { ...props, endpoints: (props.endpoints ?? []).map(({ _endpoint }) => _endpoint) };
    this.ports = externalPorts(where(this), intent);
    this.endpoints = placedEndpoints(where(this), intent, this.ports, ClusterProfile._for(this)._facts);
    this.add(props.namespace.name, 'v1', 'Service', { name: this.name, spec: externalServiceSpec(intent, this.ports, this.endpoints) });
    const most = sliceSize(where(this), intent);
    for (const slice of endpointSlices({ service: this.name, ports: this.ports, endpoints: this.endpoints, most })) {
      this.add(props.namespace.name, 'discovery.k8s.io/v1', 'EndpointSlice', slice);
    }
  }

  /** The addresses of the endpoints, with the ports that they listen on, for the policies of whoever may connect. */
  public toPeer(): Peer {
    if (this.endpoints.length > 0) return Peer._of(...destinations(this.ports, this.endpoints).map(each => this.factsOf(each)));
    throw new UsageError(where(this), 'its endpoints are managed externally, so that no policy can name them',
      'allow connections to their addresses: Peer.cidr(…)');
  }

  private factsOf({ endpoints, ports }: Destination): PeerFacts {
    const ranges = mergeRanges(endpoints.map(({ at: { family, value } }) => ({ family, first: value, last: value })));
    const blocks = ranges.flatMap(cidrsOf).map(text => ({ block: Cidr.of(text), except: [] }));
    return { end: { kind: 'addresses', blocks }, what: `external service "${this.name}"`, ports };
  }

  private add(namespace: string, apiVersion: string, kind: string, object: { name: string; spec?: unknown; labels?: object; fields?: object }): void {
    claimObject(this, { kind, namespace, name: object.name });
    kubeObject(this, `${kind}-${object.name}`, { ...object as object, apiVersion, kind, name: object.name, namespace });
  }
}
