import { Lazy } from 'cdk8s';
import { IConstruct } from 'constructs';
import { claimObject } from './claims';
import { onNamespace } from './cluster-namespaces';
import { clusterScope } from './cluster-profile';
import { kubeObject } from './kube-object';
import { membershipOf, meshOf } from './mesh-members';
import { requireOnePerPort } from './mesh-ports';
import { PolicyPlace } from './peer-facts';
import { where } from './where';
import { UsageError } from '../errors';
import { Client, MeshEngine } from '../meshes';
import { Allowance } from '../policies';
import { FlowEnd, isPodLocation, PodLocation, Ports, Protocol } from '../values';

// A well-known symbol, so that two copies of this library in one app write one authorization for each workload.
const AUTHORIZATIONS = Symbol.for('cdk8s-palisade.meshAuthorizations');

/** The clients of certain pods, by the objects that authorize them. */
type Clients = Map<string, Client[]>;

/**
 * Lets the mesh take connections to certain pods that their policy allows.
 *
 * Throws a UsageError when the mesh cannot tell who connects. UDP and SCTP pass by it.
 */
export function authorize(pods: PodLocation, place: PolicyPlace, { direction, peer, ports }: Allowance): void {
  const carried = ports.filter(({ protocol }) => protocol === Protocol.TCP);
  if (direction === 'egress' || carried.length === 0 || membershipOf(place.scope, pods.namespace) !== 'member') return;
  const mesh = meshOf(place.scope)!;
  const client = { pods: requireMember(place.scope, peer), ports: carried };
  requireWords(place.scope, mesh, carried);
  if (!mesh.onePort) return admit(mesh, pods, place, client);
  for (const port of carried) {
    requireOnePerPort(place.scope, pods, port);
    admit(mesh, pods, { ...place, name: `${place.name}-${port.first}` }, { ...client, ports: [port] });
  }
}

/** Notes a client, and defines the objects that authorize it when it is the first. */
function admit(mesh: MeshEngine, { namespace, labels }: PodLocation, { scope, name }: PolicyPlace, client: Client): void {
  const all = clientsOf(scope);
  const known = all.get(`${namespace}/${name}`);
  if (known !== undefined) return void known.push(client);
  const clients = [client];
  all.set(`${namespace}/${name}`, clients);
  for (const { apiVersion, kind, spec } of mesh.perWorkload) {
    claimObject(scope, { kind, namespace, name });
    kubeObject(scope, `${kind}-${name}`, { apiVersion, kind, name, namespace, spec: Lazy.any({ produce: () => spec({ name, labels, clients }) }) });
  }
}

/** The mesh knows pods by their namespace and their account, and nobody else. */
function requireMember(scope: IConstruct, peer: FlowEnd): PodLocation {
  const leave = 'or keep this namespace out of the mesh: outsideMesh: \'why\'';
  if (!isPodLocation(peer)) {
    const who = peer.kind === 'labelled' ? 'pods of namespaces that are known by their labels alone' : 'whoever is no pod of the mesh';
    throw new UsageError(where(scope), `its pods insist on mutual TLS, by which they cannot tell ${who}`, peer.kind === 'labelled'
      ? `name each namespace, such as Peer.namespace("shop"); ${leave}` : `let it in through an ingress controller in the mesh; ${leave}`);
  }
  onNamespace(scope, peer.namespace, () => {
    if (membershipOf(scope, peer.namespace) !== 'outside') return;
    throw new UsageError(where(scope), `its pods insist on mutual TLS, and namespace "${peer.namespace}", which connects to them, is out of the mesh`,
      `put that namespace in the mesh; ${leave}`);
  });
  return peer;
}

function requireWords(scope: IConstruct, mesh: MeshEngine, ports: readonly Ports[]): void {
  const [refusal] = ports.flatMap(port => mesh.refuses(port) ?? []);
  if (refusal !== undefined) throw new UsageError(where(scope), refusal.what, refusal.fix);
}

function clientsOf(construct: IConstruct): Clients {
  const scope = clusterScope(construct) as IConstruct & { [AUTHORIZATIONS]?: Clients };
  if (!Object.hasOwn(scope, AUTHORIZATIONS)) Object.defineProperty(scope, AUTHORIZATIONS, { value: new Map() });
  return scope[AUTHORIZATIONS]!;
}
