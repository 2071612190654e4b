import { Clause } from './clause';
import { ClauseWriter } from './clause-writer';
import { EVERYWHERE, Regions, RegionWhen } from './region';
import { StatedPeers } from './stated-peers';
import { Statement } from './statement';
import { PodsPeer } from '../../model';
import { Peers } from '../columns';
import { NEVER } from '../condition';
import { PodClass } from '../pod-classes';
import { hostsSelectable, seenPods } from '../rule-peers';
import { Universe } from '../universe';

/** What policies that govern the pods of the input say about pods that are not. */
export class WorkloadClauses {
  private readonly governing: { readonly statement: Statement; readonly when: RegionWhen }[][];
  private readonly peers: StatedPeers;

  constructor(private readonly universe: Universe, statements: readonly Statement[], regions: Regions) {
    this.peers = new StatedPeers(universe, regions);
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
      ...statement.rules.flatMap(stated => this.peers.of(stated).flatMap(named =>
        writer.names(statement, stated, { ...named, when: conditions.and(named.when, when.when) }, receiver))),
    ]);
  }

  private subjectsOf({ subjects, namespace, tiered }: Statement): Peers[] {
    const { selections } = this.universe;
    const select = ({ namespaces, pods }: PodsPeer) =>
      namespaces === undefined ? selections.inNamespace(namespace, pods) : selections.inNamespaces(namespaces, pods);
    return subjects.flatMap(subject => seenPods(this.universe, select(subject), tiered === undefined ? hostsSelectable : () => NEVER));
  }
}
