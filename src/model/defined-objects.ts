import { KubeObject, Parts } from './kinds/kind';
import { Source } from './source';

interface Definition {
  // Without the object itself: what was needed to read it need not stay.
  readonly source: Source;
  readonly part: Partial<Parts>;
}

/** The parts of the cluster that objects define. Of several objects of one kind and name the last counts, as with `kubectl apply`. */
export class DefinedObjects {
  // Maps in maps: a text of all three for each object would be one more to keep.
  private readonly definitions = new Map<string, Map<string, Map<string, Definition>>>();
  private unnamed = 0;

  public* parts(): Iterable<Partial<Parts>> {
    for (const namespaces of this.definitions.values()) {
      for (const names of namespaces.values()) for (const { part } of names.values()) yield part;
    }
  }

  /** `type` is the kind with its group, such as `apps/Deployment`, whatever the version. */
  public add(type: string, object: KubeObject, part: Partial<Parts>): void {
    const { kind, namespace, name, root, source } = object;
    const names = entry(entry(this.definitions, type), namespace);
    // The API server makes up a name of its own for each object that leaves it to it.
    const isUnnamed = !root.field('metadata').has('name');
    const earlier = isUnnamed ? undefined : names.get(name);
    if (earlier !== undefined) {
      const where = `${earlier.source.file}:${earlier.source.position([]).line}`;
      root.warn('PAR007', `${kind} "${name}" is defined at ${where} too; this later one counts, and that one is passed over`);
    }
    names.set(isUnnamed ? `${name}#${this.unnamed++}` : name, { source, part });
  }
}

function entry<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  let map = maps.get(key);
  if (map === undefined) maps.set(key, map = new Map());
  return map;
}
