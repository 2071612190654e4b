import { Admission, Client, MeshEngine } from './engine';
import { groupBy, PodLocation, Ports } from '../values';

const API_VERSION = 'security.istio.io/v1';

/**
 * What both ways to run Istio have in common.
 *
 * @see https://istio.io/latest/docs/reference/config/security/
 */
export const istio: Pick<MeshEngine, 'onePort' | 'perNamespace' | 'perWorkload' | 'refuses'> = {
  perNamespace: [
    { apiVersion: API_VERSION, kind: 'PeerAuthentication', name: 'default', spec: { mtls: { mode: 'STRICT' } } },
    // Without rules it matches nothing, and where one policy allows, what none matches is denied.
    { apiVersion: API_VERSION, kind: 'AuthorizationPolicy', name: 'default-deny', spec: {} },
  ],
  perWorkload: [{ apiVersion: API_VERSION, kind: 'AuthorizationPolicy', spec: specOf }],
  onePort: false,
  refuses: port => port.name === '' && (port.isSingle || isEvery(port)) ? undefined : {
    what: `Istio authorizes ports one by one and by their numbers, so that it has no words for "${port}"`,
    fix: 'list single ports, such as Ports.tcp(8080), or allow every one: Ports.allTcp()',
  },
};

function specOf({ labels, clients }: Admission) {
  return {
    ...Object.keys(labels).length > 0 && { selector: { matchLabels: labels } },
    action: 'ALLOW',
    rules: rulesOf(clients),
  };
}

/** Clients that may use the same ports share a rule. */
function rulesOf(clients: readonly Client[]): object[] {
  const byClient = groupBy(clients, ({ pods }) => identityOf(pods));
  const byPorts = groupBy([...byClient], ([, same]) => JSON.stringify(portsOf(same.flatMap(({ ports }) => ports))));
  return [...byPorts].sort(([a], [b]) => a < b ? -1 : 1).map(([text, alike]) => {
    const ports: string[] = JSON.parse(text);
    return { from: sourcesOf(alike.map(([identity]) => identity)), ...ports.length > 0 && { to: [{ operation: { ports } }] } };
  });
}

/** A ServiceAccount where it is known: `cluster.local` stands for the trust domain of the mesh, whatever that is called. */
const identityOf = ({ namespace, account }: PodLocation): string =>
  account === undefined ? namespace : `cluster.local/ns/${namespace}/sa/${account}`;

function sourcesOf(identities: readonly string[]): object[] {
  const [principals, namespaces] = [identities.filter(isPrincipal).sort(), identities.filter(each => !isPrincipal(each)).sort()];
  return [
    ...namespaces.length > 0 ? [{ source: { namespaces } }] : [],
    ...principals.length > 0 ? [{ source: { principals } }] : [],
  ];
}

const isPrincipal = (identity: string): boolean => identity.includes('/');

/** Numbers as texts, as the API wants them; none for every port. */
function portsOf(ports: readonly Ports[]): string[] {
  if (ports.some(isEvery)) return [];
  return [...new Set(ports.map(({ first }) => first))].sort((a, b) => a - b).map(String);
}

const isEvery = ({ first, last }: Ports): boolean => first === 1 && last === 65535;
