import { Peers } from './columns';
import { PodClass } from './pod-classes';
import { RuleContext } from './rule-context';
import { RulePeers } from './rule-peers';
import { numberedPorts, portsNamed, PortsWhen } from './rule-ports';
import { Cell } from './side';
import { Universe } from './universe';
import { PolicyPort, PolicyRule } from '../model';

type NamedPort = Extract<PolicyPort, { kind: 'name' }>;

/** Translates one rule into what it names, for the pods of class `subject`. */
export class CompiledRule {
  private readonly peers: readonly Peers[];
  private readonly named: readonly NamedPort[];
  private readonly common: readonly Cell[];

  constructor(private readonly universe: Universe, rule: PolicyRule, private readonly context: RuleContext) {
    this.peers = new RulePeers(universe, context).of(rule);
    this.named = (rule.ports ?? []).filter((port): port is NamedPort => port.kind === 'name');
    this.common = [
      ...numberedPorts(universe, rule.ports, context).flatMap(ports => this.peers.map(peers => this.cell(peers, ports))),
      ...context.direction === 'egress' && this.named.length > 0 ? this.namedOnPeers() : [],
    ];
  }

  /** Whether the rule names the same for every subject. */
  public get isCommon(): boolean {
    return this.context.direction === 'egress' || this.named.length === 0;
  }

  /** A name is looked up on the pods that receive: on the subject for ingress, on each peer for egress. */
  public cellsFor(subject: PodClass): readonly Cell[] {
    if (this.isCommon) return this.common;
    return [...this.common, ...this.resolve(subject).flatMap(ports => this.peers.map(peers => this.cell(peers, ports)))];
  }

  private namedOnPeers(): Cell[] {
    return this.peers.flatMap(({ peers, when }) => {
      const cells = new Map<string, { readonly ports: PortsWhen; readonly peers: number[] }>();
      for (const peer of peers) {
        // An address outside the cluster has no names for its ports.
        const resolved = peer < this.universe.classes.length ? this.resolve(this.universe.classes[peer]) : [];
        for (const ports of resolved) {
          const key = `${ports.ports} ${ports.when}`;
          const cell = cells.get(key) ?? { ports, peers: [] };
          cell.peers.push(peer);
          cells.set(key, cell);
        }
      }
      return [...cells.values()].map(cell => this.cell({ peers: cell.peers, when }, cell.ports));
    });
  }

  private resolve({ example }: PodClass): PortsWhen[] {
    return portsNamed(this.universe, this.named, example.workload);
  }

  private cell({ peers, when, byName }: Peers, ports: PortsWhen): Cell {
    const cell = { peers, ports: ports.ports, when: this.universe.answers.conditions.and(when, ports.when) };
    return byName ? { ...cell, byName } : cell;
  }
}
