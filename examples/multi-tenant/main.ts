import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Cluster, CLUSTERS } from './clusters';
import {
  Authentication, Fleet, Guardrails, IngressTls, IPeer, IsolatedNamespace, NamespaceQuota, Peer, PlatformBoundary, Ports, RateLimit, Route,
  SecureIngress, Subject, TeamRole, Tenant, TieredApp,
} from 'cdk8s-palisade';

export const TENANTS = ['acme', 'bolt', 'coda'];
export const ENVIRONMENTS = ['test', 'production'];

const HTTPS = [Ports.tcp(443)];

/** Everything that runs in one cluster, whichever that is: three tenants with two environments each, and what keeps them apart. */
export function define(scope: Construct, { ownCidrs, payments }: Pick<Cluster, 'ownCidrs' | 'payments'>): void {
  new PlatformBoundary(scope, 'Boundary', { deniedCidrs: ownCidrs });
  for (const name of TENANTS) {
    const tenant = new Tenant(scope, name, { name, namespaces: { owner: `team-${name}`, quota: NamespaceQuota.small() } });
    tenant.grant(TeamRole.VIEWER, Subject.group('support'));
    tenant.grant(TeamRole.DEPLOYER, Subject.group(`team-${name}`));
    for (const environment of ENVIRONMENTS) defineEnvironment(tenant, environment, payments);
  }
}

/** The application of a tenant, spread over two namespaces: one that is published and one for the data. */
function defineEnvironment(tenant: Tenant, environment: string, payments: IPeer): void {
  const front = tenant.addNamespace(`${tenant.name}-${environment}`, { environment });
  const data = tenant.addNamespace(`${tenant.name}-${environment}-data`, { environment });
  const portal = appIn(tenant, front);
  const web = portal.addTier('web', { image: 'registry.example.com/portal/web:2.1', ports: [Ports.tcp(8080), Ports.tcp(9090)], replicas: 2 });
  const hooks = portal.addTier('hooks', { image: 'registry.example.com/portal/hooks:1.3' });
  const db = appIn(tenant, data).addTier('db', {
    image: 'postgres:16', ports: [Ports.tcp(5432)], writablePaths: ['/var/lib/postgresql/data', '/var/run/postgresql'],
  });
  web.allowTo(db, { ports: [Ports.tcp(5432)] });
  web.allowTo(payments, { ports: HTTPS, reason: 'card payments' });
  web.allowMonitoring(Ports.tcp(9090));
  hooks.allowTo(Peer.internet(), { ports: HTTPS, reason: 'calls that customers ask for' });
  new SecureIngress(tenant, `${front.name}-edge`, {
    namespace: front,
    routes: [Route.host(`${front.name}.example.com`).to(web, { port: Ports.tcp(8080) })],
    tls: IngressTls.certManager('letsencrypt'),
    authentication: Authentication.none('the portal asks its users to sign in itself'),
    rateLimit: RateLimit.perSecond(20).withBurst(40),
  });
}

const appIn = (scope: Construct, namespace: IsolatedNamespace): TieredApp => new TieredApp(scope, `${namespace.name}-app`, { namespace });

/** The same tenants in every cluster, each written for what its cluster is like, and proven there. */
export function multiTenantFleet(outdir?: string): Fleet {
  const fleet = new Fleet({ outdir });
  for (const [name, cluster] of Object.entries(CLUSTERS)) {
    const app: App = fleet.addCluster(name, cluster.profile);
    define(new Chart(app, 'tenants'), cluster);
    Guardrails.enforce(app);
  }
  return fleet;
}

if (require.main === module) {
  multiTenantFleet().synth();
}
