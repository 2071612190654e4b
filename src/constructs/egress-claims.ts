import { IConstruct } from 'constructs';
import { clusterScope } from './cluster-profile';
import { where } from './where';
import { StaticEgress } from '../egress';
import { UsageError } from '../errors';
import { Cidr, PodLocation } from '../values';

interface Taken {
  readonly pods: PodLocation;
  readonly destinations?: readonly Cidr[];
  readonly by: string;
}

// A well-known symbol, so that two copies of this library in one app share what is taken.
const TAKEN = Symbol.for('cdk8s-palisade.egress');

/** Refuses pods that leave for the same destinations with other addresses already: network plugins then take any of them. */
export function claimEgress(construct: IConstruct, { pods, destinations }: StaticEgress): void {
  const taken = takenIn(construct);
  for (const each of pods) {
    const here = taken.get(each.namespace) ?? [];
    const other = here.find(earlier => mayBeSame(each, earlier.pods) && mayMeet(destinations, earlier.destinations));
    if (other !== undefined) {
      throw new UsageError(where(construct), `pods of namespace "${each.namespace}" have an address outside already, by ${other.by}`,
        'name each tier once, and a namespace only if none of its tiers is named');
    }
    taken.set(each.namespace, [...here, { pods: each, destinations, by: construct.node.path }]);
  }
}

/** Whether a pod may carry both sets of labels. */
const mayBeSame = ({ labels: one }: PodLocation, { labels: other }: PodLocation): boolean =>
  Object.entries(one).every(([key, value]) => !(key in other) || other[key] === value);

const mayMeet = (some: readonly Cidr[] | undefined, others: readonly Cidr[] | undefined): boolean =>
  some === undefined || others === undefined || some.some(cidr => others.some(other => cidr.contains(other) || other.contains(cidr)));

function takenIn(construct: IConstruct): Map<string, Taken[]> {
  const scope = clusterScope(construct) as IConstruct & { [TAKEN]?: Map<string, Taken[]> };
  if (!Object.hasOwn(scope, TAKEN)) Object.defineProperty(scope, TAKEN, { value: new Map() });
  return scope[TAKEN]!;
}
