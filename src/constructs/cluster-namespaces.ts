import { IConstruct } from 'constructs';
import { clusterScope } from './cluster-profile';
import { BoundedNamespace } from '../boundaries';

// A well-known symbol, so that two copies of this library in one app see the same namespaces.
const NAMESPACES = Symbol.for('cdk8s-palisade.namespaces');

interface Registry {
  readonly known: BoundedNamespace[];
  readonly listeners: ((namespace: BoundedNamespace) => void)[];
}

/** Tells the others of its cluster that there is a namespace. */
export function announceNamespace(construct: IConstruct, namespace: BoundedNamespace): void {
  const { known, listeners } = registryOf(construct);
  known.push(namespace);
  for (const listener of listeners) listener(namespace);
}

/** Calls `listener` for every isolated namespace of the cluster of a construct, whether it is defined before or after. */
export function onEachNamespace(construct: IConstruct, listener: (namespace: BoundedNamespace) => void): void {
  const { known, listeners } = registryOf(construct);
  listeners.push(listener);
  known.forEach(listener);
}

function registryOf(construct: IConstruct): Registry {
  const scope = clusterScope(construct) as IConstruct & { [NAMESPACES]?: Registry };
  if (!Object.hasOwn(scope, NAMESPACES)) Object.defineProperty(scope, NAMESPACES, { value: { known: [], listeners: [] } });
  return scope[NAMESPACES]!;
}
