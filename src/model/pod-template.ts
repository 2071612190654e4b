import { ContainerPort, Workload } from './cluster';
import { Cursor } from './cursor';
import { IpRange, known, Labels, parseAddress, Protocol } from '../values';

/** What policies and Services can tell about the pods made from a template, or about a lone pod. */
export function readPods(template: Cursor): Pick<Workload, 'labels' | 'ports' | 'hostNetwork' | 'serviceAccount' | 'node'> {
  const spec = template.field('spec');
  return {
    labels: template.field('metadata').field('labels').labels(),
    ports: readPorts([...spec.field('containers').items(), ...spec.field('initContainers').items().filter(isSidecar)]),
    hostNetwork: spec.field('hostNetwork').isTrue(),
    serviceAccount: spec.field('serviceAccountName').text() ?? 'default',
    node: spec.field('nodeName').text(),
  };
}

/** An init container that keeps running counts as a container. */
const isSidecar = (container: Cursor): boolean => container.field('restartPolicy').value === 'Always';

function readPorts(containers: readonly Cursor[]): ContainerPort[] {
  const ports = containers.map(container => known(container.field('ports').items().map(readPort)));
  return ports.length === 1 ? ports[0] : ports.flat().slice();
}

function readPort(cursor: Cursor): ContainerPort | undefined {
  const port = readPortNumber(cursor.field('containerPort'));
  const protocol = readProtocol(cursor.field('protocol'));
  return port === undefined || protocol === undefined ? undefined : { name: cursor.field('name').text(), port, protocol, ...readHostPort(cursor) };
}

function readHostPort(port: Cursor): Pick<ContainerPort, 'hostPort' | 'hostIp'> {
  // 0 means none.
  if (!port.has('hostPort') || port.field('hostPort').value === 0) return {};
  return { hostPort: readPortNumber(port.field('hostPort')), hostIp: readHostIp(port.field('hostIP')) };
}

/** The address that stands for every address of the node is the same as none. */
function readHostIp(cursor: Cursor): IpRange | undefined {
  const address = readAddress(cursor);
  if (address === undefined && cursor.text()) cursor.error('POD001', `"${cursor.text()}" is no address; the port is taken to be open on all of the node`);
  return address?.first === 0n ? undefined : address;
}

/** A number that is no port is reported, and taken to be absent. */
export function readPortNumber(cursor: Cursor): number | undefined {
  const port = cursor.number();
  if (port === undefined || (port >= 1 && port <= 65535)) return port;
  cursor.error('POL006', `${cursor.path.join('.')} is ${port}, which is no port from 1 to 65535; it is ignored`);
  return undefined;
}

/** Absent means TCP wherever Kubernetes asks for a protocol. */
export function readProtocol(cursor: Cursor): Protocol | undefined {
  const text = cursor.text() ?? Protocol.TCP;
  if (Object.hasOwn(Protocol, text)) return text as Protocol;
  cursor.error('POL004', `${cursor.path.join('.')} is "${text}", which is no protocol; use TCP, UDP or SCTP`);
  return undefined;
}

/** The addresses that the status of a pod tells. */
export function readAddresses(status: Cursor): IpRange[] | undefined {
  const list = status.field('podIPs').items().map(item => item.field('ip'));
  const first = status.field('podIP');
  // The first of the list is written once more on its own.
  const addresses = known((list.some(({ value }) => value === first.value) ? list : [first, ...list]).map(readAddress));
  return addresses.length === 0 ? undefined : addresses;
}

/** One address, as a range; `undefined` when it is none, as the host name of a node is. */
export function readAddress(cursor: Cursor): IpRange | undefined {
  const address = parseAddress(cursor.text() ?? '');
  return address && { family: address.family, first: address.value, last: address.value };
}

/** Whether pods with these labels are the same to every policy and Service. */
export const sameLabels = (one: Labels, other: Labels): boolean => {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every(key => one[key] === other[key]);
};
