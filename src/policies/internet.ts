import { AddressBlock, Cidr, ClusterFacts, NOT_PUBLIC } from '../values';

/**
 * Every public address of both families.
 *
 * Without whatever the profile knows to be of the cluster, though it may have public addresses too: pods, Services, nodes, the API
 * server and the metadata service.
 */
export function internetBlocks(facts: ClusterFacts): AddressBlock[] {
  const { podCidrs, serviceCidrs, nodeCidrs, apiServer, metadataCidrs } = facts;
  const excluded = [...NOT_PUBLIC, ...podCidrs, ...serviceCidrs, ...nodeCidrs, ...apiServer.cidrs, ...metadataCidrs];
  return ['0.0.0.0/0', '::/0'].map(Cidr.of).map(block => ({ block, except: outermost(excluded.filter(({ isIpv6 }) => isIpv6 === block.isIpv6)) }));
}

/** The blocks that are in no other, in the order of their addresses. */
export function outermost(cidrs: readonly Cidr[]): Cidr[] {
  const distinct = [...new Map(cidrs.map(cidr => [`${cidr}`, cidr])).values()];
  return distinct.filter(cidr => !distinct.some(other => other !== cidr && other.contains(cidr)))
    .sort((a, b) => a._range.first < b._range.first ? -1 : 1);
}
