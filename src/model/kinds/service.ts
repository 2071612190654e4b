import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { readLoadBalancer } from '../load-balancer';
import { readAddress, readPortNumber, readProtocol } from '../pod-template';
import { readEndpointAddress } from '../read-endpoints';
import { Selector } from '../selector';
import { ServicePort, ServiceType } from '../service';

export const service: ResourceKind = {
  kind: 'Service',
  group: '',
  read: object => {
    const spec = object.root.field('spec');
    const type = readType(spec.field('type'));
    return {
      services: [{
        ...identityOf(object),
        type,
        selects: type === 'ExternalName' ? undefined : readSelector(spec),
        ports: spec.field('ports').items().flatMap(readPort),
        ...readAddresses(spec, type),
        loadBalancer: type === 'LoadBalancer' ? readLoadBalancer(object.root) : undefined,
        keepsClientAddress: spec.field('externalTrafficPolicy').value === 'Local',
      }],
    };
  },
};

const TYPES: readonly string[] = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'] satisfies ServiceType[];

function readType(cursor: Cursor): ServiceType {
  const text = cursor.text() ?? 'ClusterIP';
  if (TYPES.includes(text)) return text as ServiceType;
  cursor.error('SVC001', `"${text}" is no type of a Service; it is taken to be ClusterIP`);
  return 'ClusterIP';
}

/** An empty selector, unlike that of a policy, selects nothing. */
function readSelector(spec: Cursor): Selector | undefined {
  const labels = Object.entries(spec.field('selector').labels());
  return labels.length === 0 ? undefined : labels.map(([key, value]) => ({ key, operator: 'In', values: [value] }));
}

function readAddresses(spec: Cursor, type: ServiceType) {
  const written = [spec.field('clusterIP'), ...spec.field('clusterIPs').items()];
  const headless = written.some(({ value }) => value === 'None');
  if (headless && type !== 'ClusterIP') {
    spec.field('clusterIP').error('SVC002', `a Service without an address of its own cannot be a ${type}; it is analyzed as if it could`);
  }
  const clusterIps = new Map(written.flatMap(cursor => readAddress(cursor) ?? []).map(address => [address.first, address]));
  return { headless, clusterIps: [...clusterIps.values()], externalIps: spec.field('externalIPs').items().flatMap(readEndpointAddress) };
}

function readPort(cursor: Cursor): ServicePort[] {
  const port = readPortNumber(cursor.field('port'));
  const protocol = readProtocol(cursor.field('protocol'));
  if (port === undefined || protocol === undefined) return [];
  const targetPort = readTargetPort(cursor.field('targetPort')) ?? port;
  return [{ name: cursor.field('name').text(), port, protocol, targetPort, ...cursor.has('nodePort') && { nodePort: readNodePort(cursor) } }];
}

/** 0 leaves the choice to the cluster, as leaving it out does. */
const readNodePort = (port: Cursor): number | undefined =>
  port.field('nodePort').value === 0 ? undefined : readPortNumber(port.field('nodePort'));

/** 0 and the empty string mean the same as nothing. */
function readTargetPort(cursor: Cursor): number | string | undefined {
  if (cursor.value === 0) return undefined;
  return typeof cursor.value === 'number' ? readPortNumber(cursor) : cursor.numberOrText() || undefined;
}
