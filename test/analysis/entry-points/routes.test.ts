import { ingressPolicy, service, waysIn, WEB } from './ways';
import { Told } from '../../dsl';

const ingress = (spec = '', annotations = '{}') => `
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: { name: edge, namespace: shop, annotations: ${annotations} }
  spec:
    ingressClassName: nginx
    ${spec}
    rules: [{ host: shop.example.com, http: { paths: [{ path: /api, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]`;

const CLUSTER_IP = service('type: ClusterIP');
const NGINX = '{ matchLabels: { kubernetes.io/metadata.name: ingress-nginx } }';
const fromNginx = ingressPolicy(`[{ from: [{ namespaceSelector: ${NGINX} }], ports: [{ port: 8080 }] }]`);
const verdicts = (texts: readonly string[], told?: Told) => waysIn(texts, told).map(({ verdict, depends }) => [verdict, ...depends].join(' '));

describe('an Ingress', () => {
  test('leads to the port of the pods behind its Service', () => {
    expect(waysIn([WEB, CLUSTER_IP, ingress()])).toEqual([{
      via: 'shop/edge[Ingress]',
      through: 'route',
      host: 'shop.example.com',
      path: '/api',
      pathType: 'Prefix',
      tls: false,
      sources: ['0.0.0.0/0', '::/0'],
      destination: 'shop/web[Pod]',
      ports: [{ protocol: 'TCP', first: 8080, last: 8080 }],
      verdict: 'allowed',
      depends: [],
    }]);
  });

  test('whose backend the default-deny closes is shown as blocked', () => {
    expect(verdicts([WEB, CLUSTER_IP, ingress(), ingressPolicy('[]')])).toEqual(['denied']);
  });

  test('whose backend lets its controller in is open', () => {
    expect(verdicts([WEB, CLUSTER_IP, ingress(), fromNginx])).toEqual(['allowed']);
  });

  test('whose backend lets its controller in on the port of the Service alone is blocked (P-14)', () => {
    expect(verdicts([WEB, CLUSTER_IP, ingress(), ingressPolicy(`[{ from: [{ namespaceSelector: ${NGINX} }], ports: [{ port: 80 }] }]`)])).toEqual(['denied']);
  });

  test('is served by the pods of its controller when the input has them', () => {
    const controller = (label: string) => `{ apiVersion: v1, kind: Pod, metadata: { name: c, namespace: ingress-nginx,
      labels: { app.kubernetes.io/name: ingress-nginx, app.kubernetes.io/component: controller, own: ${label} } } }`;
    const fromOwn = ingressPolicy('[{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { own: this } } }] }]');
    expect(verdicts([WEB, CLUSTER_IP, ingress(), fromOwn, controller('this')])).toEqual(['allowed']);
    expect(verdicts([WEB, CLUSTER_IP, ingress(), fromOwn, controller('that')])).toEqual(['denied']);
  });

  test('that any controller may serve depends on which does', () => {
    expect(verdicts([WEB, CLUSTER_IP, ingress().replace('ingressClassName: nginx', ''), fromNginx])).toEqual(['depends ingress-controller']);
    expect(verdicts([WEB, CLUSTER_IP, ingress().replace('ingressClassName: nginx', '')])).toEqual(['allowed']);
  });

  test('of a class that nobody knows depends on the controller, unless everybody gets in', () => {
    const unknown = ingress().replace('nginx', 'other');
    expect(verdicts([WEB, CLUSTER_IP, unknown])).toEqual(['allowed']);
    expect(verdicts([WEB, CLUSTER_IP, unknown, ingressPolicy('[{ ports: [{ port: 8080 }] }]')])).toEqual(['allowed']);
    expect(verdicts([WEB, CLUSTER_IP, unknown, fromNginx])).toEqual(['depends ingress-controller']);
  });

  test('is reached with TLS by the hosts that it says so of', () => {
    const tls = (hosts: string) => waysIn([WEB, CLUSTER_IP, ingress(`tls: [{ hosts: [${hosts}], secretName: tls }]`)]).map(row => row.tls);
    expect(tls('shop.example.com')).toEqual([true]);
    expect(tls('other.example.com')).toEqual([false]);
  });

  test('leads to the addresses behind a Service without a selector, as far as its controller may leave', () => {
    const slice = `
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: { name: web, namespace: shop, labels: { kubernetes.io/service-name: web } }
      endpoints: [{ addresses: [192.0.2.1] }]
      ports: [{ port: 8080 }]`;
    const bare = 'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { ports: [{ port: 80 }] }';
    const closed = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny, namespace: ingress-nginx }\nspec: { policyTypes: [Egress] }';
    const read = (...more: string[]) => waysIn([slice, bare, ingress(), ...more]).map(({ destination, verdict }) => `${destination} ${verdict}`);
    expect(read()).toEqual(['192.0.2.1-192.0.2.1 allowed']);
    expect(read(closed)).toEqual(['192.0.2.1-192.0.2.1 denied']);
  });
});

describe('annotations of ingress-nginx', () => {
  const annotated = (annotations: string, className = 'nginx') => {
    const notes = annotations.split('; ').map(note => `nginx.ingress.kubernetes.io/${note}`).join(', ');
    const [{ sources, authentication }] = waysIn([WEB, CLUSTER_IP, ingress('', `{ ${notes} }`).replace('ingressClassName: nginx', `ingressClassName: ${className}`)]);
    return { sources, authentication };
  };
  const ALL = ['0.0.0.0/0', '::/0'];

  test.each([
    ['auth-type: basic; auth-secret: users', 'basic'],
    ['auth-type: digest; auth-secret: users', 'digest'],
    ['auth-url: "https://login.example.com"', 'external'],
    ['auth-secret: users', undefined],
    ['auth-type: basic', undefined],
  ])('ask clients who they are, or do not: %s', (annotations, authentication) => {
    expect(annotated(annotations)).toEqual({ sources: ALL, authentication });
  });

  test.each([
    ['allowlist-source-range: "203.0.113.0/24, 198.51.100.7"', ['198.51.100.7/32', '203.0.113.0/24']],
    ['whitelist-source-range: 203.0.113.0/24', ['203.0.113.0/24']],
    ['whitelist-source-range: 203.0.113.0/24; satisfy: any', ALL],
    ['allowlist-source-range: somebody', []],
  ])('keep other clients out, or do not: %s', (annotations, sources) => {
    expect(annotated(annotations).sources).toEqual(sources);
  });

  test('mean nothing to another controller', () => {
    expect(annotated('auth-type: basic; auth-secret: users; allowlist-source-range: 10.0.0.0/8', 'traefik')).toEqual({ sources: ALL, authentication: undefined });
  });
});

test('a Traefik IngressRoute leads to its Service, too', () => {
  const route = `
    apiVersion: traefik.io/v1alpha1
    kind: IngressRoute
    metadata: { name: edge, namespace: shop }
    spec: { tls: {}, routes: [{ match: "Host(\`shop.example.com\`) && Path(\`/health\`)", services: [{ name: web, port: 80 }] }] }`;
  expect(waysIn([WEB, CLUSTER_IP, route]).map(({ via, host, path, pathType, tls, verdict }) => ({ via, host, path, pathType, tls, verdict })))
    .toEqual([{ via: 'shop/edge[IngressRoute]', host: 'shop.example.com', path: '/health', pathType: 'Exact', tls: true, verdict: 'allowed' }]);
});
