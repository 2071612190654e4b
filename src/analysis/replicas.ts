import { Answers } from './environment';
import { podSelectorsOf } from './rules-of';
import { Cluster, Workload } from '../model';

const POD_NAME = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX = 'apps.kubernetes.io/pod-index';

/** The workloads, with each pod of a StatefulSet apart where policies ask for the labels that tell those apart, and are told. */
export function expandedReplicas(cluster: Cluster, answers: Answers): readonly Workload[] {
  const isNumbered = ({ replicas }: Workload) => replicas !== undefined;
  if (!cluster.workloads.some(isNumbered) || !asksForReplicas(cluster) || answers.to('controller-labels') !== 'expanded') return cluster.workloads;
  return cluster.workloads.flatMap(workload => isNumbered(workload) ? replicasOf(workload) : workload);
}

function asksForReplicas(cluster: Cluster): boolean {
  for (const selector of podSelectorsOf(cluster)) {
    if (selector.some(({ key }) => key === POD_NAME || key === POD_INDEX)) return true;
  }
  return false;
}

const replicasOf = (workload: Workload): Workload[] => Array.from({ length: workload.replicas! }, (_, ordinal) => ({
  ...workload,
  labels: { ...workload.labels, [POD_NAME]: `${workload.name}-${ordinal}`, [POD_INDEX]: String(ordinal) },
}));
