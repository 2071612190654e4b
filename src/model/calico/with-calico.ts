import { SERVICE_ACCOUNT } from './endpoint-labels';
import { NetworkSets } from './network-sets';
import { readPolicy } from './policy';
import { Tiers } from './tiers';
import { Cluster, Workload } from '../cluster';
import { KubeObject } from '../kinds/kind';
import { PodsPeer } from '../policy';
import { TieredPolicy } from '../tiered-policy';

/** Reads the policies of Calico, with the tiers, sets of networks and Services that they speak of. */
export function withCalico(cluster: Cluster, objects: readonly KubeObject[]): Cluster {
  if (objects.length === 0) return cluster;
  const ofKind = (suffix: string) => objects.filter(({ kind }) => kind.endsWith(suffix));
  const surroundings = {
    tiers: new Tiers(ofKind('Tier')),
    sets: new NetworkSets(ofKind('NetworkSet'), cluster.namespaces),
    services: new Map(cluster.services.map(service => [`${service.namespace}/${service.name}`, service])),
  };
  const policies = ofKind('NetworkPolicy').flatMap(object => readPolicy(object, surroundings));
  return {
    ...cluster,
    tieredPolicies: [...cluster.tieredPolicies, ...policies],
    workloads: policies.some(asksForServiceAccount) ? cluster.workloads.map(withServiceAccount) : cluster.workloads,
  };
}

/** Calico labels pods with their service account. Other APIs do not see it, so that they have it only where it is asked for. */
const withServiceAccount = (workload: Workload): Workload =>
  ({ ...workload, labels: { ...workload.labels, [SERVICE_ACCOUNT]: workload.serviceAccount } });

function asksForServiceAccount({ subjects, ingress, egress }: TieredPolicy): boolean {
  const peers = [...ingress?.rules ?? [], ...egress?.rules ?? []].flatMap(rule => rule.peers ?? []);
  return [...subjects, ...peers.filter((peer): peer is PodsPeer => peer.kind === 'pods')]
    .some(({ pods }) => pods.some(({ key }) => key === SERVICE_ACCOUNT));
}
