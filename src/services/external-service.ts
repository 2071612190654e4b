import { Endpoint } from './endpoint';
import { endpointAddresses } from './endpoint-address';
import { PlacedEndpoint, portAt } from './endpoint-slices';
import { checkDistinct, checkedAppProtocol, ServicePort } from './service-port';
import { UsageError } from '../errors';
import { checkedPort, ClusterFacts, dnsLabel, dnsSubdomain, groupBy, portName, Ports } from '../values';

/** A port of a Service for backends outside the cluster. */
export interface ExternalPort {
  readonly port: Ports;
  readonly name?: string;
  readonly targetPort?: number;
  readonly appProtocol?: string;
}

/** What somebody wants of a Service for backends outside the cluster. */
export interface ExternalServiceIntent {
  readonly ports: readonly ExternalPort[];
  readonly endpoints: readonly Endpoint[];
  readonly headless?: boolean;
  readonly maxEndpointsPerSlice?: number;
  readonly managedExternally?: boolean;
}

const USUAL_SLICE = 100;
const LARGEST_SLICE = 1000;

/** The number of endpoints that the slices of a Service may have. */
export function sliceSize(where: string, { maxEndpointsPerSlice = USUAL_SLICE }: ExternalServiceIntent): number {
  if (Number.isInteger(maxEndpointsPerSlice) && maxEndpointsPerSlice >= 1 && maxEndpointsPerSlice <= LARGEST_SLICE) return maxEndpointsPerSlice;
  throw new UsageError(where, `an EndpointSlice cannot have ${maxEndpointsPerSlice} endpoints`,
    `give a whole number from 1 to ${LARGEST_SLICE}; there are as many slices as it takes`);
}

/** The `spec` of the Service, which has no selector: nothing but the slices says what is behind it. */
export function externalServiceSpec({ headless }: ExternalServiceIntent, ports: readonly ServicePort[], endpoints: readonly PlacedEndpoint[]) {
  const families = [...new Set(endpoints.map(({ at }) => at.family))].sort();
  return {
    type: 'ClusterIP',
    ...headless && { clusterIP: 'None' },
    ports,
    // Both are no demand: a cluster that has one family alone can still reach the backends of that one.
    ...families.length > 1 && { ipFamilyPolicy: 'PreferDualStack' },
    ...families.length === 1 && { ipFamilyPolicy: 'SingleStack', ipFamilies: families },
  };
}

/** The ports of the Service. Each has a name, as the slices tell their ports by it alone. */
export function externalPorts(where: string, { ports, headless }: ExternalServiceIntent): ServicePort[] {
  if (ports.length === 0) throw new UsageError(where, 'a Service without ports leads nowhere', 'list them: ports: [{ port: Ports.tcp(5432) }]');
  const written = ports.map(port => externalPort(where, port));
  checkDistinct(where, written);
  const translated = written.find(({ port, targetPort }) => port !== targetPort);
  if (!headless || translated === undefined) return written;
  throw new UsageError(where, `a headless Service cannot turn port ${translated.port} into ${translated.targetPort}: clients connect to the endpoints themselves`,
    'leave targetPort out, or headless');
}

function externalPort(where: string, { port, name, targetPort = port.first, appProtocol }: ExternalPort): ServicePort {
  if (!port.isSingle) throw new UsageError(where, `a Service cannot publish "${port}"`, 'list single ports, such as Ports.tcp(5432)');
  return {
    name: portName(where, name ?? `${port.protocol.toLowerCase()}-${port.first}`),
    protocol: port.protocol,
    ...appProtocol !== undefined && { appProtocol: checkedAppProtocol(where, appProtocol) },
    port: port.first,
    targetPort: checkedPort(where, targetPort),
  };
}

/** The endpoints, each once, with their addresses checked. */
export function placedEndpoints(where: string, intent: ExternalServiceIntent, ports: readonly ServicePort[], facts: ClusterFacts): PlacedEndpoint[] {
  checkManagement(where, intent);
  const addressOf = endpointAddresses(where, facts);
  const placed = new Map<string, PlacedEndpoint>();
  for (const endpoint of intent.endpoints) {
    const at = addressOf(endpoint.address);
    const same = placed.get(at.text);
    if (same !== undefined && !isSame(same, endpoint)) {
      throw new UsageError(where, `the address "${at.text}" is listed twice, with different settings`, 'list each address once');
    }
    if (same === undefined) placed.set(at.text, { ...checkedEndpoint(where, endpoint, ports, intent.headless), at });
  }
  return [...placed.values()];
}

const isSame = ({ at: { text }, ...one }: PlacedEndpoint, other: Endpoint): boolean => {
  const textOf = (endpoint: Endpoint) => JSON.stringify(Object.entries({ ...endpoint, address: text }).sort(([a], [b]) => a < b ? -1 : 1));
  return textOf(one) === textOf(other);
};

function checkManagement(where: string, { endpoints, managedExternally = false }: ExternalServiceIntent): void {
  if (endpoints.length === 0 && !managedExternally) {
    throw new UsageError(where, 'there are no endpoints, so that nothing answers', 'list them, or set managedExternally: true if something else writes the EndpointSlices');
  }
  if (endpoints.length > 0 && managedExternally) {
    throw new UsageError(where, 'it is managed externally, but lists endpoints of its own, which would be mixed up with the others', 'leave one of them out');
  }
}

const MOST_HINTS = 8;

function checkedEndpoint(where: string, endpoint: Endpoint, ports: readonly ServicePort[], headless = false): Endpoint {
  const { hostname, nodeName, targetPorts = {} } = endpoint;
  if (hostname !== undefined) dnsLabel(where, 'hostname', hostname);
  if (nodeName !== undefined) dnsSubdomain(where, 'node name', nodeName);
  checkZones(where, endpoint);
  for (const [name, number] of Object.entries(targetPorts)) {
    checkTargetPort(where, ports.find(port => port.name === name), { name, number, headless });
  }
  return endpoint;
}

function checkZones(where: string, { address, zone, forZones = [] }: Endpoint): void {
  if (forZones.length > MOST_HINTS) {
    throw new UsageError(where, `the endpoint "${address}" has hints for ${forZones.length} zones`, `name at most ${MOST_HINTS}`);
  }
  if ([...zone === undefined ? [] : [zone], ...forZones].every(name => /^\S+$/.test(name))) return;
  throw new UsageError(where, `the endpoint "${address}" is in a zone without a name`, 'name zones as nodes do in topology.kubernetes.io/zone');
}

interface TargetPort {
  readonly name: string;
  readonly number: number;
  readonly headless: boolean;
}

function checkTargetPort(where: string, port: ServicePort | undefined, { name, number, headless }: TargetPort): void {
  if (port === undefined) throw new UsageError(where, `the Service has no port called "${name}"`, 'use the name of one of its ports');
  checkedPort(where, number);
  if (headless && number !== port.port) {
    throw new UsageError(where, `a headless Service cannot turn port ${port.port} into ${number}: clients connect to the endpoints themselves`,
      'leave targetPorts out');
  }
}

/** The endpoints that share their ports, with those: what connections to the Service come to in the end. */
export interface Destination {
  readonly endpoints: readonly PlacedEndpoint[];
  readonly ports: readonly Ports[];
}

/** Where connections to the Service end, and so what policies have to name: policies see addresses and ports of endpoints alone. */
export function destinations(ports: readonly ServicePort[], endpoints: readonly PlacedEndpoint[]): Destination[] {
  const byPorts = groupBy(endpoints, endpoint => ports.map(port => `${port.protocol} ${portAt(port, endpoint)}`).join());
  return [...byPorts.values()].map(same => ({ endpoints: same, ports: ports.map(port => numbered(port.protocol, portAt(port, same[0]))) }));
}

const numbered = (protocol: string, port: number): Ports => protocol === 'UDP' ? Ports.udp(port) : protocol === 'SCTP' ? Ports.sctp(port) : Ports.tcp(port);

