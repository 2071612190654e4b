import { ApiObject, Lazy } from 'cdk8s';
import { IConstruct } from 'constructs';
import { claimObject } from './claims';
import { ClusterProfile, clusterScope } from './cluster-profile';
import { kubeObject } from './kube-object';
import { authorize } from './mesh-authorizations';
import { allowanceInMesh } from './mesh-members';
import { PolicyPlace } from './peer-facts';
import { Allowance, engines, isPlain, PolicySubject, workloadPolicy } from '../policies';
import { PodLocation, PURPOSE, purposesText } from '../values';

/** What certain pods may do: in one NetworkPolicy, and in one policy of the CNI for what NetworkPolicy has no words for. */
class WorkloadPolicy {
  private readonly allowances: Allowance[] = [];
  private readonly purposes = new Set<string>();
  private readonly objects = new Map<string, ApiObject>();

  constructor(private readonly pods: PodLocation, private readonly place: PolicyPlace, private readonly isolated: ReadonlyMap<string, Isolated>) {}

  public allow(allowance: Allowance, purpose?: string): void {
    authorize(this.pods, this.place, allowance);
    this.allowances.push(allowance);
    const kind = isPlain(allowance) ? 'NetworkPolicy' : 'more';
    if (!this.objects.has(kind)) this.objects.set(kind, kind === 'more' ? this.defineMore() : this.define());
    if (purpose === undefined) return;
    this.purposes.add(purpose);
    for (const object of this.objects.values()) object.metadata.addAnnotation(PURPOSE, purposesText(this.purposes));
  }

  private define(): ApiObject {
    const { namespace, labels } = this.pods;
    const { scope, id, name } = this.place;
    return kubeObject(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name,
      namespace,
      spec: Lazy.any({
        produce: () => workloadPolicy(namespace, labels, this.allowances.filter(isPlain).map(each => allowanceInMesh(scope, this.pods, each))),
      }),
    });
  }

  private defineMore(): ApiObject {
    const { scope, id, name } = this.place;
    const facts = ClusterProfile._for(scope)._facts;
    const { apiVersion, kind, specOf } = engines[facts.cni.name]!;
    return kubeObject(scope, `${id}-${facts.cni.name}`, {
      apiVersion,
      kind,
      name,
      namespace: this.pods.namespace,
      spec: Lazy.any({ produce: () => specOf(this.subject, this.allowances.filter(each => !isPlain(each)), facts) }),
    });
  }

  private get subject(): PolicySubject {
    return { ...this.pods, mayLookUpAnyName: this.isolated.get(this.pods.namespace)?.allowsDns ?? true };
  }
}

/** A namespace in which pods need a policy for whatever they do. */
interface Isolated {
  readonly owner: IConstruct;
  /** Whether its pods may look up any name. */
  readonly allowsDns: boolean;
}

interface Registry {
  /** By the names of the namespaces. */
  readonly isolated: Map<string, Isolated>;
  readonly policies: Map<string, WorkloadPolicy>;
  /** What pods of namespaces may do that are not isolated, unless they will be. */
  readonly waiting: Map<string, PodsAllowance[]>;
}

// A well-known symbol, so that two copies of this library in one app write one policy for each workload.
const REGISTRY = Symbol.for('cdk8s-palisade.workloadPolicies');

/**
 * Says that in a namespace, nothing talks unless a policy lets it, and whether all its pods may look up names.
 *
 * Writes what pods of it were allowed before.
 */
export function isolateNamespace(owner: IConstruct, namespace: string, allowsDns: boolean): void {
  const { isolated, waiting } = registryOf(owner);
  isolated.set(namespace, { owner, allowsDns });
  const earlier = waiting.get(namespace) ?? [];
  waiting.delete(namespace);
  for (const allowance of earlier) allowPods(owner, allowance);
}

/** Whether nothing talks in a namespace unless a policy lets it. */
export const isIsolated = (from: IConstruct, namespace: string): boolean => registryOf(from).isolated.has(namespace);

/** Whether the pods of a namespace may look up names without being allowed one by one. */
export const mayLookUpNames = (from: IConstruct, namespace: string): boolean => registryOf(from).isolated.get(namespace)?.allowsDns ?? true;

/** Says where the policy of certain pods is written; whoever says so first decides. */
export function placePolicy(pods: PodLocation, place: PolicyPlace): void {
  const { policies, isolated } = registryOf(place.scope);
  const key = keyOf(pods);
  if (!policies.has(key)) policies.set(key, new WorkloadPolicy(pods, place, isolated));
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
 * Outside of isolated namespaces nothing is written, unless they become one: pods that may do anything would be closed by their first
 * policy.
 */
export function allowPods(from: IConstruct, asked: PodsAllowance): void {
  const { pods, allowance, purpose, place } = asked;
  const { isolated, policies, waiting } = registryOf(from);
  const namespace = isolated.get(pods.namespace);
  if (namespace === undefined) {
    if (!waiting.has(pods.namespace)) waiting.set(pods.namespace, []);
    waiting.get(pods.namespace)!.push(asked);
    return;
  }
  const key = keyOf(pods);
  if (!policies.has(key)) {
    const { scope, id, name } = place ?? placeIn(namespace.owner, nameOf(pods));
    claimObject(scope, { kind: 'NetworkPolicy', namespace: pods.namespace, name });
    policies.set(key, new WorkloadPolicy(pods, { scope, id, name }, isolated));
  }
  policies.get(key)!.allow(allowance, purpose);
}

const placeIn = (owner: IConstruct, name: string): PolicyPlace => ({ scope: owner, id: name, name });

function registryOf(construct: IConstruct): Registry {
  const scope = clusterScope(construct) as IConstruct & { [REGISTRY]?: Registry };
  if (!Object.hasOwn(scope, REGISTRY)) {
    Object.defineProperty(scope, REGISTRY, { value: { isolated: new Map(), policies: new Map(), waiting: new Map() } });
  }
  return scope[REGISTRY]!;
}

const keyOf = ({ namespace, labels }: PodLocation): string => JSON.stringify([namespace, Object.entries(labels).sort()]);

/** A name that tells which pods are meant, as far as 63 characters can. */
const nameOf = ({ labels }: PodLocation): string => Object.keys(labels).length === 0 ? 'every-pod'
  : `pods-${Object.values(labels).sort().join('-')}`.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 63).replace(/-+$/, '');
