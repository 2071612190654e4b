import { Workload } from './cluster';

/** What a selector sees of a pod under keys that are no labels of its template. */
const impliedLabels: Readonly<Record<string, (workload: Workload) => string>> = {
  'io.cilium.k8s.policy.serviceaccount': ({ serviceAccount }) => serviceAccount,
  'projectcalico.org/serviceaccount': ({ serviceAccount }) => serviceAccount,
  'projectcalico.org/namespace': ({ namespace }) => namespace,
  'projectcalico.org/orchestrator': () => 'k8s',
};

/** The labels of pods as the selectors of a CNI see them: their own, and what it adds from the rest of the pod. */
export const labelOf = (workload: Workload, key: string): string | undefined => {
  if (Object.hasOwn(workload.labels, key)) return workload.labels[key];
  return Object.hasOwn(impliedLabels, key) ? impliedLabels[key](workload) : undefined;
};

/** Whether the controller of the pods will put a label on them whose value the input does not tell. */
export const isAddedByController = ({ labels, addedLabels }: Workload, key: string): boolean =>
  addedLabels.includes(key) && !Object.hasOwn(labels, key);
