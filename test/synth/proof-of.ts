import { ApiObject, Chart } from 'cdk8s';
import { ClusterProfile } from '../../src';
import { readCluster } from '../../src/model';
import { manifestOf } from '../../src/synth/manifest-of';
import { ProvenFlows, provenFlows } from '../../src/synth/proven-flows';

/** What the manifests of a chart do with what its constructs declare. */
export function proofOf(chart: Chart): ProvenFlows {
  const constructs = chart.node.findAll();
  const { cluster } = readCluster(constructs.filter(ApiObject.isApiObject).map(manifestOf));
  return provenFlows(constructs, ClusterProfile.of(chart)._facts, cluster);
}
