import { Endpoints, Service } from '../../model';
import { Rule, Violation } from '../rule';

export const endpointsFitServices: Rule = {
  id: 'NET408',
  name: 'endpoints-fit-services',
  severity: 'high',
  title: 'Endpoints that somebody wrote down are those of a Service without a selector',
  why: 'Beside a selector, they are mixed with the pods that it selects, so that somebody else answers a part of the requests. Where no port has the '
    + 'name of one of the Service, nothing answers. Endpoints of v1 are deprecated, and no cluster has to copy them into EndpointSlices.',
  fix: 'Take the selector from the Service, or its label from the EndpointSlice; name ports as the Service does; write EndpointSlices of discovery.k8s.io/v1.',
  accepts: {
    'the endpoints of a Service without a selector': `
      apiVersion: v1
      kind: Service
      metadata: { name: ledger, namespace: shop }
      spec: { ports: [{ name: sql, port: 5432 }] }
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: ledger-ipv4, namespace: shop, labels: { kubernetes.io/service-name: ledger } }
      addressType: IPv4
      ports: [{ name: sql, port: 5432 }]
      endpoints: [{ addresses: [203.0.113.7] }]`,
    'the endpoints that a controller wrote for a selector': `
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { selector: { app: web }, ports: [{ port: 80 }] }
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata:
        name: web-x7k2p
        namespace: shop
        labels: { kubernetes.io/service-name: web, endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io }
      addressType: IPv4
      ports: [{ name: '', port: 8080 }]
      endpoints: [{ addresses: [10.244.0.7] }]`,
    'the Endpoints that a controller wrote for a selector': `
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { selector: { app: web }, ports: [{ port: 80 }] }
      ---
      apiVersion: v1
      kind: Endpoints
      metadata: { name: web, namespace: shop }
      subsets: [{ addresses: [{ ip: 10.244.0.7 }], ports: [{ port: 8080 }] }]`,
    'those of the API server': `
      apiVersion: v1
      kind: Service
      metadata: { name: kubernetes, namespace: default }
      spec: { ports: [{ name: https, port: 443 }] }
      ---
      apiVersion: v1
      kind: Endpoints
      metadata: { name: kubernetes, namespace: default }
      subsets: [{ addresses: [{ ip: 203.0.113.7 }], ports: [{ name: https, port: 6443 }] }]`,
    'the endpoints of a Service that is kept elsewhere': `
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: ledger-ipv4, namespace: shop, labels: { kubernetes.io/service-name: ledger } }
      addressType: IPv4
      ports: [{ name: sql, port: 5432 }]
      endpoints: [{ addresses: [203.0.113.7] }]`,
  },
  rejects: {
    'an address beside the pods of a selector': `
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { selector: { app: web }, ports: [{ port: 80 }] }
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: web-more, namespace: shop, labels: { kubernetes.io/service-name: web } }
      addressType: IPv4
      ports: [{ port: 80 }]
      endpoints: [{ addresses: [203.0.113.7] }]`,
    'ports of other names than those of the Service': `
      apiVersion: v1
      kind: Service
      metadata: { name: ledger, namespace: shop }
      spec: { ports: [{ name: sql, port: 5432 }] }
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: ledger-ipv4, namespace: shop, labels: { kubernetes.io/service-name: ledger } }
      addressType: IPv4
      ports: [{ name: '', port: 5432 }]
      endpoints: [{ addresses: [203.0.113.7] }]`,
    'deprecated Endpoints': `
      apiVersion: v1
      kind: Service
      metadata: { name: ledger, namespace: shop }
      spec: { ports: [{ name: sql, port: 5432 }] }
      ---
      apiVersion: v1
      kind: Endpoints
      metadata: { name: ledger, namespace: shop }
      subsets: [{ addresses: [{ ip: 203.0.113.7 }], ports: [{ name: sql, port: 5432 }] }]`,
  },
  check: ({ services, endpoints }) => {
    const byName = new Map(services.map(service => [`${service.namespace}/${service.name}`, service]));
    return endpoints.flatMap(each => violationsOf(each, byName.get(`${each.namespace}/${each.service}`)));
  },
};

function violationsOf(endpoints: Endpoints, service: Service | undefined): Violation[] {
  if (service === undefined) return [];
  if (endpoints.kind === 'Endpoints') return isWrittenByHand(service) ? [told(endpoints, 'metadata', 'are of a kind that is deprecated')] : [];
  if (endpoints.derived) return [];
  if (service.selects !== undefined) return [told(endpoints, 'metadata', `adds endpoints to those that Service "${service.name}" selects`)];
  return arePortsStrange(endpoints, service) ? [told(endpoints, 'ports', `has no port with a name of one of Service "${service.name}"`)] : [];
}

function arePortsStrange({ ports }: Endpoints, service: Service): boolean {
  const names = new Set(service.ports.map(port => port.name ?? ''));
  return names.size > 0 && ports.length > 0 && !ports.some(port => names.has(port.name));
}

const told = (endpoints: Endpoints, field: string, what: string): Violation =>
  ({ object: endpoints, path: [field], message: `${endpoints.kind} "${endpoints.name}" ${what}` });

/** Controllers write those of a selector, and the API server its own. */
const isWrittenByHand = ({ selects, namespace, name }: Service): boolean => selects === undefined && !(namespace === 'default' && name === 'kubernetes');
