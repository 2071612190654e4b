import { Cluster, Selector } from '../../model';
import { rulesOf } from '../rules-of';

/** Every selector of namespaces that a policy has. */
export function* namespaceSelectorsOf(cluster: Cluster): Iterable<Selector> {
  for (const { subjects } of cluster.tieredPolicies) yield* subjects.flatMap(({ namespaces }) => namespaces === undefined ? [] : [namespaces]);
  for (const { peers } of rulesOf(cluster)) {
    for (const peer of peers ?? []) if (peer.kind === 'pods' && peer.namespaces !== undefined) yield peer.namespaces;
  }
}
