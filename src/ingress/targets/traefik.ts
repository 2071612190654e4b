import { hostsOf, IngressIntent, IngressObject, RouteIntent } from '../intent';
import { IngressTarget } from '../target';

/**
 * Traefik Proxy 3, through its own resources.
 *
 * Not through an Ingress: Traefik serves one with TLS on its plain HTTP entry point too, and takes middlewares from it only by
 * names joined with a dash, which are ambiguous.
 *
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
 */
export const traefik: IngressTarget = {
  name: 'traefik',
  className: 'traefik',
  pods: { namespace: 'traefik', labels: { 'app.kubernetes.io/name': 'traefik' } },
  refusals: () => [],
  objects: (intent, className) => {
    const middlewares = middlewaresOf(intent);
    const redirect = middleware(`${intent.name}-https-redirect`, { redirectScheme: { scheme: 'https', permanent: true } });
    return [
      ...certificate(intent),
      ...middlewares,
      redirect,
      ingressRoute(intent, className, {
        name: intent.name, entryPoint: 'websecure', middlewares, tls: { secretName: intent.tls.secretName },
      }),
      ingressRoute(intent, className, { name: `${intent.name}-http`, entryPoint: 'web', middlewares: [redirect] }),
    ];
  },
};

/** In the order they run: who may not come in is not counted, and failed logins are. */
function middlewaresOf({ name, allowedClients, rateLimit, basicAuth, hsts }: IngressIntent): IngressObject[] {
  return [
    ...allowedClients ? [middleware(`${name}-allowed-clients`, { ipAllowList: { sourceRange: allowedClients.map(String) } })] : [],
    ...rateLimit ? [middleware(`${name}-rate-limit`, {
      rateLimit: { average: rateLimit.requests, period: rateLimit.periodSeconds === 1 ? '1s' : '1m', burst: rateLimit.burst },
    })] : [],
    // Traefik would pass the password on to the application.
    ...basicAuth ? [middleware(`${name}-basic-auth`, {
      basicAuth: { secret: basicAuth.secretName, realm: basicAuth.realm, removeHeader: true },
    })] : [],
    ...hsts ? [middleware(`${name}-hsts`, {
      headers: { stsSeconds: hsts.maxAgeSeconds, stsIncludeSubdomains: hsts.includeSubdomains, stsPreload: hsts.preload },
    })] : [],
  ];
}

const middleware = (name: string, spec: object): IngressObject =>
  ({ apiVersion: 'traefik.io/v1alpha1', kind: 'Middleware', name, spec });

/** cert-manager watches Ingresses, but not IngressRoutes. */
const certificate = (intent: IngressIntent): IngressObject[] => intent.tls.issuer === undefined ? [] : [{
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  name: intent.tls.secretName,
  spec: {
    secretName: intent.tls.secretName,
    dnsNames: hostsOf(intent),
    issuerRef: { group: 'cert-manager.io', ...intent.tls.issuer },
  },
}];

interface Router {
  readonly name: string;
  readonly entryPoint: string;
  readonly middlewares: readonly IngressObject[];
  readonly tls?: { readonly secretName: string };
}

function ingressRoute({ routes }: IngressIntent, className: string, { name, entryPoint, middlewares, tls }: Router): IngressObject {
  return {
    apiVersion: 'traefik.io/v1alpha1',
    kind: 'IngressRoute',
    name,
    annotations: { 'kubernetes.io/ingress.class': className },
    spec: {
      entryPoints: [entryPoint],
      routes: routes.map(route => ({
        kind: 'Rule',
        match: matchOf(route),
        ...middlewares.length > 0 && { middlewares: middlewares.map(each => ({ name: each.name })) },
        services: [{ name: route.service, port: route.port }],
      })),
      ...tls && { tls },
    },
  };
}

/** PathPrefix compares characters, not path segments: `/api` alone would also match `/apikeys`. */
function matchOf({ host, path, exact }: RouteIntent): string {
  const hostRule = `Host(\`${host}\`)`;
  if (exact) return `${hostRule} && Path(\`${path}\`)`;
  const below = path.endsWith('/') ? path : `${path}/`;
  const alone = path.length > 1 ? path.replace(/\/$/, '') : undefined;
  return `${hostRule} && ${alone === undefined ? `PathPrefix(\`${below}\`)` : `(Path(\`${alone}\`) || PathPrefix(\`${below}\`))`}`;
}
