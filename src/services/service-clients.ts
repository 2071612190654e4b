import { Balanced } from './load-balancing';
import { ServiceIntent } from './service-intent';
import { UsageError } from '../errors';
import { AddressBlock, Cidr, ClusterFacts } from '../values';

/** Whom pods behind a Service see connect from outside. */
export type ServiceClients = readonly AddressBlock[] | 'internet';

/**
 * The addresses that a policy of the pods has to name for what comes through the Service from outside; none for one that nobody outside
 * reaches.
 *
 * They are those of the clients only where nothing on the way puts its own in their place.
 */
export function serviceClients(where: string, intent: ServiceIntent, facts: ClusterFacts, load?: Balanced): ServiceClients {
  if (intent.type === 'NodePort') return nodePortClients(where, intent, facts);
  if (load === undefined) return [];
  const { request, provider } = load;
  if (request.externalTrafficPolicy === 'Cluster' && request.nodePorts) return nodes(where, facts);
  if (provider.hidesClients !== undefined) {
    throw new UsageError(where, `pods do not see the addresses of clients: ${provider.hidesClients}, which no manifest tells`,
      'leave externalTrafficPolicy out; then pods see those of nodes');
  }
  // What a tag stands for is known to the cloud alone, which lets nobody else in.
  if (request.sourceRanges.length === 0 || request.sourceTags.length > 0) return 'internet';
  return blocksOf([...request.sourceRanges, ...request.healthCheckCidrs], facts);
}

function nodePortClients(where: string, { clients = [], externalTrafficPolicy }: ServiceIntent, facts: ClusterFacts): ServiceClients {
  if (clients.length === 0) {
    throw new UsageError(where, 'nobody may connect to the ports of the nodes', "name the blocks of clients: { clients: [Cidr.of('10.20.0.0/16')] }");
  }
  const everything = clients.find(block => `${block}`.endsWith('/0'));
  if (everything !== undefined) {
    throw new UsageError(where, `"${everything}" is every address`, 'name the blocks of clients, or use a load balancer that faces the internet');
  }
  if (externalTrafficPolicy !== 'Cluster') return blocksOf(clients, facts);
  throw new UsageError(where, 'with externalTrafficPolicy Cluster, pods see the addresses of nodes in place of those of clients, so that no '
    + 'policy can tell clients apart, and nodes let everybody in', 'leave externalTrafficPolicy out: LOCAL keeps the addresses of clients');
}

function nodes(where: string, facts: ClusterFacts): ServiceClients {
  if (facts.nodeCidrs.length > 0) return facts.nodeCidrs.map(block => ({ block, except: [] }));
  throw new UsageError(where, 'pods see the addresses of nodes in place of those of clients, and the profile does not know them',
    'state nodeCidrs in the ClusterProfile, or use externalTrafficPolicy LOCAL where the load balancer keeps the addresses of clients');
}

/** Clients outside are meant: a wide block may have the pods and Services of the cluster among it, which are not. */
function blocksOf(cidrs: readonly Cidr[], { podCidrs, serviceCidrs }: ClusterFacts): AddressBlock[] {
  const distinct = [...new Map(cidrs.map(cidr => [`${cidr}`, cidr])).values()];
  const inside = [...podCidrs, ...serviceCidrs];
  return distinct.map(block => ({ block, except: inside.filter(cidr => block.contains(cidr) && !cidr.contains(block)) }));
}
