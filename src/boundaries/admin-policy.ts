import { BlocksByPorts, blocksByPorts, PORTED, Range } from './blocks-by-ports';
import { chunks } from './chunks';
import { Denial } from './denial';
import { Protocol } from '../values';

/** How one of the upstream APIs for administrators, which share the rest, writes the ports of a rule. */
export interface AdminPorts {
  readonly key: 'ports' | 'protocols';
  /** Ports of a protocol; all of them without a range. */
  readonly write: (protocol: Protocol, range?: Range) => unknown;
}

/** How many peers one rule may name, and how many blocks one peer. */
const MOST_PEERS = 25;
const MOST_BLOCKS = 25;

/** The spec of a policy for administrators, as AdminNetworkPolicy and the two kinds of ClusterNetworkPolicy write it. */
export function adminPolicySpec(denial: Denial, ports: AdminPorts): Record<string, unknown> {
  const others = chunks(denial.others.map(matchExpressions => ({ namespaces: { matchExpressions } })), MOST_PEERS);
  const named = (rules: readonly Record<string, unknown>[]) => rules.map((rule, index) => ({ name: `deny-${index + 1}`, action: 'Deny', ...rule }));
  const ingress = named(others.map(from => ({ from })));
  const egress = named([...others.map(to => ({ to })), ...blocksByPorts(denial.blocks).flatMap(group => toBlocks(group, ports))]);
  return {
    priority: denial.priority,
    subject: { namespaces: { matchExpressions: denial.subject } },
    ...ingress.length > 0 && { ingress },
    ...egress.length > 0 && { egress },
  };
}

const toBlocks = ({ cidrs, ranges }: BlocksByPorts, ports: AdminPorts): Record<string, unknown>[] => chunks(cidrs, MOST_BLOCKS).map(networks => ({
  to: [{ networks }],
  ...ranges && { [ports.key]: [...PORTED.flatMap(protocol => ranges.map(range => ports.write(protocol, range))), ports.write(Protocol.SCTP)] },
}));

/** Ports as AdminNetworkPolicy and the EKS API write them. */
export const PORT_RANGES: AdminPorts = {
  key: 'ports',
  write: (protocol, { first, last } = { first: 1, last: 65535 }) => first === last
    ? { portNumber: { protocol, port: first } } : { portRange: { protocol, start: first, end: last } },
};

/** Ports as ClusterNetworkPolicy writes them. */
export const PROTOCOLS: AdminPorts = {
  key: 'protocols',
  write: (protocol, range) => ({
    [protocol.toLowerCase()]: range === undefined ? {}
      : { destinationPort: range.first === range.last ? { number: range.first } : { range: { start: range.first, end: range.last } } },
  }),
};
