import { identityOf, KubeObject, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { GatewayRule, ParentRef, PathMatch } from '../gateway';
import { Backend } from '../route';

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
const gatewayRoute = (kind: string, readMatch: (match: Cursor) => PathMatch): ResourceKind => ({
  kind,
  group: 'gateway.networking.k8s.io',
  read: object => {
    const spec = object.root.field('spec');
    return {
      gatewayRoutes: [{
        ...identityOf(object),
        parents: spec.field('parentRefs').items().flatMap(parent => readParent(parent, object.namespace)),
        hostnames: spec.field('hostnames').items().flatMap(hostname => hostname.text() ?? []),
        rules: spec.field('rules').items().map(rule => readRule(object, rule, readMatch)),
      }],
    };
  },
});

/** A route that names a Service for a parent steers traffic within the cluster; it lets nobody in. */
function readParent(cursor: Cursor, namespace: string): ParentRef[] {
  const kind = cursor.field('kind').text() ?? 'Gateway';
  if (kind === 'Service') return [];
  if (kind !== 'Gateway') cursor.warn('GTW003', `a ${kind} is not understood; it is taken to be a Gateway that is not in the input`);
  const name = cursor.field('name').text();
  return name === undefined ? [] : [{
    namespace: cursor.field('namespace').text() ?? namespace,
    name: kind === 'Gateway' ? name : `${name}[${kind}]`,
    sectionName: cursor.field('sectionName').text(),
    port: cursor.field('port').number(),
    path: cursor.path,
  }];
}

/** Traffic is sent to the backends, and copied to those of a mirror. */
function readRule({ kind, namespace }: KubeObject, rule: Cursor, readMatch: (match: Cursor) => PathMatch): GatewayRule {
  const matches = rule.field('matches').items();
  const mirrors = rule.field('filters').items().map(filter => filter.field('requestMirror').field('backendRef')).filter(ref => !ref.isAbsent);
  return {
    matches: matches.length > 0 ? matches.map(readMatch) : [readMatch(rule.field('matches'))],
    backends: [...rule.field('backendRefs').items(), ...mirrors].flatMap(ref => readBackend(ref, kind, namespace)),
  };
}

function readBackend(cursor: Cursor, routeKind: string, namespace: string): Backend[] {
  const kind = cursor.field('kind').text() ?? 'Service';
  if (kind !== 'Service' || cursor.field('group').text()) {
    cursor.warn('GTW004', `the ${kind} behind this ${routeKind} is not understood; what it leads to is left out`);
    return [];
  }
  const service = cursor.field('name').text();
  const port = cursor.field('port').number();
  // Nothing is sent to a weight of 0.
  if (service === undefined || port === undefined || cursor.field('weight').value === 0) return [];
  return [{ namespace: cursor.field('namespace').text() ?? namespace, service, port, path: cursor.path }];
}

const readPath = (match: Cursor): PathMatch => ({
  path: match.field('path').field('value').text() ?? '/',
  pathType: match.field('path').field('type').text() ?? 'PathPrefix',
});

function readMethod(match: Cursor): PathMatch {
  const [service, method] = ['service', 'method'].map(key => match.field('method').field(key).text());
  const pathType = match.field('method').field('type').text() ?? 'Exact';
  if (method !== undefined) return { path: `/${service ?? '*'}/${method}`, pathType };
  return { path: service === undefined ? '/' : `/${service}/`, pathType: pathType === 'Exact' ? 'PathPrefix' : pathType };
}

/** A route of connections, not of requests. */
const noPath = (): PathMatch => ({ path: '' });

/** Every kind that is attached to the listeners of a Gateway. */
export const gatewayRoutes: readonly ResourceKind[] = [
  gatewayRoute('HTTPRoute', readPath),
  gatewayRoute('GRPCRoute', readMethod),
  gatewayRoute('TLSRoute', noPath),
  gatewayRoute('TCPRoute', noPath),
  gatewayRoute('UDPRoute', noPath),
];
