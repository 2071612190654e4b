import { clusterFrom, dedent, readFrom } from '../dsl';

const NAMESPACES = `
  - { apiVersion: v1, kind: Namespace, metadata: { name: edge } }
  - { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: red } } }`;

const gateway = (listeners: string) => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: Gateway
  metadata: { name: public, namespace: edge }
  spec: { gatewayClassName: traefik, listeners: ${listeners} }`;

const route = (spec: string, kind = 'HTTPRoute', namespace = 'shop') => `
  apiVersion: gateway.networking.k8s.io/v1
  kind: ${kind}
  metadata: { name: web, namespace: ${namespace} }
  spec: ${spec}`;

const TO_WEB = 'rules: [{ backendRefs: [{ name: web, port: 80 }] }]';
const HTTPS = '{ name: https, port: 443, protocol: HTTPS, hostname: "*.example.com", allowedRoutes: { namespaces: { from: All } } }';
const AT_PUBLIC = 'parentRefs: [{ name: public, namespace: edge }]';

const documents = (...texts: readonly string[]) => texts.map(dedent).join('\n---\n');
const routesOf = (...texts: readonly string[]) => clusterFrom(documents(NAMESPACES, ...texts)).routes;
const problemsOf = (...texts: readonly string[]) => readFrom(documents(...texts)).diagnostics.map(({ code, message }) => `${code} ${message}`);

describe('a route of the Gateway API is bound to', () => {
  test('each listener that takes it, with the port and the TLS of that listener', () => {
    const plain = '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }';
    const passThrough = '{ name: tls, port: 8443, protocol: TLS, allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: HTTPRoute }] } }';
    expect(routesOf(gateway(`[${plain}, ${HTTPS}, ${passThrough}]`), route(`{ ${AT_PUBLIC}, ${TO_WEB} }`)).map(({ host, port, tls }) => ({ host, port, tls }))).toEqual([
      { host: '', port: 80, tls: false },
      { host: '*.example.com', port: 443, tls: true },
      { host: '', port: 8443, tls: true },
    ]);
  });

  test('the listener that it names, by section or by port', () => {
    const listeners = `[${HTTPS}, { name: other, port: 8443, protocol: HTTPS, allowedRoutes: { namespaces: { from: All } } }]`;
    expect(routesOf(gateway(listeners), route(`{ parentRefs: [{ name: public, namespace: edge, sectionName: other }], ${TO_WEB} }`)).map(({ port }) => port)).toEqual([8443]);
    expect(routesOf(gateway(listeners), route(`{ parentRefs: [{ name: public, namespace: edge, port: 443 }], ${TO_WEB} }`)).map(({ port }) => port)).toEqual([443]);
  });

  test.each([
    ['[shop.example.com]', ['shop.example.com']],
    ['["*.example.com"]', ['*.example.com']],
    ['["*.com", shop.example.org]', ['*.example.com']],
    ['[a.b.example.com]', ['a.b.example.com']],
    ['[]', ['*.example.com']],
  ])('the hostnames that it shares with its listener: %s', (hostnames, hosts) => {
    expect(routesOf(gateway(`[${HTTPS}]`), route(`{ ${AT_PUBLIC}, hostnames: ${hostnames}, ${TO_WEB} }`)).map(({ host }) => host)).toEqual(hosts);
  });

  test('its own hostnames when the listener takes all', () => {
    const any = '{ name: any, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }';
    expect(routesOf(gateway(`[${any}]`), route(`{ ${AT_PUBLIC}, hostnames: [a.example.com, b.example.com], ${TO_WEB} }`)).map(({ host }) => host)).toEqual(['a.example.com', 'b.example.com']);
  });

  test('a Gateway that the input does not have, of which no listener is known', () => {
    expect(routesOf(route(`{ ${AT_PUBLIC}, hostnames: [a.example.com], ${TO_WEB} }`)).map(({ host, tls, gateway: at }) => ({ host, tls, at })))
      .toEqual([{ host: 'a.example.com', tls: undefined, at: { namespace: 'edge', name: 'public', isKnown: false } }]);
  });

  test('nothing outside when its parent is a Service', () => {
    expect(routesOf(route(`{ parentRefs: [{ kind: Service, group: "", name: web }], ${TO_WEB} }`))).toEqual([]);
  });
});

describe('a route of the Gateway API has', () => {
  const rules = (list: string, kind?: string) => routesOf(gateway('[{ name: any, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: HTTPRoute }, { kind: GRPCRoute }] } }]'),
    route(`{ ${AT_PUBLIC}, rules: ${list} }`, kind));

  test('the paths of its matches, and every path without one', () => {
    expect(rules('[{ matches: [{ path: { type: Exact, value: /a } }, { path: { value: /b } }, { headers: [] }] }, {}]').map(({ path, pathType }) => `${pathType} ${path}`))
      .toEqual(['Exact /a', 'PathPrefix /b', 'PathPrefix /', 'PathPrefix /']);
  });

  test('a path for each method of gRPC', () => {
    expect(rules('[{ matches: [{ method: { service: shop.Cart, method: Add } }, { method: { service: shop.Cart } }, { method: { method: Add } }, {}] }]', 'GRPCRoute')
      .map(({ path, pathType }) => `${pathType} ${path}`)).toEqual(['Exact /shop.Cart/Add', 'PathPrefix /shop.Cart/', 'Exact /*/Add', 'PathPrefix /']);
  });

  test('the Services that it sends to or mirrors to, but not those of weight 0', () => {
    const filters = '[{ type: RequestMirror, requestMirror: { backendRef: { name: shadow, port: 80 } } }]';
    expect(rules(`[{ filters: ${filters}, backendRefs: [{ name: web, port: 80 }, { name: old, port: 80, weight: 0 }] }]`)[0].backends.map(({ namespace, service }) => `${namespace}/${service}`))
      .toEqual(['shop/web', 'shop/shadow']);
  });
});

describe('a route of the Gateway API is refused, with an error, when', () => {
  test.each([
    ['its Gateway has no such listener', HTTPS, '{ parentRefs: [{ name: public, namespace: edge, sectionName: http, port: 80 }] }', 'has no listener http on port 80'],
    ['the listener takes routes of its own namespace only', '{ name: a, port: 80, protocol: HTTP }', `{ ${AT_PUBLIC} }`, 'takes no HTTPRoute from namespace shop'],
    ['the listener takes routes of no namespace', '{ name: a, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: None } } }', `{ ${AT_PUBLIC} }`, 'takes no HTTPRoute from namespace shop'],
    ['the listener selects other namespaces', '{ name: a, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: blue } } } } }',
      `{ ${AT_PUBLIC} }`, 'takes no HTTPRoute from namespace shop'],
    ['the listener takes other kinds', '{ name: a, port: 80, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }', `{ ${AT_PUBLIC} }`, 'takes no HTTPRoute from namespace shop'],
    ['it shares no host with the listener', HTTPS, `{ ${AT_PUBLIC}, hostnames: [example.com, shop.example.org] }`, 'shares no host with example.com, shop.example.org'],
  ])('%s', (_, listener, spec, why) => {
    expect(problemsOf(NAMESPACES, gateway(`[${listener}]`), route(spec))).toEqual([`GTW006 Gateway edge/public ${why}; the route is not attached there`]);
  });
});

test('a listener may select namespaces by label; of a namespace that is not in the input only the name is known', () => {
  const select = (label: string) => {
    const namespaces = `{ from: Selector, selector: { matchLabels: { ${label} } } }`;
    return gateway(`[{ name: a, port: 80, protocol: HTTP, allowedRoutes: { namespaces: ${namespaces} } }]`);
  };
  expect(routesOf(select('team: red'), route(`{ ${AT_PUBLIC}, ${TO_WEB} }`))).toHaveLength(1);
  expect(problemsOf(select('team: blue'), route(`{ ${AT_PUBLIC}, ${TO_WEB} }`))).toEqual([]);
  expect(problemsOf(select('kubernetes.io/metadata.name: bank'), route(`{ ${AT_PUBLIC}, ${TO_WEB} }`))).toHaveLength(1);
});

describe('a route to a Service in another namespace', () => {
  const API = '{ apiVersion: v1, kind: Service, metadata: { name: api, namespace: bank }, spec: { ports: [{ port: 80 }] } }';
  const TO_BANK = route('{ parentRefs: [{ name: public }], rules: [{ backendRefs: [{ name: api, namespace: bank, port: 80 }] }] }');
  const grant = (from: string, to: string) => `
    apiVersion: gateway.networking.k8s.io/v1beta1
    kind: ReferenceGrant
    metadata: { name: shop, namespace: bank }
    spec: { from: [${from}], to: [${to}] }`;
  const FROM_SHOP = '{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }';
  const backends = (...texts: readonly string[]) =>
    readFrom(documents(API, TO_BANK, ...texts)).cluster.routes.flatMap(each => each.backends.map(({ service }) => service));

  test('needs a ReferenceGrant', () => {
    expect(problemsOf(API, TO_BANK)).toEqual([
      'GTW005 Service bank/api is in another namespace, where no ReferenceGrant lets HTTPRoutes of shop refer to it; nothing is sent there',
    ]);
    expect(backends()).toEqual([]);
    expect(backends(grant(FROM_SHOP, '{ group: "", kind: Service }'))).toEqual(['api']);
    expect(backends(grant(FROM_SHOP, '{ group: "", kind: Service, name: api }'))).toEqual(['api']);
  });

  test.each([
    ['another namespace', '{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: lab }', '{ group: "", kind: Service }'],
    ['another kind of route', '{ group: gateway.networking.k8s.io, kind: TCPRoute, namespace: shop }', '{ group: "", kind: Service }'],
    ['another API', '{ group: example.com, kind: HTTPRoute, namespace: shop }', '{ group: "", kind: Service }'],
    ['another Service', FROM_SHOP, '{ group: "", kind: Service, name: web }'],
    ['something that is no Service', FROM_SHOP, '{ group: "", kind: Secret }'],
  ])('is not granted by one for %s', (_, from, to) => {
    expect(backends(grant(from, to))).toEqual([]);
  });

  test('is left alone when the input does not have the Service, nor perhaps the grant', () => {
    expect(problemsOf(TO_BANK)).toEqual([]);
  });
});

describe('what is not understood is reported', () => {
  test.each([
    ['a listener without a port', gateway('[{ name: a, protocol: HTTP }]'), /^GTW001 /],
    ['namespaces that no API has', gateway('[{ name: a, port: 80, allowedRoutes: { namespaces: { from: Everywhere } } }]'), /^GTW002 .*"Everywhere"; it is taken to be None$/],
    ['a parent of another kind', route('{ parentRefs: [{ kind: ListenerSet, name: a }] }'), /^GTW003 /],
    ['a backend that is no Service', route('{ parentRefs: [{ name: public }], rules: [{ backendRefs: [{ kind: Backend, group: gateway.envoyproxy.io, name: a }] }] }'), /^GTW004 /],
  ])('%s', (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(expected)]);
  });
});

test('a listener of a protocol that only its implementation knows takes routes of every kind', () => {
  const listener = '{ name: a, port: 80, protocol: example.com/quic, allowedRoutes: { namespaces: { from: All } } }';
  expect(['HTTPRoute', 'UDPRoute'].map(kind => routesOf(gateway(`[${listener}]`), route(`{ ${AT_PUBLIC}, ${TO_WEB} }`, kind)).length)).toEqual([1, 1]);
});
