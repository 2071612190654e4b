import { EVERYWHERE, Regions, RegionWhen } from './region';
import { StatedRule } from './statement';
import { PolicyPeer } from '../../model';
import { ALWAYS } from '../condition';
import { RulePeers } from '../rule-peers';
import { Universe } from '../universe';

/** Finds the pods that are not in the input and that rules name. They are taken to be on the network of pods, not on that of nodes. */
export class StatedPeers {
  constructor(private readonly universe: Universe, private readonly regions: Regions) {}

  public of({ rule, context }: StatedRule): RegionWhen[] {
    const { conditions } = this.universe.answers;
    const applies = new RulePeers(this.universe, context).applies(rule);
    const named = rule.peers?.flatMap(peer => this.named(peer, context)) ?? [{ region: EVERYWHERE, when: ALWAYS }];
    return named.map(({ region, when }) => ({ region, when: conditions.and(when, applies) }));
  }

  private named(peer: PolicyPeer, { namespace, ordered }: StatedRule['context']): RegionWhen[] {
    switch (peer.kind) {
      case 'pods': return this.regions.of(peer, namespace);
      case 'addresses': return [{ region: EVERYWHERE, when: this.universe.matcher.matchesUnknownPod(peer, ordered !== undefined) }];
      case 'nodes':
      case 'names': return [];
    }
  }
}
