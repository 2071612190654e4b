import { App, Chart } from 'cdk8s';
import {
  Authentication, ClusterProfile, Guardrails, IngressController, IngressTls, IsolatedNamespace, Ports, RateLimit, Route, SecureIngress,
  TieredApp,
} from 'cdk8s-palisade';

export class Shop extends Chart {
  constructor(app: App, id: string) {
    super(app, id);
    const shop = new IsolatedNamespace(this, 'Namespace', { name: 'shop' });

    const store = new TieredApp(this, 'Store', { namespace: shop });
    const web = store.addTier('web', { image: 'registry.example.com/shop/web:1.4', ports: [Ports.tcp(8080)], replicas: 3 });
    const api = store.addTier('api', { image: 'registry.example.com/shop/api:2.0', ports: [Ports.tcp(8081)], replicas: 3 });
    const db = store.addTier('db', {
      image: 'postgres:16', ports: [Ports.tcp(5432)], writablePaths: ['/var/lib/postgresql/data', '/var/run/postgresql'],
    });
    web.allowTo(api);
    api.allowTo(db);

    new SecureIngress(this, 'Edge', {
      namespace: shop,
      routes: [Route.host('shop.example.com').to(web)],
      tls: IngressTls.certManager('letsencrypt'),
      authentication: Authentication.none('public shop window'),
      rateLimit: RateLimit.perSecond(10).withBurst(20),
    });
  }
}

/** The shop for any cluster: what differs between clusters is in the profile. */
export function shopApp(profile: ClusterProfile, app = new App()): App {
  ClusterProfile.attach(app, profile);
  new Shop(app, 'shop');
  Guardrails.enforce(app);
  return app;
}

if (require.main === module) {
  shopApp(ClusterProfile.vanilla({ ingress: IngressController.traefik() })).synth();
}
