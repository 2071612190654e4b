import { admissionsOf } from './admissions';
import { Backends, Target } from './backends';
import { EntryPoint } from './entry-point';
import { Network } from './network';
import { Passages } from './passages';
import { Place, placesOf } from './places';
import { Servers } from './servers';
import { WayIn } from './way-in';
import { waysIn } from './ways-in';
import { Workload } from '../model';
import { cidrsOf, rangesText } from '../values';

/** Lists what something outside the cluster can reach, through what, and what it could if the policies let it. */
export function entryPoints(given: Network): EntryPoint[] {
  // A network that was made for another question does not have all the sources of this one.
  const network = given.environment.entryPoints ? given : new Network(given.cluster, { ...given.environment, entryPoints: true });
  const { ports, classes, addresses } = network.universe;
  const places = placesOf(classes);
  const cluster = { ...network.cluster, workloads: [...places.keys()] };
  const servers = new Servers(network);
  const passages = new Passages(network, servers, places);
  const rows = new Map<string, EntryPoint>();
  for (const way of waysIn(cluster, new Backends(cluster, ports), servers, ports)) {
    for (const target of way.targets.filter(each => each.kind === 'pods' || addresses.has(each.address.family))) {
      for (const { clients, ports: set, verdict, depends } of admissionsOf(way, target, passages, network.universe)) {
        const destination = idOf(target, places);
        const row = { ...frontOf(way), sources: clients.flatMap(cidrsOf), destination, ports: ports.rangesOf(set), verdict, depends };
        rows.set(sortKey(row), row);
      }
    }
  }
  return [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row);
}

const frontOf = ({ via, through, host, path, pathType, port, tls, authentication }: WayIn) =>
  ({ via, through, host, path, pathType, port, tls, authentication });

const idOf = (target: Target, places: ReadonlyMap<Workload, Place>): string =>
  target.kind === 'pods' ? places.get(target.workload)!.id : rangesText([target.address]);

/** Ports in a form whose order as text is their order. */
const sortKey = ({ via, through, host, path, port = 0, destination, ...rest }: EntryPoint): string =>
  JSON.stringify([via, through, host ?? '', path ?? '', `${port}`.padStart(5, '0'), destination, rest]);
