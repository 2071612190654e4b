import { Duration } from 'cdk8s';
import { addTier, manifestsOf, publicTo, shopFor } from './shop-chart';
import {
  Cidr, ClusterProfile, Hsts, IngressController, IsolatedNamespace, Ports, RateLimit, Route, SecureIngress, SecureIngressProps, Tier, TieredApp,
} from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

const where = 'test/Edge (SecureIngress)';
const nginx = ClusterProfile.vanilla({ ingress: IngressController.ingressNginx({ acknowledgeRetired: true }) });
const shop = Route.host('shop.example.com');

/** Publishes a shop with the tiers `web` (one port), `api` (two) and `worker` (none). */
function publishing(more: (tiers: Record<'web' | 'api' | 'worker', Tier>) => object, profile?: ClusterProfile): () => void {
  const { chart, store } = shopFor(profile);
  const web = addTier(store, 'web', Ports.tcp(8080));
  const api = addTier(store, 'api', Ports.tcp(8081), Ports.tcp(9090));
  const worker = addTier(store, 'worker');
  return () => new SecureIngress(chart, 'Edge', publicTo(web, more({ web, api, worker }) as Partial<SecureIngressProps>));
}

describe('a SecureIngress does not leave out', () => {
  test('TLS', () => {
    expectUsageError(publishing(() => ({ tls: undefined })), {
      where, what: 'there is no TLS', fix: "state it: tls: IngressTls.certManager('letsencrypt')",
    });
  });
  test('who may use it', () => {
    expectUsageError(publishing(() => ({ authentication: undefined })), {
      where,
      what: 'nothing says who may use it',
      fix: "state it: authentication: Authentication.basic('users'), or Authentication.none('why everybody may')",
    });
  });
  test('its namespace', () => {
    expectUsageError(publishing(() => ({ namespace: undefined })), {
      where, what: 'there is no namespace', fix: 'pass the IsolatedNamespace of the tiers',
    });
  });
  test.each([[[]], [undefined]])('its routes (%p)', routes => {
    expectUsageError(publishing(() => ({ routes })), {
      where, what: 'there are no routes', fix: "add one: Route.host('shop.example.com').to(web)",
    });
  });
});

describe('a SecureIngress refuses a route', () => {
  test('that goes nowhere', () => {
    expectUsageError(publishing(() => ({ routes: [shop.path('/api')] })), {
      where, what: 'the route "shop.example.com/api" goes nowhere', fix: "end it with .to(tier): Route.host('shop.example.com').to(web)",
    });
  });
  test('to a tier without ports', () => {
    expectUsageError(publishing(({ worker }) => ({ routes: [shop.to(worker)] })), {
      where,
      what: 'tier "worker" declares no TCP port for the route "shop.example.com/" to go to',
      fix: "declare it in addTier('worker', { ports: [Ports.tcp(8080)], … })",
    });
  });
  test('to a tier with several ports that does not say which', () => {
    expectUsageError(publishing(({ api }) => ({ routes: [shop.to(api)] })), {
      where,
      what: 'tier "api" declares several ports for the route "shop.example.com/" to go to',
      fix: "say which: Route.host('shop.example.com').to(api, { port: Ports.tcp(8081) })",
    });
  });
  test('to a port that the tier does not listen on', () => {
    expectUsageError(publishing(({ api }) => ({ routes: [shop.to(api, { port: Ports.tcp(80) })] })), {
      where, what: 'the route "shop.example.com/" cannot go to "tcp 80" of tier "api"', fix: 'use one of its TCP ports: tcp 8081, tcp 9090',
    });
  });
  test('to a port of a tier that listens on none', () => {
    expectUsageError(publishing(({ worker }) => ({ routes: [shop.to(worker, { port: Ports.tcp(80) })] })), {
      where,
      what: 'tier "worker" declares no TCP port for the route "shop.example.com/" to go to',
      fix: "declare it in addTier('worker', { ports: [Ports.tcp(8080)], … })",
    });
  });
  test('over UDP, to a tier that listens on nothing else', () => {
    const { chart, store } = shopFor();
    const dns = addTier(store, 'dns', Ports.udp(53));
    expectUsageError(() => new SecureIngress(chart, 'Edge', publicTo(dns, { routes: [shop.to(dns, { port: Ports.udp(53) })] })), {
      where,
      what: 'tier "dns" declares no TCP port for the route "shop.example.com/" to go to',
      fix: "declare it in addTier('dns', { ports: [Ports.tcp(8080)], … })",
    });
  });
  test('over UDP, to a tier that listens on TCP too', () => {
    const { chart, store } = shopFor();
    const dns = addTier(store, 'dns', Ports.udp(53), Ports.tcp(53));
    expectUsageError(() => new SecureIngress(chart, 'Edge', publicTo(dns, { routes: [shop.to(dns, { port: Ports.udp(53) })] })), {
      where, what: 'the route "shop.example.com/" cannot go to "udp 53" of tier "dns"', fix: 'use one of its TCP ports: tcp 53',
    });
  });
  test.each([['/api', '/api/'], ['/api/', '/api']])('for %s beside %s, which are the same', (one, other) => {
    expectUsageError(publishing(({ web, api }) => ({ routes: [shop.path(one).to(web), shop.path(other).to(api)] })), {
      where, what: 'two routes are for "shop.example.com/api"', fix: 'give each its own host or path',
    });
  });
  test('that is there already', () => {
    expectUsageError(publishing(({ web, api }) => ({ routes: [shop.path('/api').to(web), shop.path('/api').to(api)] })), {
      where, what: 'two routes are for "shop.example.com/api"', fix: 'give each its own host or path',
    });
  });
  test('to a tier of another namespace', () => {
    const { chart, namespace, store } = shopFor();
    addTier(store, 'web', Ports.tcp(8080));
    const office = new TieredApp(chart, 'Office', { namespace: new IsolatedNamespace(chart, 'Other', { name: 'office' }) });
    const ledger = addTier(office, 'ledger', Ports.tcp(8090));
    expectUsageError(() => new SecureIngress(chart, 'Edge', publicTo(ledger, { namespace })), {
      where,
      what: 'the tier "ledger" is in namespace "office", not in "shop"',
      fix: 'define the ingress in the namespace of its tiers',
    });
  });
  test('no more than needed: an exact path beside the same prefix is fine', () => {
    expect(publishing(({ web, api }) => ({
      routes: [shop.path('/api').to(web), shop.exactPath('/api').to(api, { port: Ports.tcp(8081) })],
    }))).not.toThrow();
  });
});

describe('a SecureIngress refuses allowed clients', () => {
  test('that are nobody', () => {
    expectUsageError(publishing(() => ({ allowedClients: [] })), {
      where, what: 'allowedClients is empty, so nobody could use it', fix: 'leave it out to let every address in',
    });
  });
  test.each([
    ['IPv4', '203.0.113.0/24, 0.0.0.0/0'],
    ['IPv6', '203.0.113.0/24, ::/0'],
    ['IPv4', '0.0.0.0/1, 128.0.0.0/1'],
    ['IPv4', '128.0.0.0/1, 64.0.0.0/2, 0.0.0.0/2, 2001:db8::/32'],
    ['IPv6', '10.0.0.0/8, 8000::/1, ::/1'],
  ])('that together are every %s address (%s)', (family, blocks) => {
    expectUsageError(publishing(() => ({ allowedClients: blocks.split(', ').map(Cidr.of) })), {
      where, what: `allowedClients (${blocks}) is every ${family} address`, fix: 'leave it out to let every address in',
    });
  });
  test.each(['0.0.0.0/1', '128.0.0.0/1', '0.0.0.0/1, 128.0.0.0/2, 192.0.0.0/3', '0.0.0.0/1, 8000::/1'])('but not those that leave an address out (%s)', blocks => {
    expect(publishing(() => ({ allowedClients: blocks.split(', ').map(Cidr.of) }))).not.toThrow();
  });
});

describe('a SecureIngress refuses a name', () => {
  test('that no object can have', () => {
    expectUsageError(publishing(() => ({ name: 'Front Door' })), {
      where,
      what: '"Front Door" is not a valid name of an ingress',
      fix: 'use at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit; such as "front-door"',
    });
  });
  test.each([['64 characters', 'a'.repeat(64)], ['a dot', 'shop.edge']])('with %s, which controllers make other names of', (_, name) => {
    expectUsageError(publishing(() => ({ name })), {
      where,
      what: `"${name}" is not a valid name of an ingress`,
      fix: 'use at most 63 lower-case letters, digits and "-", beginning and ending with a letter or digit',
    });
  });
  test.each([['Traefik', undefined], ['ingress-nginx', nginx]])('no shorter than 64 characters for %s', (_, profile) => {
    expect(publishing(() => ({ name: 'a'.repeat(63) }), profile)).not.toThrow();
  });
});

describe('a SecureIngress for ingress-nginx refuses what would get lost', () => {
  test('HSTS', () => {
    expectUsageError(publishing(() => ({ hsts: Hsts.maxAge(Duration.days(365)) }), nginx), {
      where,
      what: 'ingress-nginx cannot set HSTS for one Ingress, only for all of them in its ConfigMap',
      fix: 'leave `hsts` out and set `hsts`, `hsts-max-age`, `hsts-include-subdomains` in the ConfigMap of the controller, or use Traefik',
    });
  });
  test('a burst that is no multiple of the rate', () => {
    expectUsageError(publishing(() => ({ rateLimit: RateLimit.perSecond(10).withBurst(25) }), nginx), {
      where,
      what: 'ingress-nginx can only let a client burst a multiple of its rate of 10; got 25',
      fix: 'use withBurst(30), or use Traefik',
    });
  });
  test('and nothing that Traefik can do', () => {
    const traefik = publishing(() => ({ hsts: Hsts.maxAge(Duration.days(365)), rateLimit: RateLimit.perSecond(10).withBurst(25) }));
    expect(traefik).not.toThrow();
  });
});

describe('a SecureIngress that is refused opens nothing and writes nothing', () => {
  test.each<[string, ClusterProfile, (api: Tier) => Partial<SecureIngressProps>, string]>([
    ['what the controller cannot do', nginx, () => ({ hsts: Hsts.maxAge(Duration.days(365)) }), 'HSTS'],
    ['the last of its objects', ClusterProfile.vanilla(), () => ({ name: 'shop' }), 'IngressRoute "shop-http"'],
    ['the last of its routes', nginx, api => ({ routes: [shop.path('/api').to(api), shop.to(api)] }), '"shop.example.com/"'],
  ])('because of %s', (_, profile, more, reason) => {
    const { chart, store } = shopFor(profile);
    const api = addTier(store, 'api', Ports.tcp(8081));
    new SecureIngress(chart, 'Shop-Http', publicTo(addTier(store, 'web', Ports.tcp(8080))));
    const before = manifestsOf(chart);
    const routes = [Route.host('api.example.com').to(api)];
    expect(() => new SecureIngress(chart, 'Edge', publicTo(api, { routes, ...more(api) }))).toThrow(reason);
    expect(manifestsOf(chart)).toEqual(before);
  });
});
