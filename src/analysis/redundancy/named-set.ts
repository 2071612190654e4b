import { AnyCluster } from './any-cluster';
import { between, Peers } from '../columns';
import { Clause } from '../exposure/clause';
import { ClauseWriter } from '../exposure/clause-writer';
import { StatedPeers } from '../exposure/stated-peers';
import { StatedRule, Statement } from '../exposure/statement';
import { RulePeers } from '../rule-peers';
import { numberedPorts, PortsWhen } from '../rule-ports';
import { Cell } from '../side';

/** What a rule names, whatever its action is. */
export interface NamedSet {
  /** Of the pods of the input, addresses and domain names. */
  readonly cells: readonly Cell[];
  /** Of pods that are not in the input. */
  readonly clauses: readonly Clause[];
}

/** As if what rules name were all allowed by one policy, so that sets can be united. */
export const UNION: Statement = { namespace: '', subjects: [], isolates: true, isAside: false, rules: [] };

/** Finds what rules name. Ports that go by a name are whichever port some pod calls so. */
export class NamedSets {
  private readonly writer: ClauseWriter;
  private readonly peers: StatedPeers;

  constructor(private readonly world: AnyCluster, statements: readonly Statement[]) {
    this.writer = new ClauseWriter(world.universe, [UNION, ...statements]);
    this.peers = new StatedPeers(world.universe, world.regions);
  }

  public of(statement: Statement, stated: StatedRule): NamedSet {
    const clauses = this.peers.of(stated).flatMap(named => this.writer.names(statement, stated, named, undefined));
    return { cells: this.cellsOf(stated), clauses: clauses.map(clause => ({ ...clause, statement: UNION })) };
  }

  private cellsOf(stated: StatedRule): Cell[] {
    const { rule, context } = stated;
    const { universe } = this.world;
    const peers = new RulePeers(universe, context).of(rule);
    const names = (rule.ports ?? []).filter(({ kind }) => kind === 'name');
    const named = names.length === 0 ? [] : this.writer.portsOf({ ...stated, rule: { ...rule, ports: names } }, undefined);
    // Of the ends of a connection the one that receives names its ports; an address outside does not.
    const naming = context.direction === 'ingress' ? peers : peers.map(each => ({ ...each, peers: between(each.peers, 0, universe.classes.length) }));
    return [...this.cells(peers, numberedPorts(universe, rule.ports, context)), ...this.cells(naming, named)];
  }

  private cells(peers: readonly Peers[], ports: readonly PortsWhen[]): Cell[] {
    const { conditions } = this.world.universe.answers;
    return peers.flatMap(each => ports.map(({ ports: set, when }): Cell => ({ ...each, ports: set, when: conditions.and(each.when, when) })));
  }
}
