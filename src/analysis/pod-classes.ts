import { IpSpace } from './ip-space';
import { Peer } from './peer';
import { Cluster, PolicyRule, Selector } from '../model';

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
interface Distinctions {
  readonly labels: readonly string[];
  readonly portNames: ReadonlySet<string>;
}

/** Puts peers into as few classes as the policies need, in the order of their namespaces. */
export function podClasses(cluster: Cluster, peers: readonly Peer[], ipSpace: IpSpace): PodClass[] {
  const distinctions = distinctionsOf(cluster);
  const groups = new Map<string, { members: Peer[]; addresses: KnownAddresses }>();
  for (const peer of peers) {
    const addresses = addressesOf(peer, ipSpace);
    const key = classKey(peer, distinctions, addresses);
    const group = groups.get(key);
    if (group) group.members.push(peer);
    else groups.set(key, { members: [peer], addresses });
  }
  return [...groups.values()]
    .map(({ members, addresses }) => ({ members, example: members[0], addresses }))
    .sort((a, b) => compare(a.example.workload.namespace, b.example.workload.namespace))
    .map((group, index) => ({ ...group, index }));
}

/** Text that is equal for pods that every ipBlock treats alike. */
export const addressKey = ({ ofNodes, atoms }: KnownAddresses): string => `${ofNodes ? 'node' : 'pod'} ${atoms?.join() ?? '?'}`;

function classKey({ workload, role }: Peer, { labels, portNames }: Distinctions, addresses: KnownAddresses): string {
  const named = workload.ports.filter(({ name }) => name !== undefined && portNames.has(name));
  return JSON.stringify([
    workload.namespace, role ?? '', addressKey(addresses),
    labels.map(label => workload.labels[label] ?? null),
    named.map(({ name, port, protocol }) => [name, port, protocol]).sort(),
  ]);
}

function distinctionsOf({ policies }: Cluster): Distinctions {
  const labels = new Set<string>();
  const portNames = new Set<string>();
  const note = (selector: Selector) => selector.forEach(({ key }) => labels.add(key));
  const noteRule = ({ peers, ports }: PolicyRule) => {
    for (const peer of peers ?? []) if (peer.kind === 'pods') note(peer.pods);
    for (const port of ports ?? []) if (port.kind === 'name') portNames.add(port.name);
  };
  for (const { selects, ingress, egress } of policies) {
    note(selects);
    ingress?.forEach(noteRule);
    egress?.forEach(noteRule);
  }
  return { labels: [...labels].sort(), portNames };
}

function addressesOf({ workload: { hostNetwork, addresses } }: Peer, ipSpace: IpSpace): KnownAddresses {
  const atoms = addresses?.map(({ family, first }) => ipSpace.atomAt(family, first));
  return { ofNodes: hostNetwork, atoms: atoms && [...new Set(atoms)].sort((a, b) => a - b) };
}

const compare = (a: string, b: string): number => a < b ? -1 : Number(a > b);
