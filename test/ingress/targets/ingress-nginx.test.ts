import { ingressTargets, IngressIntent } from '../../../src/ingress';
import { Cidr, RateLimit } from '../../../src/values';
import { intentOf, route } from '../shop-intent';

const target = ingressTargets.ingressNginx;
const PREFIX = 'nginx.ingress.kubernetes.io';

function annotationsOf(more: Partial<IngressIntent>) {
  const [{ annotations }] = target.objects(intentOf(more), 'nginx');
  return annotations;
}

const hsts = { maxAgeSeconds: 31536000, includeSubdomains: false, preload: false };

describe('ingress-nginx', () => {
  test('gets one Ingress that redirects to HTTPS', () => {
    expect(target.objects(intentOf(), 'nginx')).toEqual([{
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      name: 'edge',
      annotations: { [`${PREFIX}/ssl-redirect`]: 'true' },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['shop.example.com'], secretName: 'edge-tls' }],
        rules: [{
          host: 'shop.example.com',
          http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'web', port: { number: 8080 } } } }] },
        }],
      },
    }]);
  });
  test('gets every host under TLS, and all paths of a host in one rule', () => {
    const routes = [route('b.example.com'), route('a.example.com', '/api'), route('a.example.com', '/health', true)];
    const [{ spec }] = target.objects(intentOf({ routes }), 'nginx');
    expect(spec).toMatchObject({
      tls: [{ hosts: ['a.example.com', 'b.example.com'], secretName: 'edge-tls' }],
      rules: [
        { host: 'a.example.com', http: { paths: [{ path: '/api', pathType: 'Prefix' }, { path: '/health', pathType: 'Exact' }] } },
        { host: 'b.example.com', http: { paths: [{ path: '/', pathType: 'Prefix' }] } },
      ],
    });
  });
  test.each([['ClusterIssuer', 'cluster-issuer'], ['Issuer', 'issuer']] as const)('gets its certificate from a %s by annotation', (kind, key) => {
    expect(annotationsOf({ tls: { secretName: 'edge-tls', issuer: { kind, name: 'letsencrypt' } } })).toEqual({
      [`cert-manager.io/${key}`]: 'letsencrypt',
      [`${PREFIX}/ssl-redirect`]: 'true',
    });
  });
  test('is told the kind of authentication, without which it would let everybody in', () => {
    expect(annotationsOf({ basicAuth: { secretName: 'users', realm: 'Shop floor' } })).toEqual({
      [`${PREFIX}/ssl-redirect`]: 'true',
      [`${PREFIX}/auth-type`]: 'basic',
      [`${PREFIX}/auth-secret`]: 'users',
      [`${PREFIX}/auth-realm`]: 'Shop floor',
    });
  });
  test.each([
    ['per second', RateLimit.perSecond(10), 'limit-rps', '10', '1'],
    ['per minute', RateLimit.perMinute(90), 'limit-rpm', '90', '1'],
    ['with a burst', RateLimit.perSecond(10).withBurst(30), 'limit-rps', '10', '3'],
  ])('is told the burst of a rate %s, which it would multiply by five', (_, rateLimit, key, rate, multiplier) => {
    expect(annotationsOf({ rateLimit })).toEqual({
      [`${PREFIX}/ssl-redirect`]: 'true',
      [`${PREFIX}/${key}`]: rate,
      [`${PREFIX}/limit-burst-multiplier`]: multiplier,
    });
  });
  test('gets allowed clients as one list', () => {
    expect(annotationsOf({ allowedClients: [Cidr.of('203.0.113.0/24'), Cidr.of('2001:db8::/32')] })).toEqual({
      [`${PREFIX}/ssl-redirect`]: 'true',
      [`${PREFIX}/allowlist-source-range`]: '203.0.113.0/24,2001:db8::/32',
    });
  });
  test('gets annotations that are text, which is all it reads', () => {
    const values = Object.values(annotationsOf({ rateLimit: RateLimit.perSecond(10), basicAuth: { secretName: 'users', realm: 'x' } }) ?? {});
    expect(values.map(value => typeof value)).toEqual(values.map(() => 'string'));
  });
  test('refuses HSTS, which it cannot set for one Ingress', () => {
    expect(target.refusals(intentOf({ hsts }))).toEqual([{
      what: 'ingress-nginx cannot set HSTS for one Ingress, only for all of them in its ConfigMap',
      fix: 'leave `hsts` out and set `hsts`, `hsts-max-age`, `hsts-include-subdomains` in the ConfigMap of the controller, or use Traefik',
    }]);
  });
  test.each([[25, 30], [15, 20], [5, 10]])('refuses a burst of %i for a rate of 10, and offers %i', (burst, near) => {
    expect(target.refusals(intentOf({ rateLimit: RateLimit.perSecond(10).withBurst(burst) }))).toEqual([{
      what: `ingress-nginx can only let a client burst a multiple of its rate of 10; got ${burst}`,
      fix: `use withBurst(${near}), or use Traefik`,
    }]);
  });
  test('refuses everything it cannot do, not just the first', () => {
    expect(target.refusals(intentOf({ hsts, rateLimit: RateLimit.perSecond(10).withBurst(25) }))).toHaveLength(2);
  });
});
