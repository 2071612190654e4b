import { clouds } from './clouds';
import { cnis } from './cnis';
import { ClusterFacts } from '../values';

/**
 * The facts of a cluster that is like another but for what is stated. Where the CNI or the cloud is another, what follows from it is too:
 * the answers to open questions, and the metadata addresses.
 */
export function clusterFacts(like: ClusterFacts, stated: Partial<ClusterFacts>): ClusterFacts {
  const facts = { ...like, ...stated };
  return {
    ...facts,
    // Only Cilium takes what listens on the node of a pod for the node; to others it is an address.
    dns: facts.dns.filter(({ kind }) => kind !== 'own-node' || facts.cni.name === 'cilium'),
    metadataCidrs: stated.metadataCidrs ?? clouds[facts.cloud].metadataCidrs,
    assumptions: { ...cnis[facts.cni.name].assumptions(facts.cni), ...stated.assumptions },
  };
}
