import { MeshIntent } from './intents';
import { caveat, SupportOf } from './support';

/** What is known of a service mesh. To add one, add its file under `meshes` and a line to its index. */
export interface Mesh {
  readonly title: string;
  readonly supports: Readonly<Record<MeshIntent, SupportOf>>;
}

/** What to know where a mesh hides the ports of connections from NetworkPolicies. */
export const BY_ACCOUNT = 'pods of one namespace are told apart by their ServiceAccounts alone, and where those are not known, share the ports '
  + 'that they are allowed of a pod';

/** Mutual TLS by these objects, as far as a mesh carries connections and the network plugin lets it. */
export const mutualTlsBy = (objects: string): SupportOf => ({ cni }) => caveat([
  objects,
  'UDP and SCTP pass by the mesh',
  ...cni.name === 'cilium' ? ['Cilium has to be installed with `cni.exclusive: false`, or it removes the CNI plugin of the mesh'] : [],
].join('; '));
