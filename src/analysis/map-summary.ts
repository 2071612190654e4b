import { GroupedConnection, GroupedMap, isWorkload, Outcome } from './connection';
import { isInternet } from './ends-named';
import { connectionCount } from './grouped-rows';
import { Network } from './network';
import { Direction } from './rule-context';

/** A map in numbers. */
export interface MapSummary {
  readonly workloads: number;
  /** By kind. */
  readonly policies: Readonly<Record<string, number>>;
  readonly ingress: Isolation;
  readonly egress: Isolation;
  /** Ordered pairs of workloads, and those of them that may certainly connect on some port. */
  readonly pairs: { readonly all: number; readonly allowed: number };
  /** Workloads that addresses outside the cluster may connect to. */
  readonly fromOutside: Reach;
  /** Workloads that may connect to public addresses, or to a domain name. */
  readonly toInternet: Reach;
  /** By question, the connections that depend on it. */
  readonly depends: Readonly<Record<string, number>>;
}

/** Isolated are those to which nobody may connect, or from which, unless a rule allows it. */
export interface Isolation {
  readonly isolated: number;
  /** Ids of the others, sorted. */
  readonly notIsolated: readonly string[];
}

/** How many certainly, and how many of the others perhaps. */
export interface Reach {
  readonly allowed: number;
  readonly depends: number;
}

/** Counts what a map says, without listing it. */
export function mapSummary(network: Network, { rows, peers }: GroupedMap): MapSummary {
  const workloads = new Set(peers.filter(isWorkload).map(({ id }) => id));
  const internet = new Set(peers.filter(isInternet).map(({ id }) => id));
  const outside = new Set(peers.filter(peer => 'cidrs' in peer).map(({ id }) => id));
  const { policies, tieredPolicies } = network.cluster;
  const isBetween = ({ sources, destinations, replicas }: GroupedConnection) =>
    !replicas && workloads.has(sources[0]) && workloads.has(destinations[0]);
  return {
    workloads: workloads.size,
    policies: counted([...new Map([...policies, ...tieredPolicies].map(({ source, kind }) => [source, kind])).values()].map(kind => [kind, 1])),
    ingress: isolation(network, 'ingress'),
    egress: isolation(network, 'egress'),
    pairs: {
      all: workloads.size * (workloads.size - 1),
      allowed: rows.filter(row => row.verdict === 'allowed' && isBetween(row)).reduce((sum, row) => sum + connectionCount(row), 0),
    },
    fromOutside: reach(rows.filter(({ sources }) => outside.has(sources[0])), ({ destinations }) => destinations),
    toInternet: reach(rows.filter(({ destinations }) => internet.has(destinations[0])), ({ sources }) => sources),
    depends: counted(rows.flatMap(row => row.depends.map((question): [string, number] => [question, connectionCount(row)]))),
  };
}

function isolation(network: Network, direction: Direction): Isolation {
  const idsOf = (isClosed: boolean) => network.universe.classes.filter(({ index }) => network.sideOf(index, direction).isClosed === isClosed)
    .flatMap(({ members }) => members).filter(({ role }) => role === undefined).map(({ id }) => id);
  return { isolated: idsOf(true).length, notIsolated: idsOf(false).sort() };
}

function reach(rows: readonly GroupedConnection[], endsOf: (row: GroupedConnection) => readonly string[]): Reach {
  const ends = (verdict: Outcome['verdict']) => new Set(rows.filter(row => row.verdict === verdict).flatMap(endsOf));
  const allowed = ends('allowed');
  return { allowed: allowed.size, depends: [...ends('depends')].filter(id => !allowed.has(id)).length };
}

function counted(entries: readonly (readonly [string, number])[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const [name, count] of entries) counts.set(name, (counts.get(name) ?? 0) + count);
  return Object.fromEntries([...counts].sort(([a], [b]) => a < b ? -1 : 1));
}
