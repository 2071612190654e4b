import { IConstruct } from 'constructs';
import { clusterScope } from './cluster-profile';
import { where } from './where';
import { UsageError } from '../errors';
import { Labels, PodLocation, Ports } from '../values';

// A well-known symbol, so that two copies of this library in one app see the same objects.
const PORTS = Symbol.for('cdk8s-palisade.meshPorts');

/** The labels by which the pods behind a port are selected, by what those labels are called: equally called ones never overlap. */
type Selections = Map<string, Map<string, Labels>>;

/** Refuses a second selection of the same pods and port: a mesh with one object for each port takes either of them, and nobody knows which. */
export function requireOnePerPort(construct: IConstruct, { namespace, labels }: PodLocation, port: Ports): void {
  const selections = selectionsOf(construct, `${namespace} ${port.first}`);
  const keys = Object.keys(labels).sort().join();
  const other = [...selections].flatMap(([key, alike]) => key === keys ? [] : [...alike.values()]).find(each => mayOverlap(each, labels));
  if (other !== undefined) {
    throw new UsageError(where(construct), `pods ${text(labels)} and pods ${text(other)} of namespace "${namespace}" may be the same, and the mesh `
      + `can be told only once who may connect to the port "${port}" of a pod`, 'declare the flows of both for the same pods');
  }
  const alike = selections.get(keys) ?? new Map<string, Labels>();
  selections.set(keys, alike.set(text(labels), labels));
}

const mayOverlap = (one: Labels, other: Labels): boolean => Object.entries(one).every(([key, value]) => (other[key] ?? value) === value);

const text = (labels: Labels): string => JSON.stringify(Object.fromEntries(Object.entries(labels).sort()));

function selectionsOf(construct: IConstruct, place: string): Selections {
  const scope = clusterScope(construct) as IConstruct & { [PORTS]?: Map<string, Selections> };
  if (!Object.hasOwn(scope, PORTS)) Object.defineProperty(scope, PORTS, { value: new Map() });
  const ports = scope[PORTS]!;
  if (!ports.has(place)) ports.set(place, new Map());
  return ports.get(place)!;
}
