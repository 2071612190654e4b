import { Chart, Duration } from 'cdk8s';
import { addTier, manifest, Manifest, manifestsOf, namesOf, publicTo, published, shopFor } from './shop-chart';
import {
  Authentication, Cidr, ClusterProfile, Hsts, IngressController, IngressControllerOptions, IngressTls, Ports, RateLimit, Route, SecureIngress,
  SecureIngressProps, Tier,
} from '../../src';

const traefik = (options?: IngressControllerOptions) => ClusterProfile.vanilla({ ingress: IngressController.traefik(options) });
const nginx = (options?: IngressControllerOptions) =>
  ClusterProfile.vanilla({ ingress: IngressController.ingressNginx({ ...options, acknowledgeRetired: true }) });

const guarded = (web: Tier): Partial<SecureIngressProps> => ({
  routes: [Route.host('shop.example.com').path('/api').to(web), Route.host('shop.example.com').exactPath('/health').to(web)],
  authentication: Authentication.basic('users', { realm: 'Shop floor' }),
  rateLimit: RateLimit.perSecond(10).withBurst(20),
  allowedClients: [Cidr.of('203.0.113.0/24'), Cidr.of('2001:db8::/32')],
});

const specOf = (manifests: readonly Manifest[], kind: string, name: string) => manifest(manifests, kind, name).spec;
const shared = ({ kind }: Manifest) => ['Namespace', 'Deployment', 'Service'].includes(kind);

describe('a SecureIngress for Traefik', () => {
  const manifests = published(traefik(), web => ({ ...guarded(web), hsts: Hsts.maxAge(Duration.days(365)).withSubdomains() }));
  const routes = (middlewares: string[]) => ['(Path(`/api`) || PathPrefix(`/api/`))', 'Path(`/health`)'].map(path => ({
    kind: 'Rule',
    match: `Host(\`shop.example.com\`) && ${path}`,
    middlewares: middlewares.map(name => ({ name })),
    services: [{ name: 'web', port: 8080 }],
  }));

  test('defines a certificate, middlewares, and routes for HTTPS and HTTP', () => {
    expect(namesOf(manifests).slice(10)).toEqual([
      'Certificate/edge-tls', 'Middleware/edge-allowed-clients', 'Middleware/edge-rate-limit', 'Middleware/edge-basic-auth',
      'Middleware/edge-hsts', 'Middleware/edge-https-redirect', 'IngressRoute/edge', 'IngressRoute/edge-http',
    ]);
  });
  test('serves over HTTPS, through every middleware, in the order allow, count, ask, promise', () => {
    expect(manifest(manifests, 'IngressRoute', 'edge')).toEqual({
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'IngressRoute',
      metadata: { name: 'edge', namespace: 'shop', annotations: { 'kubernetes.io/ingress.class': 'traefik' } },
      spec: {
        entryPoints: ['websecure'],
        routes: routes(['edge-allowed-clients', 'edge-rate-limit', 'edge-basic-auth', 'edge-hsts']),
        tls: { secretName: 'edge-tls' },
      },
    });
  });
  test('answers plain HTTP with a redirect only', () => {
    expect(specOf(manifests, 'IngressRoute', 'edge-http')).toEqual({ entryPoints: ['web'], routes: routes(['edge-https-redirect']) });
    expect(specOf(manifests, 'Middleware', 'edge-https-redirect')).toEqual({ redirectScheme: { scheme: 'https', permanent: true } });
  });
  test('asks for the password and keeps it from the application', () => {
    expect(specOf(manifests, 'Middleware', 'edge-basic-auth')).toEqual({
      basicAuth: { secret: 'users', realm: 'Shop floor', removeHeader: true },
    });
  });
  test('gets a certificate for its host', () => {
    expect(manifest(manifests, 'Certificate', 'edge-tls')).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'edge-tls', namespace: 'shop' },
      spec: {
        secretName: 'edge-tls',
        dnsNames: ['shop.example.com'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
      },
    });
  });
});

describe('a SecureIngress for ingress-nginx', () => {
  const manifests = published(nginx(), guarded);

  test('defines one Ingress, with everything in its annotations', () => {
    const backend = { service: { name: 'web', port: { number: 8080 } } };
    const paths = [{ path: '/api', pathType: 'Prefix', backend }, { path: '/health', pathType: 'Exact', backend }];
    expect(manifests.slice(10)).toEqual([{
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        name: 'edge',
        namespace: 'shop',
        annotations: {
          'cert-manager.io/cluster-issuer': 'letsencrypt',
          'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
          'nginx.ingress.kubernetes.io/allowlist-source-range': '203.0.113.0/24,2001:db8::/32',
          'nginx.ingress.kubernetes.io/auth-type': 'basic',
          'nginx.ingress.kubernetes.io/auth-secret': 'users',
          'nginx.ingress.kubernetes.io/auth-realm': 'Shop floor',
          'nginx.ingress.kubernetes.io/limit-rps': '10',
          'nginx.ingress.kubernetes.io/limit-burst-multiplier': '2',
        },
      },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['shop.example.com'], secretName: 'edge-tls' }],
        rules: [{ host: 'shop.example.com', http: { paths } }],
      },
    }]);
  });
});

test('between controllers nothing changes but the profile and what is written for the controller', () => {
  const [one, other] = [published(traefik(), guarded), published(nginx(), guarded)];
  expect(one.filter(shared)).toEqual(other.filter(shared));
  expect(JSON.parse(JSON.stringify(specOf(other, 'NetworkPolicy', 'web')).replaceAll('ingress-nginx', 'traefik'))).toEqual(
    JSON.parse(JSON.stringify(specOf(one, 'NetworkPolicy', 'web'))
      .replace('"app.kubernetes.io/name":"traefik"', '"app.kubernetes.io/component":"controller","app.kubernetes.io/name":"traefik"')),
  );
});

describe.each([
  ['Traefik', traefik, { 'app.kubernetes.io/name': 'traefik' }, 'traefik'],
  ['ingress-nginx', nginx, { 'app.kubernetes.io/component': 'controller', 'app.kubernetes.io/name': 'ingress-nginx' }, 'ingress-nginx'],
] as const)('the backend of a SecureIngress for %s', (_, profile, matchLabels, namespace) => {
  test('lets the pods of the controller and nobody else connect to its port', () => {
    expect(specOf(published(profile()), 'NetworkPolicy', 'web')).toEqual({
      podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels } }],
        ports: [{ protocol: 'TCP', port: 8080 }],
      }],
    });
  });
  test('follows the controller to where the profile says it runs', () => {
    const elsewhere = profile({ namespace: 'edge', podLabels: { app: 'edge' } });
    expect(specOf(published(elsewhere), 'NetworkPolicy', 'web')).toMatchObject({
      ingress: [{
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } }, podSelector: { matchLabels: { app: 'edge' } } }],
        ports: [{ protocol: 'TCP', port: 8080 }],
      }],
    });
  });
});

describe('the class of the controller', () => {
  test('is written where Traefik looks for it, on both routes', () => {
    const manifests = published(traefik({ className: 'public' }));
    expect(['edge', 'edge-http'].map(name => manifest(manifests, 'IngressRoute', name).metadata.annotations))
      .toEqual([{ 'kubernetes.io/ingress.class': 'public' }, { 'kubernetes.io/ingress.class': 'public' }]);
  });
  test('is written where ingress-nginx looks for it', () => {
    expect(specOf(published(nginx({ className: 'public' })), 'Ingress', 'edge')).toMatchObject({ ingressClassName: 'public' });
  });
});

describe('a SecureIngress', () => {
  function publish(props: (tiers: { web: Tier; api: Tier }) => Partial<SecureIngressProps>, id = 'Edge'): Chart {
    const { chart, store } = shopFor(nginx());
    const web = addTier(store, 'web', Ports.tcp(8080));
    const api = addTier(store, 'api', Ports.tcp(8081), Ports.tcp(9090), Ports.udp(53));
    new SecureIngress(chart, id, publicTo(web, props({ web, api })));
    return chart;
  }
  const shop = Route.host('shop.example.com');

  test('is named after its id, unless it has a name', () => {
    expect(namesOf(publish(() => ({}), 'FrontDoor'))).toContain('Ingress/frontdoor');
    expect(namesOf(publish(() => ({ name: 'door' }), 'FrontDoor'))).toContain('Ingress/door');
  });
  test('is in the namespace of its tiers', () => {
    expect(manifest(publish(() => ({})), 'Ingress', 'edge').metadata.namespace).toBe('shop');
  });
  test('serves several hosts and tiers, all under TLS', () => {
    const chart = publish(({ web, api }) => ({
      routes: [shop.to(web), Route.host('api.example.com').to(api, { port: Ports.tcp(8081) })],
      tls: IngressTls.secret('wildcard'),
    }));
    const backend = (name: string, port: number) => ({ http: { paths: [{ backend: { service: { name, port: { number: port } } } }] } });
    expect(manifest(chart, 'Ingress', 'edge').spec).toMatchObject({
      tls: [{ hosts: ['api.example.com', 'shop.example.com'], secretName: 'wildcard' }],
      rules: [{ host: 'api.example.com', ...backend('api', 8081) }, { host: 'shop.example.com', ...backend('web', 8080) }],
    });
  });
  test('opens of each tier only the ports of its routes', () => {
    const chart = publish(({ web, api }) => ({ routes: [shop.to(web), shop.path('/api').to(api, { port: Ports.tcp(9090) })] }));
    expect(manifest(chart, 'NetworkPolicy', 'api').spec).toMatchObject({ ingress: [{ ports: [{ protocol: 'TCP', port: 9090 }] }] });
    expect(manifest(chart, 'NetworkPolicy', 'web').spec).toMatchObject({ ingress: [{ ports: [{ protocol: 'TCP', port: 8080 }] }] });
  });
  test('opens nothing of a tier that no route leads to', () => {
    expect(namesOf(publish(() => ({})))).not.toContain('NetworkPolicy/api');
  });
  test('takes the one TCP port of a tier that also listens on UDP', () => {
    const { chart, store } = shopFor(nginx());
    const web = addTier(store, 'web', Ports.udp(8443), Ports.tcp(8443));
    new SecureIngress(chart, 'Edge', publicTo(web));
    expect(manifest(chart, 'NetworkPolicy', 'web').spec).toMatchObject({ ingress: [{ ports: [{ protocol: 'TCP', port: 8443 }] }] });
  });
  test('has no annotation for what was not asked for', () => {
    expect(Object.keys(manifest(publish(() => ({})), 'Ingress', 'edge').metadata.annotations ?? {}))
      .toEqual(['cert-manager.io/cluster-issuer', 'nginx.ingress.kubernetes.io/ssl-redirect']);
  });
  test('shares no objects with another one beside it', () => {
    const { chart, store } = shopFor(traefik());
    const web = addTier(store, 'web', Ports.tcp(8080));
    new SecureIngress(chart, 'Shop', publicTo(web));
    new SecureIngress(chart, 'Office', publicTo(web, { routes: [Route.host('office.example.com').to(web)] }));
    const names = namesOf(manifestsOf(chart));
    expect(new Set(names).size).toBe(names.length);
  });
});
