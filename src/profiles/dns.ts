import { AddressDns, Cidr, DnsPlace, NodeDns, PodDns, PodLocation, Ports } from '../values';

/** DNS answers on both protocols: over UDP first, and over TCP what does not fit. */
export const dnsPorts = (...numbers: number[]): readonly Ports[] => numbers.flatMap(number => [Ports.udp(number), Ports.tcp(number)]);

/** What CoreDNS and kube-dns are called wherever Kubernetes itself installs them. */
export const KUBE_DNS_PODS: PodLocation = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

export const kubeDns: PodDns = { kind: 'pods', pods: KUBE_DNS_PODS, ports: dnsPorts(53) };

export const dnsAt = (cidr: Cidr, port = 53): AddressDns => ({ kind: 'addresses', cidr, ports: dnsPorts(port) });

const onOwnNode: NodeDns = { kind: 'own-node', ports: dnsPorts(53) };

/**
 * A cache on each node, before CoreDNS. Its pods are on the host network, so that it takes an address to name them, except where Cilium
 * redirects lookups to them before it looks at policies.
 */
export const nodeLocalDns = (): DnsPlace[] => [
  kubeDns,
  { kind: 'pods', pods: { namespace: 'kube-system', labels: { 'k8s-app': 'node-local-dns' } }, ports: dnsPorts(53) },
  dnsAt(Cidr.of('169.254.20.10/32')),
];

/** LocalDNS of AKS: a block of addresses on each node, which Cilium from 1.17 takes for the node and nothing else. */
export const localDns = (): DnsPlace[] => [kubeDns, dnsAt(Cidr.of('169.254.10.0/24')), onOwnNode];

/** Cloud DNS of GKE: the metadata address answers, so that this port of it has to stay open. */
export const cloudDns = (): DnsPlace[] => [dnsAt(Cidr.of('169.254.169.254/32'))];

/** The DNS operator of OpenShift; policies see the port of its pods, and 53 is there to be safe. */
export const openShiftDns = (): DnsPlace[] => [{
  kind: 'pods',
  pods: { namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
  ports: dnsPorts(53, 5353),
}];

/** DNS of EKS Auto Mode: a service of each node behind the address of the cluster DNS, in either of the ranges that EKS picks from. */
export const autoModeDns = (): DnsPlace[] => [dnsAt(Cidr.of('10.100.0.10/32')), dnsAt(Cidr.of('172.20.0.10/32'))];
