import { Perhaps } from './allowed';
import { ALWAYS, Condition, NEVER } from './condition';
import { NO_PORTS, PortRange, PortSet } from './port-space';
import { Universe } from './universe';
import { PolicyPort, Workload } from '../model';
import { Protocol } from '../values';

/** Ports that a rule names if a condition holds. */
export type PortsWhen = Perhaps;

type NumberedPorts = Extract<PolicyPort, { kind: 'numbers' }>;
type NamedPort = Extract<PolicyPort, { kind: 'name' }>;

/** The ports that a rule names by number, apart by the conditions under which it does; everything, without a list. */
export function numberedPorts(universe: Universe, list: readonly PolicyPort[] | undefined): PortsWhen[] {
  const { ports } = universe;
  if (list === undefined) return [{ ports: ports.all, when: ALWAYS }];
  const sets = new Map<Condition, PortSet>();
  for (const port of list) {
    for (const { range, when } of rangesOf(universe, port)) {
      if (when !== NEVER) sets.set(when, ports.union(sets.get(when) ?? NO_PORTS, ports.setOf(range)));
    }
  }
  return [...sets].map(([when, set]) => ({ ports: set, when }));
}

/** The ports of pods that carry one of the names. */
export function portsNamed({ ports, answers }: Universe, named: readonly NamedPort[], workload: Workload): PortSet {
  let all: PortSet = NO_PORTS;
  for (const { name, protocol } of named) {
    const matching = workload.ports.filter(port => port.name === name && (protocol === undefined || port.protocol === protocol));
    const counted = matching.length > 1 && answers.to('duplicate-port-names') === 'first' ? matching.slice(0, 1) : matching;
    for (const { protocol: itsProtocol, port } of counted) {
      all = ports.union(all, ports.setOf({ protocol: itsProtocol, first: port, last: port }));
    }
  }
  return all;
}

/** A CNI that does not honour endPort sees the first port alone, one without SCTP none of its ports. */
function rangesOf({ answers }: Universe, port: PolicyPort): { readonly range: PortRange; readonly when: Condition }[] {
  if (port.kind === 'name') return [];
  const isSeen = port.protocol === Protocol.SCTP ? answers.when('sctp', 'supported') : ALWAYS;
  if (port.kind === 'all') return [{ range: { protocol: port.protocol, first: 1, last: 65535 }, when: isSeen }];
  const first = { range: { ...port, last: port.first }, when: isSeen };
  return isSingle(port) ? [first] : [first, { range: port, when: answers.conditions.and(isSeen, answers.when('end-port', 'supported')) }];
}

const isSingle = ({ first, last }: NumberedPorts): boolean => first === last;
