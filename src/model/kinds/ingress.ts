import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { readIngressNginx } from '../ingress-nginx';
import { Backend, Route } from '../route';

export const ingress: ResourceKind = {
  kind: 'Ingress',
  group: 'networking.k8s.io',
  read: object => {
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
      backends: readBackend(backend.field('service'), object.namespace),
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

function readBackend(service: Cursor, namespace: string): Backend[] {
  const name = service.field('name').text();
  const port = service.field('port').field('name').text() ?? service.field('port').field('number').number();
  return name === undefined || port === undefined ? [] : [{ namespace, service: name, port, path: service.path }];
}
