import { Connection, connectivityMap, ConnectivityMap, Environment, Network, PortRange } from '../src/analysis';
import { Cluster, Diagnostic, readCluster, readManifests } from '../src/model';
import { knownControllers, presets } from '../src/profiles';
import { Assumptions, Cidr, containsRange, parseCidr, Ports, Protocol } from '../src/values';

/** What a test says about the cluster besides its manifests; the rest is as in the vanilla profile. */
export interface Told {
  readonly assumptions?: Partial<Assumptions>;
  readonly podCidrs?: readonly string[];
  readonly nodeCidrs?: readonly string[];
}

export type Verdict = 'allowed' | 'depends' | 'denied';

/** Removes the indentation that all lines share and the empty first line, so that positions count from the first line of content. */
export function dedent(text: string): string {
  const lines = text.replace(/^[ \t]*\n/, '').split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => /^ */.exec(line)![0].length);
  const shared = Math.min(...indents);
  return lines.map(line => line.slice(shared)).join('\n');
}

/** What the analyzer reads in a text, as if it were the file `in.yaml`. */
export function readFrom(yaml: string, defaultNamespace?: string): { readonly cluster: Cluster; readonly diagnostics: readonly Diagnostic[] } {
  const { manifests, diagnostics } = readManifests('in.yaml', dedent(yaml));
  const read = readCluster(manifests, defaultNamespace);
  return { cluster: read.cluster, diagnostics: [...diagnostics, ...read.diagnostics] };
}

/** A cluster of faultless manifests. A test of faulty ones asks `readFrom`, and says what it expects to be told. */
export function clusterFrom(yaml: string): Cluster {
  const { cluster, diagnostics } = readFrom(yaml);
  const [problem] = diagnostics;
  if (problem === undefined) return cluster;
  throw new Error(`the manifests of this test are faulty: ${problem.line}:${problem.column} ${problem.code} ${problem.message}`);
}

export function networkFrom(yaml: string, told: Told = {}): Network {
  return new Network(clusterFrom(yaml), environmentOf(told));
}

export function mapOf(yaml: string, told: Told = {}): ConnectivityMap {
  return connectivityMap(networkFrom(yaml, told));
}

/**
 * Whether `source` may connect to `destination` on every one of `ports`, according to the map.
 *
 * An end is a workload, such as `shop/web`, or an address outside the cluster.
 */
export function connect(map: ConnectivityMap, source: string, destination: string, ports: Ports): Verdict {
  const verdict = verdictsOf(map);
  const [from, to] = [idOf(map, source), idOf(map, destination)];
  const verdicts = new Set([ports.first, ports.last].map(port => verdict(from, to, ports.protocol, port)));
  if (verdicts.size === 1) return [...verdicts][0];
  throw new Error(`the map treats the first and the last of ${ports} differently: ask about one`);
}

/** Looks cells up in a map. Ends are ids of peers, or addresses outside the cluster. */
export function verdictsOf({ connections, peers }: ConnectivityMap) {
  const rowsByEnds = new Map<string, Connection[]>();
  for (const row of connections) rowsByEnds.set(`${row.source} ${row.destination}`, [...rowsByEnds.get(`${row.source} ${row.destination}`) ?? [], row]);
  const outside = peers.flatMap(peer => 'cidrs' in peer ? [{ id: peer.id, ranges: peer.cidrs.map(cidr => parseCidr(cidr)!.range) }] : []);
  const idsByEnd = new Map<string, readonly string[]>();
  const idsOf = (end: string): readonly string[] => {
    let ids = idsByEnd.get(end);
    if (ids === undefined) {
      const address = end.includes('/') || end.startsWith('{') ? undefined : addressRange(end);
      ids = address === undefined ? [end] : outside.filter(({ ranges }) => ranges.some(range => containsRange(range, address))).map(({ id }) => id);
      idsByEnd.set(end, ids);
    }
    return ids;
  };
  return (source: string, destination: string, protocol: Protocol, port: number): Verdict => {
    const rows = idsOf(source).flatMap(from => idsOf(destination).flatMap(to => rowsByEnds.get(`${from} ${to}`) ?? []))
      .filter(row => row.ports === 'all' || row.ports.some(range => isIn(range, protocol, port)));
    if (rows.length > 1) throw new Error(`the map has several verdicts for ${source} to ${destination} on ${protocol} ${port}`);
    return rows[0]?.verdict ?? 'denied';
  };
}

/** The vanilla profile, with what a test says differently. */
export function environmentOf({ assumptions = {}, podCidrs = [], nodeCidrs = [] }: Told): Environment {
  const [pods, nodes] = [podCidrs, nodeCidrs].map(list => list.map(text => Cidr.of(text)));
  return { facts: { ...presets.vanilla, assumptions, podCidrs: pods, nodeCidrs: nodes }, controllers: knownControllers };
}

/** A workload may be called by its name alone, unless two kinds share it. */
function idOf({ peers }: ConnectivityMap, end: string): string {
  if (!end.includes('/')) return end;
  const ids = peers.map(({ id }) => id).filter(id => id === end || id.startsWith(`${end}[`));
  if (ids.length === 1) return ids[0];
  throw new Error(`"${end}" is ${ids.length} peers of ${peers.map(({ id }) => id).join(', ')}`);
}

const addressRange = (text: string) => parseCidr(`${text}/${text.includes(':') ? 128 : 32}`)!.range;

const isIn = (range: PortRange, protocol: Protocol, port: number): boolean =>
  range.protocol === protocol && range.first <= port && port <= range.last;
