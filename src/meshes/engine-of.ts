import { MeshEngine } from './engine';
import { meshEngines } from './engines';
import { ClusterFacts, isPodLocation, PodLocation } from '../values';

/** What the mesh of a cluster asks for; nothing where there is none. */
export const meshEngineOf = ({ mesh }: ClusterFacts): MeshEngine | undefined => mesh === 'none' ? undefined : meshEngines[mesh];

/** The pods of the mesh itself that others have to talk to. */
export const meshPods = (facts: ClusterFacts): PodLocation[] =>
  (meshEngineOf(facts)?.needs(facts) ?? []).flatMap(({ peer }) => isPodLocation(peer) ? [peer] : []);
