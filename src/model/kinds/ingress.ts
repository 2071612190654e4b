import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { readIngressNginx } from '../ingress-nginx';
import { removed } from '../removed-kind';
import { Backend, Route } from '../route';

const CURRENT = 'networking.k8s.io/v1';
const isRemoved = removed('Ingress', 'networking.k8s.io', '1.22', CURRENT);

export const ingress: ResourceKind = {
  kind: 'Ingress',
  group: 'networking.k8s.io',
  read: object => {
    if (object.apiVersion !== CURRENT) return isRemoved.read(object);
    const spec = object.root.field('spec');
    const annotations = object.root.field('metadata').field('annotations').labels();
    const tlsHosts = spec.field('tls').items().flatMap(tls => tls.field('hosts').items()).flatMap(host => host.text() ?? []);
    const ingressNginx = readIngressNginx(annotations);
    const route = (host: string, path: string, backend: Cursor, pathType?: string): Route => ({
      ...identityOf(object),
      className: spec.field('ingressClassName').text() ?? annotations['kubernetes.io/ingress.class'] ?? '',
      host,
      path,
      pathType,
      ingressNginx,
      tls: tlsHosts.some(pattern => coversHost(pattern, host)),
      backends: readBackend(backend, object.namespace),
    });
    return {
      routes: [
        ...spec.has('defaultBackend') ? [route('', '/', spec.field('defaultBackend'))] : [],
        ...spec.field('rules').items().flatMap(rule => rule.field('http').field('paths').items().map(path =>
          route(rule.field('host').text() ?? '', path.field('path').text() ?? '/', path.field('backend'), path.field('pathType').text()))),
      ],
    };
  },
};

/** A wildcard stands for exactly one label. */
const coversHost = (pattern: string, host: string): boolean =>
  pattern === host || (pattern.startsWith('*.') && pattern.slice(1) === host.slice(host.indexOf('.')));

function readBackend(backend: Cursor, namespace: string): Backend[] {
  const service = backend.field('service');
  const name = service.field('name').text();
  const port = service.field('port').field('name').text() ?? service.field('port').field('number').number();
  if (name !== undefined && port !== undefined) return [{ namespace, service: name, port, path: service.path }];
  if (backend.has('resource')) backend.warn('GTW008', 'a backend that is a resource is not understood; what it leads to is left out');
  else backend.error('GTW009', 'this backend names no Service with a port; it leads nowhere');
  return [];
}
