import { documents, lines, service, waysIn, WEB } from './ways';
import { Ports } from '../../../src/values';
import { connect, mapOf } from '../../dsl';

/* Entry points speak of the same peers and addresses as the map. */

const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const STATEFUL_SET = `
  apiVersion: apps/v1
  kind: StatefulSet
  metadata: { name: web, namespace: shop }
  spec: { replicas: 2, template: { metadata: { labels: { app: web } }, spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] } } }`;
const closed = (selector: string) => `
  apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata: { name: closed, namespace: shop }
  spec: { podSelector: { matchLabels: ${selector} } }`;
const owned = (name: string, role: string) => `
  apiVersion: v1
  kind: Pod
  metadata: { name: ${name}, namespace: shop, labels: { app: web, role: ${role} }, ownerReferences: [{ kind: StatefulSet, name: web, controller: true }] }
  spec: { containers: [{ ports: [{ name: http, containerPort: 8080 }] }] }`;
const ROUTE = `
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: { name: edge, namespace: shop }
  spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { number: 80 } } } }`;

const destinations = (...texts: readonly string[]) => waysIn(texts, { assumptions: { 'controller-labels': 'expanded' } })
  .map(({ destination, verdict }) => `${destination} ${verdict}`);

describe('pods of one owner', () => {
  test('are apart where policies tell them apart', () => {
    expect(destinations(owned('web-0', 'primary'), owned('web-1', 'replica'), service('type: NodePort'), closed('{ role: replica }')))
      .toEqual(['shop/web[StatefulSet]{role=primary} allowed', 'shop/web[StatefulSet]{role=replica} denied']);
  });

  test('are apart where policies tell the pods of a StatefulSet apart', () => {
    expect(destinations(STATEFUL_SET, service('type: NodePort'), closed(`{ ${POD_NAME}: web-0 }`)).sort())
      .toEqual([`shop/web[StatefulSet]{${POD_NAME}=web-0} denied`, `shop/web[StatefulSet]{${POD_NAME}=web-1} allowed`]);
  });

  test('are one where no policy does, though a Service selects some of them', () => {
    expect(destinations(owned('web-0', 'primary'), owned('web-1', 'replica'), service('type: NodePort').replace('{ app: web }', '{ role: replica }')))
      .toEqual(['shop/web[StatefulSet] allowed']);
  });

  test('are reached by an ingress controller in the map, too, whichever of them its Service selects', () => {
    const replicas = service('type: ClusterIP').replace('{ app: web }', '{ role: replica }');
    expect(connect(mapOf(documents(owned('web-0', 'primary'), owned('web-1', 'replica'), replicas, ROUTE)), '{ingress-controller}', 'shop/web', Ports.tcp(8080))).toBe('allowed');
    const apart = mapOf(documents(STATEFUL_SET, service('type: ClusterIP'), ROUTE, closed(`{ ${POD_NAME}: web-0 }`)), { assumptions: { 'controller-labels': 'expanded' } });
    expect(connect(apart, '{ingress-controller}', `shop/web[StatefulSet]{${POD_NAME}=web-1}`, Ports.tcp(8080))).toBe('allowed');
  });
});

test('clients have addresses of the families that the network has', () => {
  const told = { assumptions: { 'ip-families': 'IPv4' } };
  expect(lines([WEB, service('type: NodePort')], told)).toEqual(['node-port 30080 0.0.0.0/0 → shop/web[Pod] TCP 8080 allowed']);
  expect(lines([WEB, service('type: ClusterIP'), ROUTE], told)).toEqual(['route ? 0.0.0.0/0 → shop/web[Pod] TCP 8080 allowed']);
});

test('an address of a family that the network does not have is reached by nobody', () => {
  const slice = (address: string) => `
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: { name: db, namespace: shop, labels: { kubernetes.io/service-name: db } }
    endpoints: [{ addresses: ["${address}"] }]
    ports: [{ port: 5432 }]`;
  const db = 'apiVersion: v1\nkind: Service\nmetadata: { name: db, namespace: shop }\nspec: { type: NodePort, ports: [{ port: 80 }] }';
  const route = ROUTE.replace('name: web', 'name: db');
  const reached = (address: string) => waysIn([slice(address), db, route], { assumptions: { 'ip-families': 'IPv4' } }).map(({ destination }) => destination);
  expect(reached('192.0.2.1')).toEqual(['192.0.2.1-192.0.2.1', '192.0.2.1-192.0.2.1']);
  expect(reached('2001:db8::1')).toEqual([]);
});

test('pods that have ended are reached where they count', () => {
  const ended = `${WEB}\n  status: { phase: Succeeded }`;
  expect(lines([ended, service('type: NodePort')])).toEqual([]);
  expect(lines([ended, service('type: NodePort')], { assumptions: { 'completed-pods': 'included' } })).toHaveLength(1);
});
