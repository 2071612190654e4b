import { Endpoint } from './endpoint';
import { EndpointAddress } from './endpoint-address';
import { buckets } from './endpoint-buckets';
import { ServicePort } from './service-port';
import { groupBy, Labels } from '../values';

/** An EndpointSlice. It has no `spec`: its fields are its own. */
export interface WrittenSlice {
  readonly name: string;
  readonly labels: Labels;
  readonly fields: {
    readonly addressType: string;
    readonly ports: readonly object[];
    readonly endpoints: readonly object[];
  };
}

/** An endpoint whose address was checked. */
export interface PlacedEndpoint extends Endpoint {
  readonly at: EndpointAddress;
}

export interface SlicesRequest {
  readonly service: string;
  readonly ports: readonly ServicePort[];
  readonly endpoints: readonly PlacedEndpoint[];
  /** Endpoints in one slice, at most. */
  readonly most: number;
}

/** Who looks after the slices: nobody but whoever synthesizes them. */
const MANAGED_BY = 'cdk8s-palisade';

/**
 * Writes down the endpoints of a Service: slices of one family and one set of ports each, as neither can differ within a slice.
 *
 * The name of a slice tells the Service, the family, the ports where they are not those of the Service, and which endpoints it has, as
 * the first bits of a hash of their addresses. One endpoint more or less changes one slice, or splits one that is full; see `buckets`.
 */
export function endpointSlices({ service, ports, endpoints, most }: SlicesRequest): WrittenSlice[] {
  const kinds = groupBy(endpoints, endpoint => `${endpoint.at.family.toLowerCase()}${portsSuffix(ports, endpoint)}`);
  return [...kinds].sort(([a], [b]) => a < b ? -1 : 1).flatMap(([kind, same]) =>
    buckets(same, ({ at }) => at.text, most).map(({ prefix, items }) => ({
      name: [service, kind, ...prefix === '' ? [] : [prefix]].join('-'),
      labels: { 'endpointslice.kubernetes.io/managed-by': MANAGED_BY, 'kubernetes.io/service-name': service },
      fields: {
        addressType: same[0].at.family,
        ports: ports.map(port => slicePort(port, same[0])),
        endpoints: [...items].sort((a, b) => a.at.value < b.at.value ? -1 : 1).map(writtenEndpoint),
      },
    })));
}

/** The number of a port at an endpoint. */
export const portAt = ({ name, targetPort, port }: ServicePort, { targetPorts = {} }: Endpoint): number => targetPorts[name] ?? targetPort ?? port;

/** Empty for the ports of the Service, so that those who never need another never see them in a name. */
function portsSuffix(ports: readonly ServicePort[], endpoint: Endpoint): string {
  const numbers = ports.map(port => portAt(port, endpoint));
  return numbers.every((number, index) => number === portAt(ports[index], { address: '' })) ? '' : `-p${numbers.join('-')}`;
}

/** What belongs to which port of the Service is told by the name alone; the number is where connections go. */
const slicePort = (port: ServicePort, endpoint: Endpoint) => ({
  name: port.name,
  protocol: port.protocol,
  ...port.appProtocol !== undefined && { appProtocol: port.appProtocol },
  port: portAt(port, endpoint),
});

/** Nobody reads more than the first address of an endpoint, so that each has one. */
const writtenEndpoint = ({ at, state = 'ready', hostname, nodeName, zone, forZones = [] }: PlacedEndpoint) => ({
  addresses: [at.text],
  conditions: CONDITIONS[state],
  ...hostname !== undefined && { hostname },
  ...nodeName !== undefined && { nodeName },
  ...zone !== undefined && { zone },
  ...forZones.length > 0 && { hints: { forZones: forZones.map(name => ({ name })) } },
});

const CONDITIONS = {
  'ready': { ready: true, serving: true, terminating: false },
  'draining': { ready: false, serving: true, terminating: true },
  'not-ready': { ready: false, serving: false, terminating: false },
} as const;
