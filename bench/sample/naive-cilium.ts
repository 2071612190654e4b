import { RawObject } from '../../test/oracle/naive-evaluator';

const POD_NAMESPACE = 'k8s:io.kubernetes.pod.namespace';

/**
 * The NetworkPolicies that mean the same to pods and addresses as those of Cilium that the workloads have.
 *
 * Domain names are neither, so that a rule for them is for nobody; that some requests only may pass is left out, as only the DNS is
 * concerned, which no workload contains.
 */
export const asNetworkPolicies = (objects: readonly RawObject[]): RawObject[] => objects.map(object => object.kind !== 'CiliumNetworkPolicy' ? object : {
  ...object,
  kind: 'NetworkPolicy',
  spec: {
    podSelector: object.spec.endpointSelector,
    policyTypes: [...object.spec.ingress ? ['Ingress'] : [], ...object.spec.egress ? ['Egress'] : []],
    ingress: (object.spec.ingress ?? []).filter(namesNoDomain).map((rule: RawObject) => ({ from: peersOf(rule, 'from'), ports: portsOf(rule) })),
    egress: (object.spec.egress ?? []).filter(namesNoDomain).map((rule: RawObject) => ({ to: peersOf(rule, 'to'), ports: portsOf(rule) })),
  },
});

const namesNoDomain = (rule: RawObject): boolean => rule.toFQDNs === undefined;

const peersOf = (rule: RawObject, direction: 'from' | 'to'): RawObject[] => [
  ...(rule[`${direction}Endpoints`] ?? []).map(asPeer),
  ...(rule[`${direction}CIDR`] ?? []).map((cidr: string) => ({ ipBlock: { cidr } })),
  ...(rule[`${direction}CIDRSet`] ?? []).map((ipBlock: RawObject) => ({ ipBlock })),
];

function asPeer({ matchLabels: { [POD_NAMESPACE]: namespace, ...labels } }: RawObject): RawObject {
  const own = { podSelector: { matchLabels: labels } };
  return namespace === undefined ? own : { ...own, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}

const portsOf = ({ toPorts = [] }: RawObject): RawObject[] => toPorts.flatMap((entry: RawObject) => entry.ports.flatMap(
  ({ port, protocol }: RawObject) => (protocol === 'ANY' ? ['TCP', 'UDP', 'SCTP'] : [protocol]).map((each: string) => ({ port: Number(port), protocol: each })),
));
