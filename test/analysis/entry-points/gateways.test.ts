import { ingressPolicy, service, waysIn, WEB, documents } from './ways';
import { Ports } from '../../../src/values';
import { connect, mapOf } from '../../dsl';

const CLUSTER_IP = service('type: ClusterIP');
const gateway = (className: string) => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata: { name: public, namespace: shop }
  spec: { gatewayClassName: ${className}, listeners: [{ name: https, port: 443, protocol: HTTPS, hostname: "*.example.com" }] }`;
const gatewayClass = (name: string, controllerName: string) => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: GatewayClass
  metadata: { name: ${name} }
  spec: { controllerName: ${controllerName} }`;
const ROUTE = `
  apiVersion: gateway.networking.k8s.io/v1
  kind: HTTPRoute
  metadata: { name: web, namespace: shop }
  spec: { parentRefs: [{ name: public }], hostnames: [shop.example.com, shop.example.org], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }`;
const from = (namespace: string) => ingressPolicy(`[{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } } }] }]`);
const verdicts = (...texts: readonly string[]) => waysIn([WEB, CLUSTER_IP, ROUTE, ...texts]).map(({ verdict, depends }) => [verdict, ...depends].join(' '));

describe('an HTTPRoute', () => {
  test('lets in the hosts that it shares with its listener, with the TLS and on the port of that', () => {
    expect(waysIn([WEB, CLUSTER_IP, gateway('traefik'), ROUTE])).toEqual([{
      via: 'shop/web[HTTPRoute]',
      through: 'route',
      host: 'shop.example.com',
      path: '/',
      pathType: 'PathPrefix',
      port: 443,
      tls: true,
      sources: ['0.0.0.0/0', '::/0'],
      destination: 'shop/web[Pod]',
      ports: [{ protocol: 'TCP', first: 8080, last: 8080 }],
      verdict: 'allowed',
      depends: [],
    }]);
  });

  test('is served by Traefik when the class of its Gateway is of Traefik', () => {
    expect(verdicts(gateway('traefik'), from('traefik'))).toEqual(['allowed']);
    expect(verdicts(gateway('public'), gatewayClass('public', 'traefik.io/gateway-controller'), from('traefik'))).toEqual(['allowed']);
    expect(verdicts(gateway('traefik'), gatewayClass('traefik', 'example.com/controller'), from('traefik'))).toEqual(['depends ingress-controller']);
  });

  test('is not served by ingress-nginx, which knows no Gateways, though its class has that name', () => {
    expect(verdicts(gateway('nginx'), from('ingress-nginx'))).toEqual(['depends ingress-controller']);
  });

  test.each([
    ['next to the Gateway', 'shop', '{ gateway.networking.k8s.io/gateway-name: public }'],
    ['of Envoy Gateway', 'envoy', '{ gateway.envoyproxy.io/owning-gateway-name: public, gateway.envoyproxy.io/owning-gateway-namespace: shop }'],
  ])('is served by the pods that say so: those %s', (_, namespace, labels) => {
    const proxy = `{ apiVersion: v1, kind: Pod, metadata: { name: proxy, namespace: ${namespace}, labels: ${labels} } }`;
    expect(verdicts(gateway('istio'), proxy, from(namespace))).toEqual(['allowed']);
    expect(verdicts(gateway('istio'), proxy, from('bank'))).toEqual(['denied']);
  });

  test('of a Gateway that is not in the input depends on it, and may be with TLS or without', () => {
    expect(waysIn([WEB, CLUSTER_IP, ROUTE]).map(({ host, tls, verdict, depends }) => [host, tls, verdict, ...depends])).toEqual([
      ['shop.example.com', undefined, 'depends', 'gateway'], ['shop.example.org', undefined, 'depends', 'gateway'],
    ]);
    expect(verdicts(from('traefik'))[0]).toBe('depends gateway ingress-controller');
  });
});

test('a route to another kind of traffic leads to the port of its protocol', () => {
  const dns = `
    apiVersion: v1
    kind: Service
    metadata: { name: dns, namespace: shop }
    spec: { selector: { app: web }, ports: [{ name: tcp, port: 53 }, { name: udp, port: 53, protocol: UDP }] }`;
  const listener = `
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: { name: dns, namespace: shop }
    spec: { gatewayClassName: traefik, listeners: [{ name: udp, port: 53, protocol: UDP }, { name: tcp, port: 53, protocol: TCP }] }`;
  const route = (kind: string) => `
    apiVersion: gateway.networking.k8s.io/v1
    kind: ${kind}
    metadata: { name: dns, namespace: shop }
    spec: { parentRefs: [{ name: dns }], rules: [{ backendRefs: [{ name: dns, port: 53 }] }] }`;
  expect(waysIn([WEB, dns, listener, route('UDPRoute'), route('TCPRoute')]).map(({ via, ports, tls, path }) => [via, ports[0].protocol, tls, path]))
    .toEqual([['shop/dns[TCPRoute]', 'TCP', false, undefined], ['shop/dns[UDPRoute]', 'UDP', false, undefined]]);
});

test('the map has the controller that serves the routes of a Gateway', () => {
  const map = mapOf(documents(WEB, CLUSTER_IP, gateway('traefik'), ROUTE, from('traefik')));
  expect(connect(map, '{ingress-controller}', 'shop/web', Ports.tcp(8080))).toBe('allowed');
});
