import { Cidr, parseAddress } from '../../values';
import { EgressEngine, EgressLimit, unknownOptions } from '../engine';
import { StaticEgress } from '../static-egress';

/**
 * One policy for each family, as each has an address of its own.
 *
 * @see https://docs.cilium.io/en/stable/network/egress-gateway/egress-gateway/
 */
export const cilium: EgressEngine = {
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumEgressGatewayPolicy',
  limit,
  objects: egress => egress.addresses.map(address => {
    const isIpv6 = isOfIpv6(address);
    const destinations = (egress.destinations ?? EVERYTHING).filter(cidr => cidr.isIpv6 === isIpv6);
    const excluded = egress.excluded.filter(cidr => destinations.some(destination => destination.contains(cidr)));
    return {
      name: `${egress.name}-${isIpv6 ? 'ipv6' : 'ipv4'}`,
      spec: {
        selectors: egress.pods.map(({ namespace, labels }) => ({ podSelector: { matchLabels: { 'io.kubernetes.pod.namespace': namespace, ...labels } } })),
        destinationCIDRs: destinations.map(String),
        ...excluded.length > 0 && { excludedCIDRs: excluded.map(String) },
        egressGateway: { nodeSelector: { matchLabels: egress.gatewayNodes }, egressIP: address },
      },
    };
  }),
};

/** What is in the cluster, Cilium leaves out by itself. */
const EVERYTHING = ['0.0.0.0/0', '::/0'].map(Cidr.of);

const isOfIpv6 = (address: string): boolean => parseAddress(address)!.family === 'IPv6';

function limit(egress: StaticEgress): EgressLimit | undefined {
  if (egress.gatewayNodes === undefined) {
    return {
      what: 'Cilium has to know through which node the pods leave, and nothing says so',
      fix: "label the node that has the address, and name that label: { gatewayNodes: { 'example.com/egress': 'true' } }",
    };
  }
  const isTwice = new Set(egress.addresses.map(isOfIpv6)).size < egress.addresses.length;
  if (isTwice) return { what: 'Cilium gives pods one address of each family, and more are named', fix: 'name one IPv4 and at most one IPv6 address' };
  return unknownOptions(egress, { pool: 'Cilium knows no pools: the address has to be on the node already' });
}
