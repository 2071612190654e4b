import { certainly, EVERYTHING, Part, perhaps, PERHAPS_EVERYTHING } from './part';
import { everyAddress, IpFamily } from '../../values';
import { Cursor } from '../cursor';
import { PolicyPeer } from '../policy';

const EVERY_POD: PolicyPeer = { kind: 'pods', namespaces: [], pods: [] };
const EVERY_NODE: PolicyPeer = { kind: 'nodes', nodes: [] };
const world = (family: IpFamily): PolicyPeer => ({ kind: 'addresses', block: everyAddress(family), except: [], pods: 'never' });
const WORLD = [world('IPv4'), world('IPv6')];

/** Who is meant; nobody, where it is no pod, no node and no address outside the cluster. */
const ENTITIES: Readonly<Record<string, Part<PolicyPeer>>> = {
  'all': EVERYTHING,
  'cluster': certainly<PolicyPeer>(EVERY_POD, EVERY_NODE),
  'cluster-mesh': certainly<PolicyPeer>(EVERY_POD, EVERY_NODE),
  'health': certainly(),
  'host': perhaps(EVERY_NODE),
  'ingress': certainly(),
  'init': perhaps(EVERY_POD),
  'kube-apiserver': perhaps(EVERY_NODE, ...WORLD),
  'none': certainly(),
  'remote-node': perhaps(EVERY_NODE),
  'unmanaged': perhaps(EVERY_POD),
  'world': certainly(...WORLD),
  'world-ipv4': certainly(WORLD[0]),
  'world-ipv6': certainly(WORLD[1]),
};

/** What to tell where that is not exact. */
const REMARKS: Readonly<Record<string, string>> = {
  'host': 'the node on which a pod runs, which the input does not tell; it may be any node',
  'ingress': 'the proxy of Cilium, which is no pod; what comes through it is left out',
  'init': 'pods that Cilium does not know yet, which the input does not tell; it may be any pod',
  'kube-apiserver': 'the API server, of which the input does not tell where it runs; it may be any node and any address outside',
  'remote-node': 'the nodes on which a pod does not run, which the input does not tell; it may be any node',
  'unmanaged': 'pods that Cilium does not manage, which the input does not tell; it may be any pod',
};

/** Reads `fromEntities` or `toEntities`. */
export function readEntities(items: readonly Cursor[]): Part<PolicyPeer>[] {
  const isNode = ({ value }: Cursor): boolean => value === 'host' || value === 'remote-node';
  // The own node and all others are every node, wherever the pod runs.
  const areAllNodes = new Set(items.filter(isNode).map(({ value }) => value)).size === 2;
  return items.map(item => areAllNodes && isNode(item) ? certainly(EVERY_NODE) : readEntity(item, item.text()));
}

/** Reads one entity by its name; what is no string was reported before. */
export function readEntity(cursor: Cursor, name: string | undefined): Part<PolicyPeer> {
  if (name === undefined) return PERHAPS_EVERYTHING;
  if (!Object.hasOwn(ENTITIES, name)) {
    cursor.error('POL207', `"${name}" is no entity; it may be anybody`);
    return PERHAPS_EVERYTHING;
  }
  if (Object.hasOwn(REMARKS, name)) cursor.warn('POL206', `${name} is ${REMARKS[name]}`);
  return ENTITIES[name];
}
