import { assumed, Setting } from './naive-answers';
import { hasHostBits } from './naive-blocks';

/* The objects of the input that matter to the second opinion, little changed from how they are written. */

/** An object of a manifest, as parsed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the evaluator reads raw objects, whose shape the API server checked
export type RawObject = any;

export type Labels = Readonly<Record<string, string>>;
export type Protocol = 'TCP' | 'UDP' | 'SCTP';
export type Direction = 'ingress' | 'egress';

/** An end of a connection: a pod of the input, or an address outside the cluster. */
export type End = Pod | { readonly address: string };

export interface Pod {
  readonly id: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** Keys of labels that its controller adds, with values that only the cluster knows. */
  readonly addedKeys: readonly string[];
  readonly spec: RawObject;
  /** Whether there are siblings from the same template. */
  readonly replicated: boolean;
  readonly addresses: readonly string[];
}

export const isPod = (end: End): end is Pod => 'spec' in end;

export interface Node {
  readonly name: string;
  readonly labels: Labels;
  readonly addresses: readonly string[];
}

/** A ClusterNetworkPolicy, or one of the two kinds that it replaced. */
export interface AdminPolicy {
  readonly name: string;
  readonly tier: 'Admin' | 'Baseline';
  readonly priority: number;
  readonly spec: RawObject;
}

export interface Objects {
  readonly pods: readonly Pod[];
  readonly networkPolicies: readonly RawObject[];
  readonly adminPolicies: readonly AdminPolicy[];
  readonly nodes: readonly Node[];
  /** Labels of the namespaces that the input defines. */
  readonly namespaces: ReadonlyMap<string, Labels>;
}

export function objectsOf(objects: readonly RawObject[], setting: Setting): Objects {
  const ofKind = (name: string) => objects.filter(({ kind }) => kind === name);
  const exists = (policy: RawObject) => assumed(setting, 'cidr-host-bits') === 'mask' || !cidrsOf(policy).some(hasHostBits);
  return {
    pods: objects.flatMap(object => podsOf(object, assumed(setting, 'completed-pods') === 'included')),
    networkPolicies: ofKind('NetworkPolicy').filter(exists),
    adminPolicies: objects.flatMap(adminPoliciesOf),
    nodes: ofKind('Node').map(({ metadata, status }) => ({
      name: metadata.name, labels: metadata.labels ?? {}, addresses: (status?.addresses ?? []).map(({ address }: RawObject) => address),
    })),
    namespaces: new Map(ofKind('Namespace').map(({ metadata }) => [metadata.name, metadata.labels ?? {}])),
  };
}

export const namespaceOf = ({ metadata }: RawObject): string => metadata.namespace ?? 'default';

/** The pods of a workload are one. */
function podsOf(object: RawObject, withCompleted: boolean): Pod[] {
  const { kind, metadata, spec, status } = object;
  const pod = kind === 'Pod' ? object : kind === 'CronJob' ? spec.jobTemplate.spec.template : spec?.template;
  const isCompleted = ['Succeeded', 'Failed'].includes(status?.phase);
  if (pod === undefined || (isCompleted && !withCompleted)) return [];
  return [{
    id: `${namespaceOf(object)}/${metadata.name}[${kind}]`,
    namespace: namespaceOf(object),
    labels: pod.metadata?.labels ?? {},
    addedKeys: ADDED_KEYS[kind] ?? [],
    spec: pod.spec,
    replicated: kind === 'DaemonSet' || (spec.replicas ?? spec.parallelism ?? spec.jobTemplate?.spec.parallelism ?? 1) > 1,
    addresses: [status?.podIP, ...(status?.podIPs ?? []).map((each: RawObject) => each.ip)].filter(Boolean),
  }];
}

const OF_JOBS = ['job-name', 'batch.kubernetes.io/job-name', 'controller-uid', 'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index'];

const ADDED_KEYS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['pod-template-hash'],
  ReplicaSet: ['pod-template-hash'],
  StatefulSet: ['controller-revision-hash', 'statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index'],
  DaemonSet: ['controller-revision-hash'],
  Job: OF_JOBS,
  CronJob: OF_JOBS,
};

/** There is one BaselineAdminNetworkPolicy at most, so that it needs no priority. */
function adminPoliciesOf({ kind, metadata, spec }: RawObject): AdminPolicy[] {
  const policy = { name: metadata.name, priority: spec?.priority ?? 0, spec };
  if (kind === 'ClusterNetworkPolicy') return [{ ...policy, tier: spec.tier }];
  if (kind === 'AdminNetworkPolicy') return [{ ...policy, tier: 'Admin' }];
  return kind === 'BaselineAdminNetworkPolicy' ? [{ ...policy, tier: 'Baseline' }] : [];
}

function cidrsOf({ spec }: RawObject): string[] {
  const rules = [...spec.ingress ?? [], ...spec.egress ?? []];
  return rules.flatMap(({ from, to }) => [...from ?? [], ...to ?? []])
    .flatMap(({ ipBlock }) => ipBlock ? [ipBlock.cidr, ...ipBlock.except ?? []] : []);
}
