import { IConstruct } from 'constructs';
import { clusterScope } from './cluster-profile';
import { PeerFacts } from './peer-facts';
import { where } from './where';
import { UsageError } from '../errors';

/** Refuses a peer that is written for another cluster. */
export function requireOneCluster(construct: IConstruct, { what, place }: Pick<PeerFacts, 'what' | 'place'>): void {
  if (place === undefined || clusterScope(place.scope) === clusterScope(construct)) return;
  throw new UsageError(where(construct), `${what} is written for another ClusterProfile, which is another cluster`,
    'name it by its addresses, or attach one profile to both');
}
