import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { Backend } from '../route';

/** @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/ */
export const ingressRoute: ResourceKind = {
  kind: 'IngressRoute',
  group: 'traefik.io',
  read: object => {
    const spec = object.root.field('spec');
    const annotations = object.root.field('metadata').field('annotations').labels();
    return {
      routes: spec.field('routes').items().map(route => ({
        ...identityOf(object),
        className: annotations['kubernetes.io/ingress.class'] ?? 'traefik',
        ...readMatch(route.field('match').text() ?? ''),
        tls: spec.has('tls'),
        backends: route.field('services').items().flatMap(service => readBackend(service, object.namespace)),
      })),
    };
  },
};

/** The first host and path of a rule: enough to tell routes apart, which is all they are for here. */
function readMatch(match: string) {
  const [, prefix, path] = /Path(Prefix)?\(`([^`]*)`\)/.exec(match) ?? [];
  return { host: /Host\(`([^`]*)`\)/.exec(match)?.[1] ?? '', path: path ?? '/', pathType: path === undefined || prefix ? 'Prefix' : 'Exact' };
}

function readBackend(service: Cursor, namespace: string): Backend[] {
  const name = service.field('name').text();
  const port = service.field('port').numberOrText();
  const isHere = (service.field('namespace').text() ?? namespace) === namespace;
  const isService = (service.field('kind').text() ?? 'Service') === 'Service';
  return name === undefined || port === undefined || !isHere || !isService ? [] : [{ namespace, service: name, port, path: service.path }];
}
