import { IConstruct } from 'constructs';
import { clusterScope } from './cluster-profile';

// A well-known symbol, so that two copies of this library in one app define each object once.
const DEFINED = Symbol.for('cdk8s-palisade.once');

/** Defines something that several constructs need, for the first of a cluster that does. */
export function onceInCluster(construct: IConstruct, what: string, define: () => void): void {
  const scope = clusterScope(construct) as IConstruct & { [DEFINED]?: Set<string> };
  if (!Object.hasOwn(scope, DEFINED)) Object.defineProperty(scope, DEFINED, { value: new Set() });
  if (scope[DEFINED]!.has(what)) return;
  scope[DEFINED]!.add(what);
  define();
}
