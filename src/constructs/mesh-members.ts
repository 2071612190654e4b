import { IConstruct } from 'constructs';
import { ClusterProfile, clusterScope } from './cluster-profile';
import { MeshEngine, meshEngineOf } from '../meshes';
import { Allowance } from '../policies';
import { ClusterFacts, DeclaredFlow, FlowEnd, isPodLocation, podDns, PodLocation, Ports, Protocol } from '../values';

// A well-known symbol, so that two copies of this library in one app see the same members.
const MEMBERS = Symbol.for('cdk8s-palisade.meshMembers');

/** Whether a namespace is in the mesh. Of those that are not ours, nobody knows. */
type Membership = 'member' | 'outside';

/** Says whether a namespace is in the mesh of its cluster. */
export function settleMembership(construct: IConstruct, namespace: string, membership: Membership): void {
  membersOf(construct).set(namespace, membership);
}

export const membershipOf = (construct: IConstruct, namespace: string): Membership | undefined => membersOf(construct).get(namespace);

/** The mesh of the cluster that a construct is written for. */
export const meshOf = (construct: IConstruct): MeshEngine | undefined => meshEngineOf(ClusterProfile.of(construct)._facts);

/** What is allowed to pods, with the port that it takes in the mesh. Asked late, when all namespaces are known. */
export const allowanceInMesh = (construct: IConstruct, pods: PodLocation, allowance: Allowance): Allowance =>
  ({ ...allowance, ports: portsInMesh(construct, [pods, allowance.peer], allowance.ports) });

/** A declared flow, with the port that it takes in the mesh: opening that port for its two ends opens it for nobody else. */
export const flowInMesh = (construct: IConstruct, flow: DeclaredFlow): DeclaredFlow =>
  ({ ...flow, ports: portsInMesh(construct, [flow.source, flow.destination], flow.ports) });

function portsInMesh(construct: IConstruct, ends: readonly FlowEnd[], ports: readonly Ports[]): readonly Ports[] {
  if (membersOf(construct).size === 0) return ports;
  const facts = ClusterProfile.of(construct)._facts;
  const { tunnel } = meshEngineOf(facts) ?? {};
  if (tunnel === undefined || !ports.some(({ protocol }) => protocol === Protocol.TCP)) return ports;
  return ends.every(end => mayBeInMesh(construct, end, facts)) ? [...ports, tunnel] : ports;
}

/** Addresses never are, nor are the pods of the DNS: they have to answer before there is a mesh. */
function mayBeInMesh(construct: IConstruct, end: FlowEnd, facts: ClusterFacts): boolean {
  if (!isPodLocation(end)) return end.kind === 'labelled';
  return membershipOf(construct, end.namespace) !== 'outside' && !podDns(facts).some(({ pods }) => pods === end);
}

function membersOf(construct: IConstruct): Map<string, Membership> {
  const scope = clusterScope(construct) as IConstruct & { [MEMBERS]?: Map<string, Membership> };
  if (!Object.hasOwn(scope, MEMBERS)) Object.defineProperty(scope, MEMBERS, { value: new Map() });
  return scope[MEMBERS]!;
}
