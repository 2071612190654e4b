import { either, list, map, nameAlone, number, oneOf, schemaOf, Shape, text, texts } from './shapes';
import { Validate } from './validate';

/**
 * Kinds of which no installed package has a schema, as their documentation describes the parts that are written here.
 *
 * @see https://network-policy-api.sigs.k8s.io/reference/spec/
 * @see https://docs.tigera.io/calico/latest/reference/resources/
 * @see https://antrea.io/docs/main/docs/antrea-network-policy/
 * @see https://linkerd.io/2/reference/authorization-policy/
 * @see https://antrea.io/docs/main/docs/egress/
 * @see https://docs.cilium.io/en/stable/network/egress-gateway/egress-gateway/
 * @see https://ovn-kubernetes.io/features/cluster-egress-controls/egress-ip/
 * @see https://multicluster.sigs.k8s.io/concepts/multicluster-services-api/
 */
const selector = map({
  matchLabels: texts,
  matchExpressions: list(map({ key: text(/^[-a-z0-9./]+$/), operator: oneOf('In', 'NotIn', 'Exists', 'DoesNotExist'), values: list(text()) }, ['key', 'operator'])),
});

const port = number(1, 65535);
const protocol = oneOf('TCP', 'UDP', 'SCTP');
const cidr = text(/^[0-9a-f.:]+\/\d+$/);

const ports = list(map({
  portNumber: map({ protocol, port }, ['protocol', 'port']),
  portRange: map({ protocol, start: port, end: port }, ['protocol', 'start', 'end']),
}, [], 1), 100);

const byProtocol = map({ destinationPort: map({ number: port, range: map({ start: port, end: port }, ['start', 'end']) }, [], 1) });
const protocols = list(map({ tcp: byProtocol, udp: byProtocol, sctp: byProtocol }, [], 1), 25);

function adminPolicy(order: Readonly<Record<string, Shape>>, portFields: Readonly<Record<string, Shape>>, most: number): Validate {
  const rule = (peers: Readonly<Record<string, Shape>>, to: Readonly<Record<string, Shape>>) => list(map({
    name: text(/^.{1,100}$/), action: oneOf('Deny'), ...peers, ...to,
  }, ['action', ...Object.keys(peers)]), most);
  const peer = (fields: Readonly<Record<string, Shape>>) => list(map({ namespaces: selector, ...fields }, [], 1), most);
  return schemaOf(map({
    ...order,
    priority: number(0, 1000),
    subject: map({ namespaces: selector }, [], 1),
    ingress: rule({ from: peer({}) }, portFields),
    egress: rule({ to: peer({ networks: list(cidr, 25) }) }, portFields),
  }, [...Object.keys(order), 'priority', 'subject']));
}

const calicoRule = (end: 'source' | 'destination') => list(map({
  action: oneOf('Allow', 'Deny', 'Log', 'Pass'),
  protocol,
  [end]: map({ namespaceSelector: text(), nets: list(cidr, 256), ports: list(either(port, text(/^\d+:\d+$/)), 50) }),
}, ['action']));

const antreaPeers = list(map({ namespaceSelector: selector, ipBlock: map({ cidr }, ['cidr']) }, [], 1));
const antreaRule = (peers: 'from' | 'to') => list(map({
  action: oneOf('Drop'), [peers]: antreaPeers, ports: list(map({ protocol, port, endPort: port }, ['protocol'])),
}, ['action', peers]));

const linkerd = (kind: string) => ({ group: oneOf('policy.linkerd.io'), kind: oneOf(kind), name: text(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/) });
const identity = map({ kind: oneOf('Namespace', 'ServiceAccount'), name: text(), namespace: text() }, ['kind', 'name']);

const tier = { tier: oneOf('Admin', 'Baseline') };

const address = text(/^[0-9a-f.:]+$/);

/** Schemas by API version and kind. */
export const DESCRIBED_KINDS: Readonly<Record<string, Validate>> = {
  'cilium.io/v2 CiliumEgressGatewayPolicy': schemaOf(map({
    selectors: list(map({ podSelector: selector }, ['podSelector'])),
    destinationCIDRs: list(cidr),
    excludedCIDRs: list(cidr),
    egressGateway: map({ nodeSelector: selector, egressIP: address }, ['nodeSelector']),
  }, ['selectors', 'destinationCIDRs', 'egressGateway'])),
  'crd.antrea.io/v1beta1 Egress': schemaOf(map({
    appliedTo: map({ namespaceSelector: selector, podSelector: selector }, ['namespaceSelector']), egressIP: address, externalIPPool: text(),
  }, ['appliedTo', 'egressIP'])),
  'k8s.ovn.org/v1 EgressIP': schemaOf(map({
    egressIPs: list(address), namespaceSelector: selector, podSelector: selector,
  }, ['egressIPs', 'namespaceSelector'])),
  'crd.antrea.io/v1beta1 ClusterNetworkPolicy': schemaOf(map({
    tier: text(), priority: number(1, 10000), appliedTo: list(map({ namespaceSelector: selector }, [], 1)), ingress: antreaRule('from'), egress: antreaRule('to'),
  }, ['tier', 'priority', 'appliedTo'])),
  'multicluster.x-k8s.io/v1alpha1 ServiceExport': nameAlone(),
  'networking.k8s.aws/v1alpha1 ClusterNetworkPolicy': adminPolicy(tier, { ports }, 100),
  'policy.linkerd.io/v1alpha1 AuthorizationPolicy': schemaOf(map({
    targetRef: map(linkerd('Server'), ['group', 'kind', 'name']),
    requiredAuthenticationRefs: list(map(linkerd('MeshTLSAuthentication'), ['group', 'kind', 'name']), 1),
  }, ['targetRef', 'requiredAuthenticationRefs']), 'Namespaced'),
  'policy.linkerd.io/v1alpha1 MeshTLSAuthentication': schemaOf(map({ identityRefs: list(identity) }, ['identityRefs']), 'Namespaced'),
  'policy.linkerd.io/v1beta1 Server': schemaOf(map({ podSelector: selector, port, proxyProtocol: oneOf('opaque') }, ['podSelector', 'port']), 'Namespaced'),
  'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy': adminPolicy({}, { ports }, 100),
  'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy': adminPolicy(tier, { protocols }, 25),
  'projectcalico.org/v3 GlobalNetworkPolicy': schemaOf(map({
    tier: text(),
    order: number(0, Infinity),
    namespaceSelector: text(),
    types: list(oneOf('Ingress', 'Egress'), 2),
    ingress: calicoRule('source'),
    egress: calicoRule('destination'),
  }, ['tier', 'order', 'types'])),
  'projectcalico.org/v3 Tier': schemaOf(map({ order: number(0, Infinity), defaultAction: oneOf('Deny', 'Pass') }, ['order'])),
};
