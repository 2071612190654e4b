import { Labels, PodLocation, Ports } from '../../values';
import { Admission, MeshEngine } from '../engine';

const GROUP = 'policy.linkerd.io';

/** Ports that Linkerd takes, unless told otherwise, for protocols in which the server speaks first; a Server has to repeat it. */
const OPAQUE = [25, 587, 3306, 4444, 5432, 6379, 9300, 11211];

/** @see https://linkerd.io/2/reference/authorization-policy/ */
export const linkerd: MeshEngine = {
  // What no AuthorizationPolicy names is denied, but for probes; and each names identities, which take mutual TLS.
  member: () => ({ annotations: { 'config.linkerd.io/default-inbound-policy': 'deny', 'linkerd.io/inject': 'enabled' } }),
  outside: { annotations: { 'linkerd.io/inject': 'disabled' } },
  ownLabels: [],
  tunnel: Ports.tcp(4143),
  plugin: 'linkerd-cni',
  looksUpNames: true,
  needs: ({ meshNamespace = 'linkerd' }) => [
    { direction: 'egress', peer: controlPlane(meshNamespace, 'identity'), ports: [Ports.tcp(8080)] },
    { direction: 'egress', peer: controlPlane(meshNamespace, 'destination'), ports: [Ports.tcp(8086), Ports.tcp(8090)] },
  ],
  perNamespace: [],
  perWorkload: [
    { apiVersion: `${GROUP}/v1beta1`, kind: 'Server', spec: ({ labels, clients }) => serverSpec(labels, clients[0].ports[0].first) },
    {
      apiVersion: `${GROUP}/v1alpha1`,
      kind: 'AuthorizationPolicy',
      spec: ({ name }) => ({
        targetRef: { group: GROUP, kind: 'Server', name },
        requiredAuthenticationRefs: [{ group: GROUP, kind: 'MeshTLSAuthentication', name }],
      }),
    },
    { apiVersion: `${GROUP}/v1alpha1`, kind: 'MeshTLSAuthentication', spec: ({ clients }) => ({ identityRefs: identityRefs(clients) }) },
  ],
  onePort: true,
  refuses: port => port.name === '' && port.isSingle ? undefined : {
    what: `Linkerd authorizes ports one by one and by their numbers, so that it has no words for "${port}"`,
    fix: 'list single ports, such as Ports.tcp(8080)',
  },
};

const controlPlane = (namespace: string, component: string): PodLocation =>
  ({ namespace, labels: { 'linkerd.io/control-plane-component': component } });

const serverSpec = (labels: Labels, port: number) =>
  ({ podSelector: { matchLabels: labels }, port, ...OPAQUE.includes(port) && { proxyProtocol: 'opaque' } });

/** A ServiceAccount where it is known, and else every one of a namespace. */
const identityRefs = (clients: Admission['clients']): object[] => [...new Set(clients.map(({ pods: { namespace, account } }) => JSON.stringify(
  account === undefined ? { kind: 'Namespace', name: namespace } : { kind: 'ServiceAccount', name: account, namespace })))]
  .sort().map(text => JSON.parse(text));
