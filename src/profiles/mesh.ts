import { MeshIntent } from './intents';
import { SupportOf } from './support';

/** What is known of a service mesh. To add one, add its file under `meshes` and a line to its index. */
export interface Mesh {
  readonly title: string;
  readonly supports: Readonly<Record<MeshIntent, SupportOf>>;
}

/** What to know where a mesh hides the ports of connections from NetworkPolicies. */
export const BY_ACCOUNT = 'pods of one namespace are told apart by their ServiceAccounts alone, and where those are not known, share the ports '
  + 'that they are allowed of a pod';
