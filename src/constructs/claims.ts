import { IConstruct } from 'constructs';
import { clusterScope } from './cluster-profile';
import { where } from './where';
import { UsageError } from '../errors';

// A well-known symbol, so that two copies of this library in one app share what is taken.
const CLAIMS = Symbol.for('cdk8s-palisade.claims');

/** Something that a cluster can have only one of. */
export interface Claim {
  /** What it is, with its name, such as `Deployment "web" in namespace "shop"`. */
  readonly what: string;
  /** What to do when it is taken. */
  readonly fix: string;
}

/**
 * Reserves something for `claimant` in the cluster that it is written for: kubectl would silently overwrite one with the other.
 *
 * The same thing may exist once below each attached profile, as each is another cluster.
 */
export function claim(claimant: IConstruct, { what, fix }: Claim): void {
  const scope = clusterScope(claimant) as IConstruct & { [CLAIMS]?: Map<string, string> };
  if (!Object.hasOwn(scope, CLAIMS)) Object.defineProperty(scope, CLAIMS, { value: new Map() });
  const claims = scope[CLAIMS]!;
  const owner = claims.get(what);
  if (owner !== undefined) throw new UsageError(where(claimant), `${what} exists already, made by ${owner}`, fix);
  claims.set(what, claimant.node.path);
}

/** An object to reserve the name of. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Reserves the name of an object. */
export const claimObject = (claimant: IConstruct, { kind, namespace, name }: ObjectName, fix = 'give each its own name'): void =>
  claim(claimant, { what: `${kind} "${name}" in namespace "${namespace}"`, fix });
