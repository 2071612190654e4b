import { Clause } from './clause';
import { Region, RegionWhen } from './region';
import { StatedRule, Statement } from './statement';
import { PolicyPort } from '../../model';
import { Protocol } from '../../values';
import { NEVER } from '../condition';
import { PodClass } from '../pod-classes';
import { NO_PORTS } from '../port-space';
import { numberedPorts, portsNamed, PortsWhen } from '../rule-ports';
import { Universe } from '../universe';

type NamedPort = Extract<PolicyPort, { kind: 'name' }>;

/** Writes clauses: that a policy governs, and what its rules name. */
export class ClauseWriter {
  private readonly places = new Map<object, number>();

  constructor(private readonly universe: Universe, statements: readonly Statement[]) {
    for (const statement of statements) {
      for (const part of [statement, ...statement.rules]) this.places.set(part, this.places.size);
    }
  }

  public governs(statement: Statement, { region, when }: RegionWhen): Clause[] {
    if (!statement.isolates || when === NEVER) return [];
    const place = this.places.get(statement)!;
    return [{ key: `${place} ${when} ${region.key}`, place, statement, region, when }];
  }

  /** What a rule names, on the ports of the pods that receive; these are `undefined` when they are not in the input. */
  public names(statement: Statement, stated: StatedRule, { region, when }: RegionWhen, receiver: PodClass | undefined): Clause[] {
    const { conditions } = this.universe.answers;
    return this.portsOf(stated, receiver)
      .map(ports => ({ ...ports, when: conditions.and(when, ports.when) }))
      .filter(({ ports, when: holds }) => ports !== NO_PORTS && holds !== NEVER)
      .map(ports => this.clause(statement, stated, region, ports));
  }

  /** The ports of a rule on the pods that receive, or on pods of which nothing is known. */
  public portsOf({ rule: { ports: list }, context }: StatedRule, receiver: PodClass | undefined): PortsWhen[] {
    const named = (list ?? []).filter((port): port is NamedPort => port.kind === 'name');
    const numbered = numberedPorts(this.universe, list, context);
    if (receiver === undefined) return [...numbered, ...named.flatMap(port => this.namedAnyhow(port))];
    return [...numbered, ...portsNamed(this.universe, named, receiver.example.workload)];
  }

  private clause(statement: Statement, stated: StatedRule, region: Region, ports: PortsWhen): Clause {
    const place = this.places.get(stated)!;
    const key = `${place} ${ports.ports} ${ports.when} ${region.key}`;
    return { key, place, statement, region, when: ports.when, names: { ...ports, action: stated.action } };
  }

  /** Pods that are not in the input may call any port by the name. */
  private namedAnyhow({ name, protocol }: NamedPort): PortsWhen[] {
    const { ports, answers: { conditions } } = this.universe;
    return (protocol === undefined ? Object.values(Protocol) : [protocol]).map(each => ({
      ports: ports.setOf({ protocol: each, first: 1, last: 65535 }), when: conditions.when('port-names', `${each} ${name}`),
    }));
  }
}
