import { NetworkSets } from './network-sets';
import { readPolicy } from './policy';
import { Tiers } from './tiers';
import { Cluster } from '../cluster';
import { KubeObject } from '../kinds/kind';

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
  return { ...cluster, tieredPolicies: [...cluster.tieredPolicies, ...policies] };
}
