import { checkedAnnotations } from '../annotation-value';
import { hostsOf, IngressIntent, Refusal, RouteIntent, TlsIntent } from '../intent';
import { IngressTarget } from '../target';

const PREFIX = 'nginx.ingress.kubernetes.io';

/**
 * The retired ingress-nginx controller of the Kubernetes project, version 1.15.
 *
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export const ingressNginx: IngressTarget = {
  name: 'ingress-nginx',
  className: 'nginx',
  pods: {
    namespace: 'ingress-nginx',
    labels: { 'app.kubernetes.io/component': 'controller', 'app.kubernetes.io/name': 'ingress-nginx' },
  },
  refusals: ({ hsts, rateLimit }) => [
    ...hsts ? [hstsRefusal] : [],
    ...rateLimit && rateLimit.burst % rateLimit.requests !== 0 ? [burstRefusal(rateLimit.requests, rateLimit.burst)] : [],
  ],
  objects: (intent, className) => [{
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    name: intent.name,
    annotations: checkedAnnotations({
      ...issuerAnnotation(intent.tls),
      // The default, but only while no ConfigMap of the controller says otherwise.
      [`${PREFIX}/ssl-redirect`]: 'true',
      ...securityAnnotations(intent),
    }),
    spec: {
      ingressClassName: className,
      tls: [{ hosts: hostsOf(intent), secretName: intent.tls.secretName }],
      rules: hostsOf(intent).map(host => ({
        host,
        http: { paths: intent.routes.filter(route => route.host === host).map(pathOf) },
      })),
    },
  }],
};

const hstsRefusal: Refusal = {
  what: 'ingress-nginx cannot set HSTS for one Ingress, only for all of them in its ConfigMap',
  fix: 'leave `hsts` out and set `hsts`, `hsts-max-age`, `hsts-include-subdomains` in the ConfigMap of the controller, or use Traefik',
};

const burstRefusal = (requests: number, burst: number): Refusal => ({
  what: `ingress-nginx can only let a client burst a multiple of its rate of ${requests}; got ${burst}`,
  fix: `use withBurst(${Math.ceil(burst / requests) * requests}), or use Traefik`,
});

function securityAnnotations({ basicAuth, rateLimit, allowedClients }: IngressIntent): Record<string, string> {
  return {
    ...allowedClients && { [`${PREFIX}/allowlist-source-range`]: allowedClients.join(',') },
    // Without auth-type the controller ignores auth-secret, and serves everybody.
    ...basicAuth && {
      [`${PREFIX}/auth-type`]: 'basic',
      [`${PREFIX}/auth-secret`]: basicAuth.secretName,
      [`${PREFIX}/auth-realm`]: basicAuth.realm,
    },
    // The controller multiplies the burst by five unless told not to.
    ...rateLimit && {
      [`${PREFIX}/${rateLimit.periodSeconds === 1 ? 'limit-rps' : 'limit-rpm'}`]: `${rateLimit.requests}`,
      [`${PREFIX}/limit-burst-multiplier`]: `${rateLimit.burst / rateLimit.requests}`,
    },
  };
}

const issuerAnnotation = ({ issuer }: TlsIntent): Record<string, string> =>
  issuer ? { [`cert-manager.io/${issuer.kind === 'ClusterIssuer' ? 'cluster-issuer' : 'issuer'}`]: issuer.name } : {};

const pathOf = ({ path, exact, service, port }: RouteIntent) => ({
  path,
  pathType: exact ? 'Exact' : 'Prefix',
  backend: { service: { name: service, port: { number: port } } },
});
