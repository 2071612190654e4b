import { Chart, Testing } from 'cdk8s';
import { addTier, namesOf, publicTo } from './shop-chart';
import { ClusterProfile, IngressController, IsolatedNamespace, Ports, Route, SecureIngress, Tier, TieredApp } from '../../src';
import { expectUsageError, refuses } from '../values/expect-usage-error';

const nginx = ClusterProfile.vanilla({ ingress: IngressController.ingressNginx({ acknowledgeRetired: true }) });
const shop = Route.host('shop.example.com');

/** The tier `web` of a new namespace. */
function webOf(chart: Chart, namespace: string): Tier {
  const isolated = new IsolatedNamespace(chart, `Namespace-${namespace}`, { name: namespace });
  return addTier(new TieredApp(chart, `Store-${namespace}`, { namespace: isolated }), 'web', Ports.tcp(8080));
}

/** Publishes a tier by an ingress, with the routes its hosts have. */
const publish = (chart: Chart, name: string, tier: Tier, ...routes: Route[]) =>
  () => new SecureIngress(chart, `Ingress-${name}`, publicTo(tier, { name, routes: routes.map(route => route.to(tier)) }));

describe('two ingresses of one namespace', () => {
  function publishing(names: readonly string[], profile = ClusterProfile.vanilla()) {
    const chart = Testing.chart();
    ClusterProfile.attach(chart, profile);
    const web = webOf(chart, 'shop');
    return { chart, actions: names.map((name, index) => publish(chart, name, web, Route.host(`host-${index}.example.com`))) };
  }

  test.each([['Traefik', ClusterProfile.vanilla(), 'Certificate "edge-tls"'], ['ingress-nginx', nginx, 'Ingress "edge"']])(
    'cannot have one name with %s', (_, profile, object) => {
      const chart = Testing.chart();
      ClusterProfile.attach(chart, profile);
      const web = webOf(chart, 'shop');
      publish(chart, 'edge', web, shop)();
      expectUsageError(() => new SecureIngress(chart, 'Second', publicTo(web, { name: 'edge', routes: [Route.host('a.example').to(web)] })), {
        where: 'test/Second (SecureIngress)',
        what: expect.stringContaining(`${object} in namespace "shop" exists already, made by test/Ingress-edge`),
        fix: 'give the ingress another name',
      });
    });
  test.each([['edge', 'edge-http'], ['edge-http', 'edge']])('cannot be %s and %s with Traefik, as one writes an object for the other', (one, other) => {
    const { actions: [first, second] } = publishing([one, other]);
    first();
    expectUsageError(second, {
      where: `test/Ingress-${other} (SecureIngress)`,
      what: expect.stringContaining(`IngressRoute "edge-http" in namespace "shop" exists already, made by test/Ingress-${one}`),
      fix: 'give the ingress another name',
    });
  });
  test('can be edge and edge-http with ingress-nginx, which writes one object for each', () => {
    const { chart, actions } = publishing(['edge', 'edge-http'], nginx);
    for (const action of actions) action();
    expect(namesOf(chart).slice(-2)).toEqual(['Ingress/edge', 'Ingress/edge-http']);
  });
  test('never write one object twice, whatever their names', () => {
    const names = ['edge', 'edge-http', 'edge-tls', 'edge-https-redirect', 'edge-rate-limit', 'edge-hsts', 'shop'];
    for (const one of names) {
      for (const other of names) {
        const { chart, actions: [first, second] } = publishing([one, other]);
        first();
        if (one === other || refuses(second)) continue;
        expect(new Set(namesOf(chart)).size).toBe(namesOf(chart).length);
      }
    }
  });
});

describe('a host and path of one cluster', () => {
  const taken = (route: string, owner: string) => ({
    what: `route for ${route} exists already, made by ${owner}`, fix: 'let one ingress own each host and path',
  });

  test('belong to one ingress of a namespace', () => {
    const chart = Testing.chart();
    const web = webOf(chart, 'shop');
    publish(chart, 'edge', web, shop)();
    expectUsageError(publish(chart, 'side', web, Route.host('side.example.com'), shop), {
      where: 'test/Ingress-side (SecureIngress)', ...taken('"shop.example.com/"', 'test/Ingress-edge'),
    });
  });
  test('belong to one ingress of all namespaces', () => {
    const chart = Testing.chart();
    publish(chart, 'edge', webOf(chart, 'shop'), shop.path('/api'))();
    expectUsageError(publish(chart, 'edge-of-office', webOf(chart, 'office'), shop.path('/api/')), {
      where: 'test/Ingress-edge-of-office (SecureIngress)', ...taken('"shop.example.com/api"', 'test/Ingress-edge'),
    });
  });
  test('belong to one ingress of all charts', () => {
    const app = Testing.app();
    const [one, other] = [new Chart(app, 'one'), new Chart(app, 'other')];
    publish(one, 'edge', webOf(one, 'shop'), shop)();
    expectUsageError(publish(other, 'edge', webOf(other, 'office'), shop), {
      where: 'other/Ingress-edge (SecureIngress)', ...taken('"shop.example.com/"', 'one/Ingress-edge'),
    });
  });
  test('belong to one ingress when the path is exact', () => {
    const chart = Testing.chart();
    publish(chart, 'edge', webOf(chart, 'shop'), shop.exactPath('/health'))();
    expectUsageError(publish(chart, 'side', webOf(chart, 'office'), shop.exactPath('/health')), {
      where: 'test/Ingress-side (SecureIngress)', ...taken('exactly "shop.example.com/health"', 'test/Ingress-edge'),
    });
  });
  test.each([
    ['an exact path beside the same prefix', shop.path('/api'), shop.exactPath('/api')],
    ['a path below the other', shop.path('/api'), shop.path('/api/v2')],
    ['another host', shop, Route.host('office.example.com')],
    ['a host that the other covers with a wildcard', Route.host('*.example.com'), shop],
  ])('may be shared out: %s', (_, one, other) => {
    const chart = Testing.chart();
    publish(chart, 'edge', webOf(chart, 'shop'), one)();
    expect(publish(chart, 'side', webOf(chart, 'office'), other)).not.toThrow();
  });
  test('may be served by another cluster too', () => {
    const app = Testing.app();
    const [one, other] = [new Chart(app, 'one'), new Chart(app, 'other')];
    for (const chart of [one, other]) ClusterProfile.attach(chart, ClusterProfile.vanilla());
    publish(one, 'edge', webOf(one, 'shop'), shop)();
    expect(publish(other, 'edge', webOf(other, 'shop'), shop)).not.toThrow();
  });
});
