import { Backends, Target } from './backends';
import { EntryPoint } from './entry-point';
import { Network } from './network';
import { Passages } from './passages';
import { NO_PORTS, PortSet } from './port-space';
import { Servers } from './servers';
import { viaOf, WayIn } from './way-in';
import { waysIn } from './ways-in';
import { cidrsOf, formatAddress, intersectRanges, IpRange, mergeRanges } from '../values';

/** Lists what something outside the cluster can reach, through what, and what it could if the policies let it. */
export function entryPoints(given: Network): EntryPoint[] {
  // A network that was made for another question does not have all the sources of this one.
  const network = given.environment.entryPoints ? given : new Network(given.cluster, { ...given.environment, entryPoints: true });
  const { ports } = network.universe;
  const servers = new Servers(network);
  const passages = new Passages(network, servers);
  const rows = new Map<string, EntryPoint>();
  for (const way of waysIn(network.cluster, new Backends(network.cluster, ports), servers, ports)) {
    for (const target of way.targets) {
      for (const outcome of outcomesOf(way, target, passages)) {
        const row = entryPoint(way, target, outcome, network);
        rows.set(sortKey(row), row);
      }
    }
  }
  return [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row);
}

/** Clients of a way in that fare alike. */
interface Outcome extends Pick<EntryPoint, 'verdict' | 'depends'> {
  readonly clients: readonly IpRange[];
  readonly ports: PortSet;
}

/** Where nobody gets in, everybody is denied; where somebody does, the others are left out, as everywhere. */
function outcomesOf({ clients, passedOnBy }: WayIn, target: Target, passages: Passages): Outcome[] {
  const outcomes = new Map<string, Outcome>();
  const add = (part: Outcome) => {
    if (part.ports === NO_PORTS || part.clients.length === 0) return;
    const key = `${part.verdict} ${part.depends.join()} ${part.ports}`;
    outcomes.set(key, { ...part, clients: mergeRanges([...outcomes.get(key)?.clients ?? [], ...part.clients]) });
  };
  for (const { clients: alike, allowed: { certainly, perhaps } } of passages.to(target, passedOnBy)) {
    const some = intersectRanges(clients, alike);
    add({ verdict: 'allowed', depends: [], clients: some, ports: certainly });
    for (const { ports, hangsOn } of perhaps) add({ verdict: 'depends', depends: hangsOn, clients: some, ports });
  }
  return outcomes.size > 0 ? [...outcomes.values()] : [{ verdict: 'denied', depends: [], clients, ports: target.ports }];
}

function entryPoint(way: WayIn, target: Target, { verdict, depends, clients, ports }: Outcome, network: Network): EntryPoint {
  const { via, through, host, path, pathType, port, tls, authentication } = way;
  return {
    ...{ via, through, host, path, pathType, port, tls, authentication },
    sources: clients.flatMap(cidrsOf),
    destination: target.kind === 'pods' ? viaOf(target.workload) : rangeId(target.address),
    ports: network.universe.ports.rangesOf(ports),
    verdict,
    depends,
  };
}

const rangeId = ({ family, first, last }: IpRange): string => `${formatAddress(family, first)}-${formatAddress(family, last)}`;

/** Ports in a form whose order as text is their order. */
const sortKey = ({ via, through, host, path, port = 0, destination, ...rest }: EntryPoint): string =>
  JSON.stringify([via, through, host ?? '', path ?? '', `${port}`.padStart(5, '0'), destination, rest]);
