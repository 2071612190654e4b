import { Connection } from './connection';
import { connectivityMap } from './connectivity-map';
import { Network } from './network';
import { isAt, Peer } from './peer';
import { PortRange } from './port-space';
import { DeclaredFlow, groupBy, PodLocation, Ports } from '../values';

/** What was declared, held against what is possible. */
export interface FlowProof {
  /** Pairs of peers that were declared and may talk on all declared ports. */
  readonly proven: readonly Flow[];
  /** Declared, but not certain to be possible: nothing to run a flow between, or policies in its way. */
  readonly blocked: readonly Flow[];
  /** Possible, perhaps under an assumption, but declared by nobody. */
  readonly undeclared: readonly Connection[];
}

export interface Flow {
  readonly source: string;
  readonly destination: string;
  readonly ports: readonly Ports[];
  readonly declaredBy: string;
}

/**
 * Proves that every declared flow is possible and, in the isolated namespaces, nothing else is.
 *
 * Traffic between the pods of one workload counts as undeclared too, unless a flow of the workload to itself was declared.
 */
export function proveFlows(network: Network, declared: readonly DeclaredFlow[], isolated: readonly string[]): FlowProof {
  const { connections } = connectivityMap(network);
  const peers = network.universe.classes.flatMap(({ members }) => members);
  const peersByNamespace = groupBy(peers, ({ workload }) => workload.namespace);
  const flows = declared.flatMap(flow => pairsOf(peersByNamespace, flow));
  const possible = new Map(connections.filter(({ verdict }) => verdict === 'allowed').map(row => [`${row.source} ${row.destination}`, row]));
  const isProven = ({ source, destination, ports }: Flow) => ports.every(port => {
    const ranges = rangesOf(port, peers, destination);
    return ranges.length > 0 && coversPorts(possible.get(`${source} ${destination}`)?.ports ?? [], ranges);
  });

  const declaredPorts = new Map<string, PortRange[]>();
  for (const { source, destination, ports } of flows) {
    const key = `${source} ${destination}`;
    declaredPorts.set(key, [...declaredPorts.get(key) ?? [], ...ports.flatMap(port => rangesOf(port, peers, destination))]);
  }
  const inIsolated = new Set(peers.filter(({ workload }) => isolated.includes(workload.namespace)).map(({ id }) => id));
  return {
    proven: flows.filter(isProven),
    blocked: flows.filter(flow => !isProven(flow)),
    undeclared: connections.filter(row => (inIsolated.has(row.source) || inIsolated.has(row.destination))
      && !(row.ports !== 'all' && coversPorts(declaredPorts.get(`${row.source} ${row.destination}`) ?? [], row.ports))),
  };
}

/** The pairs of peers a declaration speaks of. One without any is kept, by its labels, so that it shows up as blocked. */
function pairsOf(peers: PeersByNamespace, { source, destination, ports, declaredBy }: DeclaredFlow): Flow[] {
  const destinations = idsAt(peers, destination);
  return idsAt(peers, source).flatMap(from => destinations
    .filter(to => from !== to)
    .map(to => ({ source: from, destination: to, ports, declaredBy })));
}

type PeersByNamespace = ReadonlyMap<string, readonly Peer[]>;

const idsAt = (peers: PeersByNamespace, pods: PodLocation): string[] => {
  const ids = (peers.get(pods.namespace) ?? []).filter(({ workload }) => isAt(workload, pods)).map(({ id }) => id);
  return ids.length > 0 ? [...new Set(ids)] : [`${pods.namespace}/${JSON.stringify(pods.labels)}`];
};

function rangesOf(port: Ports, peers: readonly Peer[], destination: string): PortRange[] {
  if (port.name === '') return [port];
  const pods = peers.find(({ id }) => id === destination)?.workload.ports ?? [];
  return pods.filter(({ name, protocol }) => name === port.name && protocol === port.protocol)
    .map(({ protocol, port: number }) => ({ protocol, first: number, last: number }));
}

/** Whether every port of `inner` is in `outer`, whose ranges may overlap. */
function coversPorts(outer: readonly PortRange[] | 'all', inner: readonly PortRange[]): boolean {
  if (outer === 'all') return true;
  const sorted = [...outer].sort((a, b) => a.first - b.first);
  return inner.every(({ protocol, first, last }) => {
    let next = first;
    for (const range of sorted) {
      if (range.protocol === protocol && range.first <= next && next <= range.last) next = range.last + 1;
    }
    return next > last;
  });
}
