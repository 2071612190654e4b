import { Construct } from 'constructs';
import { claimObject } from './claims';
import { ClusterProfile } from './cluster-profile';
import { IsolatedNamespaceProps } from './isolated-namespace-props';
import { kubeObject } from './kube-object';
import { membershipOf, meshOf, settleMembership } from './mesh-members';
import { PodSecurityLevel } from './pod-security';
import { where } from './where';
import { UsageError } from '../errors';
import { NamespaceMarks, NamespaceObject } from '../meshes';
import { workloadPolicy } from '../policies';
import { required } from '../profiles';
import { DeclaredFlow, Labels } from '../values';

/** The annotation that keeps why a namespace is out of the mesh. */
const OUTSIDE = 'cdk8s-palisade/outside-mesh';

const NAME = 'allow-mesh';

/** Puts a namespace in the mesh of its cluster, or out of it. Throws a UsageError when its pods could not start there. */
export function joinMesh(scope: Construct, props: IsolatedNamespaceProps): void {
  const { name, outsideMesh, labels = {} } = props;
  if (outsideMesh !== undefined && !/\S/.test(outsideMesh)) {
    throw new UsageError(where(scope), 'the reason to stay out of the mesh is empty', 'say why, such as "runs a legacy database", or leave it out');
  }
  if (meshOf(scope) === undefined) return;
  requireForeignMarks(scope, labels);
  settleMembership(scope, name, outsideMesh === undefined ? 'member' : 'outside');
  if (outsideMesh !== undefined) return;
  const { _facts: facts } = ClusterProfile._for(scope);
  required(where(scope), facts, 'mutualTls');
  required(where(scope), facts, 'identityAuthorization');
  requireStartable(scope, props);
}

/** What the Namespace says of the mesh. */
export function meshMarks(scope: Construct, { outsideMesh, labels = {} }: IsolatedNamespaceProps): NamespaceMarks {
  const mesh = meshOf(scope);
  if (mesh === undefined || outsideMesh === undefined) return mesh?.member(labels) ?? {};
  return { labels: mesh.outside.labels, annotations: { ...mesh.outside.annotations, [OUTSIDE]: outsideMesh } };
}

/** Lets the pods of a namespace talk to the mesh itself, makes them insist on mutual TLS, and authorizes nobody yet. */
export function addMeshObjects(scope: Construct, namespace: string): void {
  const needs = needsOf(scope, namespace);
  if (needs.length === 0) return;
  add(scope, namespace, { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: NAME, spec: workloadPolicy(namespace, {}, needs) });
  for (const object of meshOf(scope)!.perNamespace) add(scope, namespace, object);
}

/** What that declares. */
export const meshFlows = (scope: Construct, namespace: string): DeclaredFlow[] => needsOf(scope, namespace).map(({ direction, peer, ports }) => {
  const pods = { namespace, labels: {} };
  const [source, destination] = direction === 'egress' ? [pods, peer] : [peer, pods];
  return { source, destination, ports, declaredBy: scope.node.path };
});

const needsOf = (scope: Construct, namespace: string) =>
  membershipOf(scope, namespace) === 'member' ? meshOf(scope)!.needs(ClusterProfile._for(scope)._facts) : [];

function add(scope: Construct, namespace: string, object: NamespaceObject): void {
  claimObject(scope, { kind: object.kind, namespace, name: object.name });
  kubeObject(scope, `${object.kind}-${object.name}`, { ...object, namespace });
}

function requireForeignMarks(scope: Construct, labels: Labels): void {
  const ours = meshOf(scope)!.ownLabels.find(label => label in labels);
  if (ours === undefined) return;
  throw new UsageError(where(scope), `the label "${ours}" is not yours to set, as the ClusterProfile has a mesh`,
    'leave it out; to keep the namespace out of the mesh, say why as `outsideMesh`');
}

/** A pod whose proxy cannot start never becomes ready, and nothing in the manifests would tell why. */
function requireStartable(scope: Construct, { podSecurity: level = PodSecurityLevel.RESTRICTED, allowDns = true }: IsolatedNamespaceProps): void {
  const { plugin, looksUpNames } = meshOf(scope)!;
  const leave = 'keep the namespace out of the mesh: outsideMesh: \'why\'';
  if (plugin !== undefined && !ClusterProfile._for(scope)._facts.meshPlugin && level !== PodSecurityLevel.PRIVILEGED) {
    throw new UsageError(where(scope), `without ${plugin}, the mesh gives each pod an init container that the Pod Security level "${level}" refuses`,
      `install ${plugin} and say so in the ClusterProfile: meshPlugin: true; or ${leave}`);
  }
  if (allowDns || !looksUpNames) return;
  throw new UsageError(where(scope), 'without DNS, the proxies in its pods cannot find the control plane of the mesh',
    `leave \`allowDns\` out; or ${leave}`);
}
