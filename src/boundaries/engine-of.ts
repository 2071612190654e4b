import { boundaryEngines } from './engines';
import { ClusterFacts } from '../values';

export type BoundaryEngineName = keyof typeof boundaryEngines;

/** What stands above NetworkPolicies, by the CNI; where nothing is known to, admission has to do. */
const BY_CNI: Readonly<Partial<Record<string, BoundaryEngineName>>> = {
  'antrea': 'antrea',
  'aws-vpc-cni': 'eks',
  'calico': 'calico',
  'calico-enterprise': 'calico',
  'cilium': 'cilium',
  'eks-auto-mode': 'eks',
  'ovn-kubernetes': 'admin-network-policy',
};

export const engineOf = ({ cni }: ClusterFacts): BoundaryEngineName => BY_CNI[cni.name] ?? 'admission';

/** What denies what NetworkPolicies allow, where the capability says that something does. GKE has it as a preview. */
export const denialEngineOf = (facts: ClusterFacts): BoundaryEngineName =>
  facts.cni.name === 'gke-dataplane-v2' ? 'cluster-network-policy' : engineOf(facts);
