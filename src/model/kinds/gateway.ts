import { identityOf, ResourceKind } from './kind';
import { Cursor } from '../cursor';
import { Listener } from '../gateway';
import { readPortNumber } from '../pod-template';
import { readSelector } from '../read-selector';

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
export const gateway: ResourceKind = {
  kind: 'Gateway',
  group: 'gateway.networking.k8s.io',
  read: object => {
    const spec = object.root.field('spec');
    return {
      gateways: [{
        ...identityOf(object),
        className: spec.field('gatewayClassName').text() ?? '',
        listeners: spec.field('listeners').items().flatMap(readListener),
      }],
    };
  },
};

/** The kinds of routes that a listener takes unless it says so. Those of other protocols only its implementation knows. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute', 'TCPRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};
const EVERY_KIND = [...new Set(Object.values(KINDS).flat())];

function readListener(cursor: Cursor): Listener[] {
  const port = readPortNumber(cursor.field('port'));
  if (port === undefined) {
    cursor.error('GTW001', 'a listener needs a port; this one has none, and is passed over');
    return [];
  }
  const protocol = cursor.field('protocol').text() ?? '';
  const allowed = cursor.field('allowedRoutes');
  const kinds = allowed.field('kinds').items().flatMap(kind => kind.field('kind').text() ?? []);
  return [{
    name: cursor.field('name').text() ?? '',
    port,
    protocol,
    hostname: cursor.field('hostname').text() ?? '',
    takesFrom: readNamespaces(allowed.field('namespaces')),
    kinds: kinds.length > 0 ? kinds : Object.hasOwn(KINDS, protocol) ? KINDS[protocol] : EVERY_KIND,
  }];
}

function readNamespaces(cursor: Cursor): Listener['takesFrom'] {
  const from = cursor.field('from').text() ?? 'Same';
  if (from === 'All' || from === 'Same' || from === 'None') return from;
  if (from === 'Selector') return readSelector(cursor.field('selector'));
  cursor.error('GTW002', `routes come from All, Same, None or Selector, but not from "${from}"; it is taken to be None`);
  return 'None';
}
