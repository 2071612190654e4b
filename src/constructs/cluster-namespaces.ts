import { IConstruct } from 'constructs';
import { clusterScope } from './cluster-profile';
import { BoundedNamespace } from '../boundaries';

// A well-known symbol, so that two copies of this library in one app see the same namespaces.
const NAMESPACES = Symbol.for('cdk8s-palisade.namespaces');

type Listener = (namespace: BoundedNamespace) => void;

interface Registry {
  readonly known: Map<string, BoundedNamespace>;
  readonly listeners: Listener[];
  /** Who waits for one namespace, by its name. */
  readonly waiting: Map<string, Listener[]>;
}

/** Tells the others of its cluster that there is a namespace. */
export function announceNamespace(construct: IConstruct, namespace: BoundedNamespace): void {
  const { known, listeners, waiting } = registryOf(construct);
  known.set(namespace.name, namespace);
  for (const listener of [...listeners, ...waiting.get(namespace.name) ?? []]) listener(namespace);
}

/** Calls `listener` for every isolated namespace of the cluster of a construct, whether it is defined before or after. */
export function onEachNamespace(construct: IConstruct, listener: Listener): void {
  const { known, listeners } = registryOf(construct);
  listeners.push(listener);
  known.forEach(namespace => listener(namespace));
}

/** Calls `listener` for the isolated namespace of that name in the cluster of a construct, now or when it is defined; never, if it is not. */
export function onNamespace(construct: IConstruct, name: string, listener: Listener): void {
  const { known, waiting } = registryOf(construct);
  const namespace = known.get(name);
  if (namespace !== undefined) listener(namespace);
  else waiting.set(name, [...waiting.get(name) ?? [], listener]);
}

function registryOf(construct: IConstruct): Registry {
  const scope = clusterScope(construct) as IConstruct & { [NAMESPACES]?: Registry };
  if (!Object.hasOwn(scope, NAMESPACES)) {
    Object.defineProperty(scope, NAMESPACES, { value: { known: new Map(), listeners: [], waiting: new Map() } });
  }
  return scope[NAMESPACES]!;
}
