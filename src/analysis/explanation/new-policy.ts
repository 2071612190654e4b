import { Edit } from './edit';
import { PodsEnd } from './end';
import { lastingLabels, podSelector } from './policy-peers';
import { Cluster } from '../../model';
import { Direction } from '../rule-context';

export interface NewPolicy {
  /** A name that nobody has yet, or the beginning of one. */
  readonly name: string;
  readonly direction: Direction;
  readonly rules: readonly object[];
  readonly concernsEverybody?: boolean;
}

/** A NetworkPolicy for one workload. */
export function newPolicy({ policies, workloads }: Cluster, { peer: { workload } }: PodsEnd, wanted: NewPolicy): Edit {
  const { name, direction, rules, concernsEverybody = false } = wanted;
  const { namespace } = workload;
  const taken = new Set(policies.filter(policy => policy.namespace === namespace).map(policy => policy.name));
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
  const object = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' };
  const value = {
    ...object,
    metadata: { name: free, namespace },
    spec: {
      podSelector: podSelector(lastingLabels(workload, workloads)),
      policyTypes: [direction === 'ingress' ? 'Ingress' : 'Egress'],
      ...rules.length > 0 && { [direction]: rules },
    },
  };
  return { adds: 'policy', object: { ...object, namespace, name: free }, patch: [{ op: 'add', path: '', value }], concernsEverybody };
}
