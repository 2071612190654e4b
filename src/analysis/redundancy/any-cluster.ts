import { Cluster } from '../../model';
import { openFacts } from '../../values';
import { Answers, Environment } from '../environment';
import { LabelSpace } from '../exposure/label-space';
import { Regions } from '../exposure/region';
import { Universe, universeOf } from '../universe';

/** What policies are compared over, whichever pods there will be and whatever the CNI makes of open questions. */
export interface AnyCluster {
  readonly cluster: Cluster;
  readonly universe: Universe;
  readonly space: LabelSpace;
  readonly regions: Regions;
}

const environment: Environment = { facts: openFacts, controllers: [] };

/** Of other APIs than those of Kubernetes nothing is compared, so that what their selectors ask tells nothing apart. */
export function anyCluster(input: Cluster): AnyCluster {
  const cluster = { ...input, tieredPolicies: input.tieredPolicies.filter(({ apiVersion }) => apiVersion.startsWith('policy.networking.k8s.io/')) };
  const universe = universeOf(cluster, environment, new Answers(openFacts));
  const space = new LabelSpace(cluster);
  return { cluster, universe, space, regions: new Regions(universe, space, cluster.namespaces.map(({ name }) => name)) };
}
