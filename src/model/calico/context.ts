import { Doubts } from './doubts';
import { NetworkSets } from './network-sets';
import { Tiers } from './tiers';
import { Service } from '../service';

/** The objects that a policy may speak of. */
export interface Surroundings {
  readonly tiers: Tiers;
  readonly sets: NetworkSets;
  /** By namespace and name, as in `shop/web`. */
  readonly services: ReadonlyMap<string, Service>;
}

/** What a rule has to be read with. */
export interface RuleContext extends Surroundings {
  readonly direction: 'ingress' | 'egress';
  /** The namespace of the policy; `undefined` for one that belongs to none. */
  readonly namespace?: string;
  readonly doubts: Doubts;
}
