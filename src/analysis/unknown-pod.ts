import { Peers } from './columns';
import { Universe } from './universe';

/**
 * The selected pods, and perhaps the one of which nothing is known: nobody can tell whether it is among them.
 *
 * Only policies that may deny ask for this. Where rules only allow, the least is allowed to a pod that none of them selects.
 */
export const orUnknownPod = ({ unknownPod, answers: { conditions } }: Universe, selected: readonly Peers[], about: string): readonly Peers[] =>
  unknownPod === undefined ? selected : [...selected, { peers: [unknownPod], when: conditions.when('ingress-controller', about) }];
