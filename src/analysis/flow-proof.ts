import { Connection, ConnectivityMap } from './connection';
import { connectivityMap } from './connectivity-map';
import { DeclaredNetwork, Flow, Promised } from './declared-network';
import { coversArea, coversPorts, EVERY_PORT, FlowArea } from './flow-area';
import { Network } from './network';
import { PortRange } from './port-space';
import { Direction } from './rule-context';
import { DeclaredFlow, groupBy, IpRange } from '../values';

/** What was declared, held against what is possible. */
export interface FlowProof {
  /** Pairs of ends that were declared and may talk on all declared ports. */
  readonly proven: readonly Flow[];
  /** Declared, but not certain to be possible: nothing to run a flow between, or policies in its way. */
  readonly blocked: readonly Flow[];
  /** Possible, perhaps under an assumption, but declared by nobody. */
  readonly undeclared: readonly Connection[];
}

/**
 * Proves that every declared flow is possible and, in the isolated namespaces, nothing else is.
 *
 * Traffic between the pods of one workload counts as undeclared too, unless a flow of the workload to itself was declared. Whoever
 * may talk to addresses may talk to pods that have one of them.
 */
export function proveFlows(network: Network, declared: readonly DeclaredFlow[], isolated: readonly string[]): FlowProof {
  const map = connectivityMap(network);
  const { promised, declares } = spelledOut(network, declared, map);
  const possible = new PossibleFlows(map);
  const inIsolated = new Set(network.universe.classes.flatMap(({ members }) => members)
    .filter(({ workload }) => isolated.includes(workload.namespace)).map(({ id }) => id));
  return {
    proven: promised.filter(flow => possible.keeps(flow)),
    blocked: promised.filter(flow => !possible.keeps(flow)),
    undeclared: map.connections.filter(row => (inIsolated.has(row.source) || inIsolated.has(row.destination)) && !declares(row)),
  };
}

function spelledOut(network: Network, declared: readonly DeclaredFlow[], { outside }: ConnectivityMap) {
  const all = new DeclaredNetwork(network, declared);
  const declares = (row: Connection): boolean => all.declares(row, outside.get(row.source) ?? outside.get(row.destination));
  return { promised: all.promised, declares };
}

/** The rows of a map, by their ends. */
class PossibleFlows {
  private readonly byPair: ReadonlyMap<string, readonly Connection[]>;
  private readonly byPods: Readonly<Record<Direction, ReadonlyMap<string, readonly Connection[]>>>;
  private readonly outside: ReadonlyMap<string, readonly IpRange[]>;

  constructor({ connections, outside }: ConnectivityMap) {
    this.outside = outside;
    this.byPair = groupBy(connections, ({ source, destination }) => `${source} ${destination}`);
    this.byPods = {
      egress: groupBy(connections.filter(({ destination }) => outside.has(destination)), ({ source }) => source),
      ingress: groupBy(connections.filter(({ source }) => outside.has(source)), ({ destination }) => destination),
    };
  }

  /** Whether a flow is possible as it was promised. */
  public keeps(flow: Promised): boolean {
    const { ranges, outside, pairs, isUnplaced } = flow;
    if (ranges.length === 0) return false;
    if (outside !== undefined) {
      return coversArea(this.areas(outside.direction, outside.id, isCertain(flow)), { ranges: outside.addresses, ports: ranges });
    }
    if (isUnplaced) return this.mayReachUnplaced(flow);
    return pairs.some(pair => coversPorts((this.byPair.get(pair) ?? []).filter(isCertain(flow)).flatMap(portsOf), ranges));
  }

  private areas(direction: Direction, id: string, suits: (row: Connection) => boolean): FlowArea[] {
    return (this.byPods[direction].get(id) ?? []).filter(suits)
      .map(row => ({ ranges: this.outside.get(direction === 'egress' ? row.destination : row.source)!, ports: portsOf(row) }));
  }

  /** No manifest tells where the API server or a node is, so that it is enough that it may be anywhere. */
  private mayReachUnplaced({ source, destination, ranges }: Promised): boolean {
    const rows = [...this.byPods.egress.get(source) ?? [], ...this.byPods.ingress.get(destination) ?? []];
    return coversPorts(rows.filter(({ verdict, depends }) => verdict === 'allowed' || depends.includes('not-understood')).flatMap(portsOf), ranges);
  }
}

/** Whether a row is certain enough for a flow: of those that were declared for some requests only, the requests may decide. */
const isCertain = ({ perRequest }: Promised) => ({ verdict, depends }: Connection): boolean =>
  verdict === 'allowed' || (perRequest && depends.every(question => question === 'layer-7'));

const portsOf = ({ ports }: Connection): readonly PortRange[] => ports === 'all' ? EVERY_PORT : ports;
