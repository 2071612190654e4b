import { ApiObject, Lazy } from 'cdk8s';
import { IConstruct } from 'constructs';
import { claimObject } from './claims';
import { clusterScope } from './cluster-profile';
import { kubeObject } from './kube-object';
import { authorize } from './mesh-authorizations';
import { allowanceInMesh } from './mesh-members';
import { PolicyPlace } from './peer-facts';
import { Allowance, workloadPolicy } from '../policies';
import { PodLocation } from '../values';

/** The annotation that keeps the reasons somebody gave for the flows of a policy. */
const PURPOSE = 'cdk8s-palisade/purpose';

/** One policy for all that certain pods may do, defined when something is allowed first. */
class WorkloadPolicy {
  private readonly allowances: Allowance[] = [];
  private readonly purposes = new Set<string>();
  private object?: ApiObject;

  constructor(private readonly pods: PodLocation, private readonly place: PolicyPlace) {}

  public allow(allowance: Allowance, purpose?: string): void {
    authorize(this.pods, this.place, allowance);
    this.allowances.push(allowance);
    this.object ??= this.define();
    if (purpose === undefined) return;
    this.purposes.add(purpose);
    this.object.metadata.addAnnotation(PURPOSE, [...this.purposes].sort().join('; '));
  }

  private define(): ApiObject {
    const { namespace, labels } = this.pods;
    const { scope, id, name } = this.place;
    return kubeObject(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name,
      namespace,
      spec: Lazy.any({ produce: () => workloadPolicy(namespace, labels, this.allowances.map(each => allowanceInMesh(scope, this.pods, each))) }),
    });
  }
}

interface Registry {
  /** The constructs of the namespaces in which pods need a policy for whatever they do, by name. */
  readonly isolated: Map<string, IConstruct>;
  readonly policies: Map<string, WorkloadPolicy>;
}

// A well-known symbol, so that two copies of this library in one app write one policy for each workload.
const REGISTRY = Symbol.for('cdk8s-palisade.workloadPolicies');

/** Says that in a namespace, nothing talks unless a policy lets it. */
export function isolateNamespace(owner: IConstruct, namespace: string): void {
  registryOf(owner).isolated.set(namespace, owner);
}

/** Says where the policy of certain pods is written; whoever says so first decides. */
export function placePolicy(pods: PodLocation, place: PolicyPlace): void {
  const { policies } = registryOf(place.scope);
  const key = keyOf(pods);
  if (!policies.has(key)) policies.set(key, new WorkloadPolicy(pods, place));
}

/** An allowance of certain pods, and where to write it down if nobody has said. */
export interface PodsAllowance {
  readonly pods: PodLocation;
  readonly allowance: Allowance;
  readonly purpose?: string;
  readonly place?: PolicyPlace;
}

/**
 * Lets certain pods do something, in their one policy.
 *
 * Outside of isolated namespaces this does nothing: pods that may do anything would be closed by their first policy.
 */
export function allowPods(from: IConstruct, { pods, allowance, purpose, place }: PodsAllowance): void {
  const { isolated, policies } = registryOf(from);
  const owner = isolated.get(pods.namespace);
  if (owner === undefined) return;
  const key = keyOf(pods);
  if (!policies.has(key)) policies.set(key, placedPolicy(pods, place ?? placeIn(owner, nameOf(pods))));
  policies.get(key)!.allow(allowance, purpose);
}

const placeIn = (owner: IConstruct, name: string): PolicyPlace => ({ scope: owner, id: name, name });

function placedPolicy(pods: PodLocation, place: PolicyPlace): WorkloadPolicy {
  claimObject(place.scope, { kind: 'NetworkPolicy', namespace: pods.namespace, name: place.name });
  return new WorkloadPolicy(pods, place);
}

function registryOf(construct: IConstruct): Registry {
  const scope = clusterScope(construct) as IConstruct & { [REGISTRY]?: Registry };
  if (!Object.hasOwn(scope, REGISTRY)) Object.defineProperty(scope, REGISTRY, { value: { isolated: new Map(), policies: new Map() } });
  return scope[REGISTRY]!;
}

const keyOf = ({ namespace, labels }: PodLocation): string => JSON.stringify([namespace, Object.entries(labels).sort()]);

/** A name that tells which pods are meant, as far as 63 characters can. */
const nameOf = ({ labels }: PodLocation): string => Object.keys(labels).length === 0 ? 'every-pod'
  : `pods-${Object.values(labels).sort().join('-')}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 63).replace(/-+$/, '');
