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
        backends: route.field('services').items().flatMap(each => readBackend(each, object.namespace)),
      })),
    };
  },
};

/** The first host and path of a rule: enough to tell routes apart, which is all they are for here. */
function readMatch(match: string) {
  const [, prefix, path] = /Path(Prefix)?\(`([^`]*)`\)/.exec(match) ?? [];
  return { host: /Host\(`([^`]*)`\)/.exec(match)?.[1] ?? '', path: path ?? '/', pathType: path === undefined || prefix ? 'Prefix' : 'Exact' };
}

function readBackend(backend: Cursor, namespace: string): Backend[] {
  const kind = backend.field('kind').text() ?? 'Service';
  const name = backend.field('name').text();
  const port = backend.field('port').numberOrText();
  const home = backend.field('namespace').text() || namespace;
  if (kind !== 'Service') {
    backend.warn('GTW004', `the ${kind} behind this IngressRoute is not understood; what it leads to is left out`);
  } else if (name !== undefined && home !== namespace) {
    backend.warn('GTW007', `Service ${home}/${name} is in another namespace, where Traefik looks only if it is told to allow that, `
      + 'which the input does not tell; what is behind it is left out');
  } else if (name !== undefined && port !== undefined) {
    return [{ namespace, service: name, port, path: backend.path }];
  } else {
    backend.error('GTW009', 'this names no Service with a port, which Traefik needs; it leads nowhere');
  }
  return [];
}
