import { clusterFrom, dedent, readFrom } from '../../dsl';

const NAMESPACE = 'metadata: { name: edge, namespace: shop';

describe('a Traefik IngressRoute', () => {
  const ingressRoute = (route: string, { annotations = '{}', tls = '' } = {}) => `
    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    ${NAMESPACE}, annotations: ${annotations} }
    spec: { ${tls} routes: [${route}] }`;
  const routeOf = (route: string, options = {}) => readFrom(ingressRoute(route, options)).cluster.routes[0];

  test.each([
    ['"Host(`a.example.com`)"', 'a.example.com', 'Prefix', '/'],
    ['"Host(`a.example.com`) && PathPrefix(`/api`)"', 'a.example.com', 'Prefix', '/api'],
    ['"Path(`/health`)"', '', 'Exact', '/health'],
    ['"Method(`GET`)"', '', 'Prefix', '/'],
    ['""', '', 'Prefix', '/'],
  ])('takes requests by the host and the path of its rule: %s', (match, host, pathType, path) => {
    expect(routeOf(`{ match: ${match} }`)).toMatchObject({ host, pathType, path, tls: false });
  });

  test('without a rule takes all requests', () => {
    expect(routeOf('{ services: [{ name: web, port: 80 }] }')).toMatchObject({ host: '', pathType: 'Prefix', path: '/', backends: [{ namespace: 'shop', service: 'web', port: 80 }] });
  });

  test('may name its class, and asks for TLS where it says so', () => {
    expect(routeOf('{ match: "" }')).toMatchObject({ className: 'traefik', tls: false });
    expect(routeOf('{ match: "" }', { annotations: '{ kubernetes.io/ingress.class: internal }', tls: 'tls: {}, ' })).toMatchObject({ className: 'internal', tls: true });
  });

  test('may name its own namespace, and a port by name', () => {
    expect(routeOf('{ match: "", services: [{ name: web, namespace: shop, port: http }] }').backends).toMatchObject([{ namespace: 'shop', service: 'web', port: 'http' }]);
  });

  test.each(['{ name: web }', '{ port: 80 }', '{}', '{ namespace: shop, port: 80 }'])('that does not name a Service and a port leads nowhere, and is reported: %s', service => {
    const { cluster, diagnostics } = readFrom(ingressRoute(`{ match: "", services: [${service}] }`));
    expect(cluster.routes[0].backends).toEqual([]);
    expect(diagnostics.map(({ code, line }) => `${line} ${code}`)).toEqual(['4 GTW009']);
  });
});

describe('an Ingress', () => {
  const ingress = (spec: string, annotations = '{}') => `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    ${NAMESPACE}, annotations: ${annotations} }
    spec: ${spec}`;
  const backend = (service: string) => `{ rules: [{ http: { paths: [{ backend: { service: ${service} } }] } }] }`;
  const TO_WEB = '{ service: { name: web, port: { number: 80 } } }';

  test('has the class of its spec, or of the annotation that there was before, or none', () => {
    const classOf = (spec: string, annotations?: string) => clusterFrom(ingress(`{ ${spec} defaultBackend: ${TO_WEB} }`, annotations)).routes[0].className;
    expect([classOf(''), classOf('', '{ kubernetes.io/ingress.class: old }'), classOf('ingressClassName: new,', '{ kubernetes.io/ingress.class: old }')]).toEqual(['', 'old', 'new']);
  });

  test('has TLS for the hosts that it names for that, where a wildcard stands for one label', () => {
    const tls = (host: string) => clusterFrom(ingress(`{ tls: [{ hosts: [a.example.com] }, { hosts: ["*.example.org", "*x.net"] }], rules: [{ host: ${host}, http: { paths: [{ backend: ${TO_WEB} }] } }] }`)).routes[0].tls;
    expect(['a.example.com', 'b.example.com', 'c.example.org', 'c.d.example.org', 'example.org', 'c.x.net'].map(tls)).toEqual([true, false, true, false, false, false]);
  });

  test('says how its paths are compared', () => {
    const { routes } = clusterFrom(ingress(`{ rules: [{ host: a.example.com, http: { paths: [{ path: /a, pathType: Exact, backend: ${TO_WEB} }, { backend: ${TO_WEB} }] } }] }`));
    expect(routes.map(({ path, pathType }) => [path, pathType])).toEqual([['/a', 'Exact'], ['/', undefined]]);
  });

  test.each(['{ name: web }', '{ port: { number: 80 } }', '{}', '{ name: web, port: {} }'])('that does not name a Service and a port leads nowhere, and is reported: %s', service => {
    const { cluster, diagnostics } = readFrom(ingress(backend(service)));
    expect(cluster.routes[0].backends).toEqual([]);
    expect(diagnostics.map(({ code, line }) => `${line} ${code}`)).toEqual(['4 GTW009']);
  });

  test('without rules is no way in', () => {
    expect(clusterFrom(ingress('{ tls: [{ hosts: [a.example.com] }] }')).routes).toEqual([]);
  });
});

describe('a route of the Gateway API', () => {
  const route = (spec: string, kind = 'HTTPRoute') => `
    apiVersion: gateway.networking.k8s.io/v1
    kind: ${kind}
    ${NAMESPACE} }
    spec: ${spec}`;
  const read = (spec: string, kind?: string) => clusterFrom(route(spec, kind)).routes;
  const AT = 'parentRefs: [{ name: public }]';
  const backends = (refs: string) => read(`{ ${AT}, rules: [{ backendRefs: [${refs}] }] }`).flatMap(each => each.backends.map(({ namespace, service, port }) => `${namespace}/${service} ${port}`));

  test('leads to a Service by name and number, in its own namespace unless it names another', () => {
    expect(backends('{ name: web, port: 80 }, { kind: Service, group: "", name: db, namespace: bank, port: 81, weight: 1 }')).toEqual(['shop/web 80', 'bank/db 81']);
  });

  test.each(['{ name: web }', '{ port: 80 }', '{}', '{ name: web, port: 80, weight: 0 }'])('leads nowhere by %s', ref => {
    expect(backends(ref)).toEqual([]);
  });

  test.each(['{ kind: Service, group: example.com, name: web, port: 80 }', '{ kind: Backend, name: web, port: 80 }'])('leads nowhere that is known by %s, which is reported', ref => {
    const { cluster, diagnostics } = readFrom(route(`{ ${AT}, rules: [{ backendRefs: [${ref}] }] }`));
    expect(cluster.routes.flatMap(each => each.backends)).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['GTW004']);
  });

  test('also leads to what its requests are copied to, by filters of that type alone', () => {
    const FILTERS = 'filters: [{ type: RequestHeaderModifier }, { type: RequestMirror, requestMirror: { backendRef: { name: copy, port: 80 } } }]';
    expect(read(`{ ${AT}, rules: [{ ${FILTERS} }] }`)[0].backends.map(({ service }) => service)).toEqual(['copy']);
  });

  test('is attached to no Gateway without a name, and to what is no Gateway by its name and kind', () => {
    expect(read('{ parentRefs: [{ sectionName: a }], rules: [{}] }')).toEqual([]);
    expect(readFrom(route('{ parentRefs: [{ kind: ListenerSet, name: a }], rules: [{}] }')).cluster.routes.map(({ gateway }) => gateway!.name)).toEqual(['a[ListenerSet]']);
    expect(read('{ parentRefs: [{ kind: Gateway, name: a }], rules: [{}] }').map(({ gateway }) => [gateway!.namespace, gateway!.name])).toEqual([['shop', 'a']]);
  });

  test.each([
    ['GRPCRoute', '{ method: { service: shop.Cart } }', 'PathPrefix', '/shop.Cart/'],
    ['GRPCRoute', '{ method: { service: shop.Cart, type: RegularExpression } }', 'RegularExpression', '/shop.Cart/'],
    ['GRPCRoute', '{ method: { service: shop.Cart, method: Add } }', 'Exact', '/shop.Cart/Add'],
    ['GRPCRoute', '{ method: { method: Add, type: RegularExpression } }', 'RegularExpression', '/*/Add'],
    ['GRPCRoute', '{}', 'PathPrefix', '/'],
    ['HTTPRoute', '{ path: { type: RegularExpression, value: /a+ } }', 'RegularExpression', '/a+'],
    ['TCPRoute', '{}', undefined, ''],
  ])('as a %s takes what matches %s', (kind, match, pathType, path) => {
    expect(read(`{ ${AT}, rules: [{ matches: [${match}] }] }`, kind).map(each => [each.pathType, each.path])).toEqual([[pathType, path]]);
  });

  test('knows who implements its Gateway, if the input has its class', () => {
    const gateway = `
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: public, namespace: shop }
      spec: { gatewayClassName: outer, listeners: [{ name: http, port: 80, protocol: HTTP }] }`;
    const ofClass = (spec: string, name = 'outer') => `
      apiVersion: gateway.networking.k8s.io/v1
      kind: GatewayClass
      metadata: { name: ${name} }
      spec: ${spec}`;
    const controller = (...others: string[]) => clusterFrom([route(`{ ${AT}, rules: [{}] }`), gateway, ...others].map(dedent).join('\n---\n')).routes.map(each => each.gateway);
    expect(controller(ofClass('{ controllerName: example.com/gateway }'))).toEqual([{ namespace: 'shop', name: 'public', controllerName: 'example.com/gateway', isKnown: true }]);
    expect(controller(ofClass('{ controllerName: example.com/gateway }', 'other')).map(each => each!.controllerName)).toEqual([undefined]);
  });
});
