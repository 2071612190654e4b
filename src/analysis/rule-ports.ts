import { Perhaps } from './allowed';
import { ALWAYS, Condition, NEVER } from './condition';
import { NO_PORTS, PortRange, PortSet } from './port-space';
import { RuleContext } from './rule-context';
import { Universe } from './universe';
import { PolicyPort, Workload } from '../model';
import { Protocol } from '../values';

/** Ports that a rule names if a condition holds. */
export type PortsWhen = Perhaps;

type NumberedPorts = Extract<PolicyPort, { kind: 'numbers' }>;
type NamedPort = Extract<PolicyPort, { kind: 'name' }>;

/** The ports that a rule names by number, apart by the conditions under which it does; everything, without a list. */
export function numberedPorts(universe: Universe, list: readonly PolicyPort[] | undefined, context: Pick<RuleContext, 'ordered'>): PortsWhen[] {
  const { ports } = universe;
  if (list === undefined) return [{ ports: ports.all, when: ALWAYS }];
  const sets = new Map<Condition, PortSet>();
  for (const port of list) for (const { range, when } of rangesOf(universe, port, context)) addTo(sets, universe, range, when);
  return [...sets].map(([when, set]) => ({ ports: set, when }));
}

/** The ports of pods that carry one of the names, apart by the conditions under which they count. */
export function portsNamed(universe: Universe, named: readonly NamedPort[], workload: Workload): PortsWhen[] {
  const sets = new Map<Condition, PortSet>();
  for (const { name, protocol } of named) {
    const matching = workload.ports.filter(port => port.name === name && (protocol === undefined || port.protocol === protocol));
    const counted = matching.length > 1 && universe.answers.to('duplicate-port-names') === 'first' ? matching.slice(0, 1) : matching;
    for (const { protocol: its, port } of counted) addTo(sets, universe, { protocol: its, first: port, last: port }, isKnown(universe, its));
  }
  return [...sets].map(([when, ports]) => ({ when, ports }));
}

function addTo(sets: Map<Condition, PortSet>, { ports }: Universe, range: PortRange, when: Condition): void {
  if (when !== NEVER) sets.set(when, ports.union(sets.get(when) ?? NO_PORTS, ports.setOf(range)));
}

/** Whether the CNI knows a protocol. */
const isKnown = ({ answers }: Universe, protocol: Protocol): Condition => protocol === Protocol.SCTP ? answers.when('sctp', 'supported') : ALWAYS;

/** A CNI that does not honour endPort, which NetworkPolicies have, sees the first port alone; one without SCTP sees none of its ports. */
function rangesOf(universe: Universe, port: PolicyPort, { ordered }: Pick<RuleContext, 'ordered'>): { readonly range: PortRange; readonly when: Condition }[] {
  if (port.kind === 'name') return [];
  const { answers } = universe;
  const isSeen = isKnown(universe, port.protocol);
  if (port.kind === 'all') return [{ range: { protocol: port.protocol, first: 1, last: 65535 }, when: isSeen }];
  const first = { range: { ...port, last: port.first }, when: isSeen };
  if (ordered !== undefined) return [{ range: port, when: isSeen }];
  return isSingle(port) ? [first] : [first, { range: port, when: answers.conditions.and(isSeen, answers.when('end-port', 'supported')) }];
}

const isSingle = ({ first, last }: NumberedPorts): boolean => first === last;
