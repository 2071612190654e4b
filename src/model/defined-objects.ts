import { Cluster } from './cluster';
import { KubeObject } from './kinds/kind';

/** The parts of the cluster that objects define. Of several objects of one kind and name the last counts, as with `kubectl apply`. */
export class DefinedObjects {
  private readonly byName = new Map<string, { readonly object: KubeObject; readonly part: Partial<Cluster> }>();

  public get parts(): readonly Partial<Cluster>[] {
    return [...this.byName.values()].map(({ part }) => part);
  }

  public add(object: KubeObject, part: Partial<Cluster>): void {
    const key = this.keyOf(object);
    const earlier = this.byName.get(key)?.object.source;
    if (earlier !== undefined) {
      const where = `${earlier.file}:${earlier.position([]).line}`;
      object.root.warn('PAR007', `${object.kind} "${object.name}" is defined at ${where} too; this later one counts, and that one is passed over`);
    }
    this.byName.set(key, { object, part });
  }

  private keyOf({ apiVersion, kind, namespace, name, root }: KubeObject): string {
    // The API server makes up a name of its own for each object that leaves it to it.
    const isUnnamed = !root.field('metadata').has('name');
    return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}${isUnnamed ? `#${this.byName.size}` : ''}`;
  }
}

/** The API group, such as `apps`; empty for the core group. */
export const groupOf = (apiVersion: string): string => apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
