import { MeshIntent } from './intents';
import { SupportOf } from './support';

/** What is known of a service mesh. To add one, add its file under `meshes` and a line to its index. */
export interface Mesh {
  readonly title: string;
  readonly supports: Readonly<Record<MeshIntent, SupportOf>>;
}
