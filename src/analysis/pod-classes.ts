import { IpSpace } from './ip-space';
import { Peer, Role } from './peer';
import { podSelectorsOf, rulesOf } from './rules-of';
import { distinctSiblings } from './siblings';
import { Cluster, isAddedByController, labelOf } from '../model';

/** Peers that no policy of the input can tell apart. */
export interface PodClass {
  readonly index: number;
  readonly members: readonly Peer[];
  /** One of them, to ask what is the same for all. */
  readonly example: Peer;
  readonly addresses: KnownAddresses;
}

/** What is known of the addresses of pods. */
export interface KnownAddresses {
  /** Whether they are those of nodes, as for pods on the host network. */
  readonly ofNodes: boolean;
  /** Numbers of the address atoms they are in; `undefined` when the input does not tell. */
  readonly atoms?: readonly number[];
}

/** The pod labels and port names that policies ask about: pods that agree on these are the same to all of them. */
export interface Distinctions {
  readonly labels: readonly string[];
  readonly portNames: ReadonlySet<string>;
}

/** Puts peers into as few classes as what tells them apart needs, in the order of their namespaces. */
export function podClasses(distinctions: Distinctions, peers: readonly Peer[], ipSpace: IpSpace): PodClass[] {
  const groups = new Map<string, { members: Peer[]; addresses: KnownAddresses }>();
  for (const peer of peers) {
    const addresses = addressesOf(peer, ipSpace);
    const key = classKey(peer, distinctions, addresses);
    const group = groups.get(key);
    if (group) group.members.push(peer);
    else groups.set(key, { members: [peer], addresses });
  }
  const ordered = [...groups.values()].sort((a, b) => compare(a.members[0].workload.namespace, b.members[0].workload.namespace));
  const distinct = distinctSiblings(ordered.map(({ members }) => members), distinctions.labels);
  return ordered.map(({ addresses }, index) => ({ index, addresses, members: distinct[index], example: distinct[index][0] }));
}

/** The class of the stand-in for a role, if there is one. */
export const classOf = (role: Role, classes: readonly PodClass[]): number | undefined =>
  classes.find(({ members }) => members.some(member => member.role === role))?.index;

/** Text that is equal for pods that every ipBlock treats alike. */
export const addressKey = ({ ofNodes, atoms }: KnownAddresses): string => `${ofNodes ? 'node' : 'pod'} ${atoms?.join() ?? '?'}`;

function classKey({ workload, role }: Peer, { labels, portNames }: Distinctions, addresses: KnownAddresses): string {
  const named = workload.ports.filter(({ name }) => name !== undefined && portNames.has(name));
  return JSON.stringify([
    workload.namespace, role ?? '', addressKey(addresses), addresses.ofNodes ? workload.node ?? '' : '',
    labels.map(label => isAddedByController(workload, label) ? [workload.kind, workload.name] : labelOf(workload, label) ?? null),
    named.map(({ name, port, protocol }) => [name, port, protocol]).sort(),
  ]);
}

/** What the policies ask of pods. */
export function distinctionsOf(cluster: Pick<Cluster, 'policies' | 'tieredPolicies'>): Distinctions {
  const labels = new Set<string>();
  for (const selector of podSelectorsOf(cluster)) for (const { key } of selector) labels.add(key);
  const portNames = new Set<string>();
  for (const { ports = [] } of rulesOf(cluster)) {
    for (const port of ports) if (port.kind === 'name') portNames.add(port.name);
  }
  return { labels: [...labels].sort(), portNames };
}

function addressesOf({ workload: { hostNetwork, addresses } }: Peer, ipSpace: IpSpace): KnownAddresses {
  const atoms = addresses?.filter(({ family }) => ipSpace.has(family)).map(({ family, first }) => ipSpace.atomAt(family, first));
  return { ofNodes: hostNetwork, atoms: atoms && [...new Set(atoms)].sort((a, b) => a - b) };
}

const compare = (a: string, b: string): number => a < b ? -1 : Number(a > b);
