import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  Authentication, ClusterProfile, Guardrails, IngressTls, IsolatedNamespace, NamespaceQuota, PlatformBoundary, Ports, RateLimit, Route,
  SecureIngress, Subject, TeamRole, Tenant, TieredApp,
} from 'cdk8s-palisade';

export const TENANTS = ['acme', 'bolt', 'coda'];
export const ENVIRONMENTS = ['test', 'production'];

/** Everything that runs in one cluster, whichever that is: three tenants with two environments each, and what keeps them apart. */
export function define(scope: Construct): void {
  new PlatformBoundary(scope, 'Boundary');
  for (const name of TENANTS) {
    const tenant = new Tenant(scope, name, { name, namespaces: { owner: `team-${name}`, quota: NamespaceQuota.small() } });
    tenant.grant(TeamRole.VIEWER, Subject.group('support'));
    tenant.grant(TeamRole.DEPLOYER, Subject.group(`team-${name}`));
    for (const environment of ENVIRONMENTS) defineEnvironment(tenant, environment);
  }
}

/** The application of a tenant, spread over two namespaces: one that is published and one for the data. */
function defineEnvironment(tenant: Tenant, environment: string): void {
  const front = tenant.addNamespace(`${tenant.name}-${environment}`, { environment });
  const data = tenant.addNamespace(`${tenant.name}-${environment}-data`, { environment });
  const web = appIn(tenant, front).addTier('web', {
    image: 'registry.example.com/portal/web:2.1', ports: [Ports.tcp(8080), Ports.tcp(9090)], replicas: 2,
  });
  const db = appIn(tenant, data).addTier('db', {
    image: 'postgres:16', ports: [Ports.tcp(5432)], writablePaths: ['/var/lib/postgresql/data', '/var/run/postgresql'],
  });
  web.allowTo(db, { ports: [Ports.tcp(5432)] });
  web.allowMonitoring(Ports.tcp(9090));
  new SecureIngress(tenant, `${front.name}-edge`, {
    namespace: front,
    routes: [Route.host(`${front.name}.example.com`).to(web, { port: Ports.tcp(8080) })],
    tls: IngressTls.certManager('letsencrypt'),
    authentication: Authentication.none('the portal asks its users to sign in itself'),
    rateLimit: RateLimit.perSecond(20).withBurst(40),
  });
}

const appIn = (scope: Construct, namespace: IsolatedNamespace): TieredApp => new TieredApp(scope, `${namespace.name}-app`, { namespace });

/** One cluster of that profile. */
export function multiTenantApp(profile: ClusterProfile, app = new App()): App {
  ClusterProfile.attach(app, profile);
  define(new Chart(app, 'multi-tenant'));
  Guardrails.enforce(app);
  return app;
}

if (require.main === module) {
  multiTenantApp(ClusterProfile.aks()).synth();
}
