import * as fc from 'fast-check';
import { ingressTargets, IngressIntent, IngressObject, RouteIntent } from '../../../src/ingress';
import { Cidr, RateLimit } from '../../../src/values';
import { intentOf, route } from '../shop-intent';

const objectsOf = (more: Partial<IngressIntent> = {}) => ingressTargets.traefik.objects(intentOf(more), 'traefik');
const named = (objects: readonly IngressObject[], name: string) => objects.find(each => each.name === name);

function matchOf(each: RouteIntent): string {
  const ingressRoute = named(objectsOf({ routes: [each] }), 'edge');
  return (ingressRoute?.spec as { routes: { match: string }[] }).routes[0].match;
}

const everything: Partial<IngressIntent> = {
  tls: { secretName: 'edge-tls', issuer: { kind: 'ClusterIssuer', name: 'letsencrypt' } },
  allowedClients: [Cidr.of('203.0.113.0/24'), Cidr.of('2001:db8::/32')],
  rateLimit: RateLimit.perSecond(10).withBurst(25),
  basicAuth: { secretName: 'users', realm: 'Shop floor' },
  hsts: { maxAgeSeconds: 31536000, includeSubdomains: true, preload: false },
};

describe('traefik', () => {
  test('serves over HTTPS only, and redirects plain HTTP', () => {
    const rule = { kind: 'Rule', match: 'Host(`shop.example.com`) && PathPrefix(`/`)', services: [{ name: 'web', port: 8080 }] };
    expect(objectsOf()).toEqual([
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        name: 'edge-https-redirect',
        spec: { redirectScheme: { scheme: 'https', permanent: true } },
      },
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'IngressRoute',
        name: 'edge',
        annotations: { 'kubernetes.io/ingress.class': 'traefik' },
        spec: { entryPoints: ['websecure'], routes: [rule], tls: { secretName: 'edge-tls' } },
      },
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'IngressRoute',
        name: 'edge-http',
        annotations: { 'kubernetes.io/ingress.class': 'traefik' },
        spec: { entryPoints: ['web'], routes: [{ ...rule, middlewares: [{ name: 'edge-https-redirect' }] }] },
      },
    ]);
  });
  test('checks the address first, then counts, then asks for the password', () => {
    expect(named(objectsOf(everything), 'edge')?.spec).toMatchObject({
      routes: [{
        middlewares: [{ name: 'edge-allowed-clients' }, { name: 'edge-rate-limit' }, { name: 'edge-basic-auth' }, { name: 'edge-hsts' }],
      }],
    });
  });
  test('gets every object before those that refer to it', () => {
    expect(objectsOf(everything).map(({ kind, name }) => `${kind}/${name}`)).toEqual([
      'Certificate/edge-tls', 'Middleware/edge-allowed-clients', 'Middleware/edge-rate-limit', 'Middleware/edge-basic-auth',
      'Middleware/edge-hsts', 'Middleware/edge-https-redirect', 'IngressRoute/edge', 'IngressRoute/edge-http',
    ]);
  });
  test.each<[string, object]>([
    ['edge-allowed-clients', { ipAllowList: { sourceRange: ['203.0.113.0/24', '2001:db8::/32'] } }],
    ['edge-rate-limit', { rateLimit: { average: 10, period: '1s', burst: 25 } }],
    ['edge-basic-auth', { basicAuth: { secret: 'users', realm: 'Shop floor', removeHeader: true } }],
    ['edge-hsts', { headers: { stsSeconds: 31536000, stsIncludeSubdomains: true, stsPreload: false } }],
  ])('gets the middleware %s', (name, spec) => {
    expect(named(objectsOf(everything), name)).toEqual({ apiVersion: 'traefik.io/v1alpha1', kind: 'Middleware', name, spec });
  });
  test('counts a rate per minute in minutes', () => {
    expect(named(objectsOf({ rateLimit: RateLimit.perMinute(90) }), 'edge-rate-limit')?.spec)
      .toEqual({ rateLimit: { average: 90, period: '1m', burst: 90 } });
  });
  test('gets a Certificate of its own, as cert-manager does not watch IngressRoutes', () => {
    const routes = [route('b.example.com'), route('a.example.com'), route('b.example.com', '/api')];
    expect(named(objectsOf({ ...everything, routes }), 'edge-tls')).toEqual({
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      name: 'edge-tls',
      spec: {
        secretName: 'edge-tls',
        dnsNames: ['a.example.com', 'b.example.com'],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
      },
    });
  });
  test('gets no Certificate when somebody else keeps the Secret', () => {
    expect(objectsOf().map(({ kind }) => kind)).not.toContain('Certificate');
  });
  test('refuses nothing', () => {
    expect(ingressTargets.traefik.refusals(intentOf(everything))).toEqual([]);
  });
});

describe('a rule of traefik', () => {
  test.each([
    ['/ matches every path', route('a.example.com'), 'PathPrefix(`/`)'],
    ['/api matches itself and below, but not /apikeys', route('a.example.com', '/api'), '(Path(`/api`) || PathPrefix(`/api/`))'],
    ['/api/ matches the same as /api', route('a.example.com', '/api/'), '(Path(`/api`) || PathPrefix(`/api/`))'],
    ['an exact path matches nothing below', route('a.example.com', '/api', true), 'Path(`/api`)'],
    ['the exact path / matches nothing below', route('a.example.com', '/', true), 'Path(`/`)'],
  ])('for %s', (_, each, match) => {
    expect(matchOf(each)).toBe(`Host(\`a.example.com\`) && ${match}`);
  });

  const path = fc.array(fc.constantFrom('a', 'ab', 'b'), { maxLength: 3 }).map(segments => `/${segments.join('/')}`);
  const slash = fc.constantFrom('', '/');

  test('matches the same requests as a Prefix of the Ingress API, which compares segment by segment', () => {
    const tidy = (each: string) => each.split('/').filter(segment => segment !== '');
    fc.assert(fc.property(path, slash, path, slash, (prefix, end, request, requestEnd) => {
      const rule = matchOf(route('a.example.com', prefix === '/' ? prefix : prefix + end));
      const below = tidy(prefix).every((segment, index) => tidy(request)[index] === segment);
      expect(matches(rule, request === '/' ? request : request + requestEnd)).toBe(below);
    }));
  });
});

/** What Traefik makes of a rule: `Path` compares the whole path, `PathPrefix` its first characters. */
const matches = (rule: string, request: string): boolean =>
  [...rule.matchAll(/Path(Prefix)?\(`([^`]*)`\)/g)].some(([, prefix, path]) => prefix ? request.startsWith(path) : request === path);
