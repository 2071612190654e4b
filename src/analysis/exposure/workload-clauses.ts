import { Clause } from './clause';
import { ClauseWriter } from './clause-writer';
import { EVERYWHERE, Regions, RegionWhen } from './region';
import { StatedRule, Statement } from './statement';
import { PodsPeer, PolicyPeer } from '../../model';
import { Peers } from '../columns';
import { ALWAYS, NEVER } from '../condition';
import { PodClass } from '../pod-classes';
import { hostsSelectable, RulePeers, seenPods } from '../rule-peers';
import { Universe } from '../universe';

/** What policies that govern the pods of the input say about pods that are not. */
export class WorkloadClauses {
  private readonly governing: { readonly statement: Statement; readonly when: RegionWhen }[][];

  constructor(private readonly universe: Universe, statements: readonly Statement[], private readonly regions: Regions) {
    this.governing = universe.classes.map(() => []);
    for (const statement of statements) {
      for (const { peers, when } of this.subjectsOf(statement)) {
        for (const peer of peers) this.governing[peer].push({ statement, when: { region: EVERYWHERE, when } });
      }
    }
  }

  /** What they say of one class. The ports of rules are those of `receiver`. */
  public of({ index }: PodClass, writer: ClauseWriter, receiver: PodClass | undefined): Clause[] {
    const { conditions } = this.universe.answers;
    return this.governing[index].flatMap(({ statement, when }) => [
      ...writer.governs(statement, when),
      ...statement.rules.flatMap(stated => this.peersOf(stated).flatMap(named =>
        writer.names(statement, stated, { ...named, when: conditions.and(named.when, when.when) }, receiver))),
    ]);
  }

  private subjectsOf({ subjects, namespace, tiered }: Statement): Peers[] {
    const { selections } = this.universe;
    const select = ({ namespaces, pods }: PodsPeer) =>
      namespaces === undefined ? selections.inNamespace(namespace, pods) : selections.inNamespaces(namespaces, pods);
    return subjects.flatMap(subject => seenPods(this.universe, select(subject), tiered === undefined ? hostsSelectable : () => NEVER));
  }

  private peersOf({ rule, context }: StatedRule): RegionWhen[] {
    const { conditions } = this.universe.answers;
    const applies = new RulePeers(this.universe, context).applies(rule);
    const named = rule.peers?.flatMap(peer => this.named(peer, context)) ?? [{ region: EVERYWHERE, when: ALWAYS }];
    return named.map(({ region, when }) => ({ region, when: conditions.and(when, applies) }));
  }

  /** Pods that are not in the input are taken to be on the network of pods, not on that of nodes. */
  private named(peer: PolicyPeer, { namespace, ordered }: StatedRule['context']): RegionWhen[] {
    switch (peer.kind) {
      case 'pods': return this.regions.of(peer, namespace);
      case 'addresses': return [{ region: EVERYWHERE, when: this.universe.matcher.matchesUnknownPod(peer, ordered !== undefined) }];
      case 'nodes':
      case 'names': return [];
    }
  }
}
