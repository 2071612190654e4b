import { IpSpace } from './ip-space';
import { Peer } from './peer';
import { Cluster, PolicyRule, Selector } from '../model';

/** Peers that no policy of the input can tell apart. */
export interface PodClass {
  readonly index: number;
  readonly members: readonly Peer[];
  /** One of them, to ask what is the same for all. */
  readonly example: Peer;
  /** What is known of their addresses; equal for classes that every ipBlock treats alike. */
  readonly addresses: string;
}

/** Pods on the host network have the addresses of nodes. */
export const NODE_ADDRESSES = 'node';
export const UNKNOWN_ADDRESSES = '?';

/** The pod labels and port names that policies ask about: pods that agree on these are the same to all of them. */
interface Distinctions {
  readonly labels: readonly string[];
  readonly portNames: ReadonlySet<string>;
}

/** Puts peers into as few classes as the policies need, in the order of their namespaces. */
export function podClasses(cluster: Cluster, peers: readonly Peer[], ipSpace: IpSpace): PodClass[] {
  const distinctions = distinctionsOf(cluster);
  const groups = new Map<string, { members: Peer[]; addresses: string }>();
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

function classKey({ workload, role }: Peer, { labels, portNames }: Distinctions, addresses: string): string {
  const named = workload.ports.filter(({ name }) => name !== undefined && portNames.has(name));
  return JSON.stringify([
    workload.namespace, role ?? '', addresses,
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

function addressesOf({ workload }: Peer, ipSpace: IpSpace): string {
  if (workload.hostNetwork) return NODE_ADDRESSES;
  if (workload.addresses === undefined) return UNKNOWN_ADDRESSES;
  const atoms = workload.addresses.map(({ family, first }) => ipSpace.atomAt(family, first));
  return [...new Set(atoms)].sort((a, b) => a - b).join(' ');
}

const compare = (a: string, b: string): number => a < b ? -1 : Number(a > b);
