import { KubeObject, Parts } from './kinds/kind';
import { Source } from './source';

/** The parts of the cluster that objects define. Of several objects of one kind and name the last counts, as with `kubectl apply`. */
export class DefinedObjects {
  // Without the objects themselves: what was needed to read them need not stay.
  private readonly sources = new Map<string, Source>();
  private readonly partsByName = new Map<string, Partial<Parts>>();

  public get parts(): Iterable<Partial<Parts>> {
    return this.partsByName.values();
  }

  public add(object: KubeObject, part: Partial<Parts>): void {
    const key = this.keyOf(object);
    const earlier = this.sources.get(key);
    if (earlier !== undefined) {
      const where = `${earlier.file}:${earlier.position([]).line}`;
      object.root.warn('PAR007', `${object.kind} "${object.name}" is defined at ${where} too; this later one counts, and that one is passed over`);
    }
    this.sources.set(key, object.source);
    this.partsByName.set(key, part);
  }

  private keyOf({ apiVersion, kind, namespace, name, root }: KubeObject): string {
    // The API server makes up a name of its own for each object that leaves it to it.
    const isUnnamed = !root.field('metadata').has('name');
    return `${groupOf(apiVersion)}/${kind}/${namespace}/${name}${isUnnamed ? `#${this.partsByName.size}` : ''}`;
  }
}

/** The API group, such as `apps`; empty for the core group. */
export const groupOf = (apiVersion: string): string => apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
