import { Workload } from '../model';
import { PodLocation } from '../values';

/** Pods that are not in the input, of which only this much is known. */
export const standIn = ({ namespace, labels }: PodLocation): Workload => ({
  namespace,
  apiVersion: '',
  name: '',
  kind: '',
  labels,
  ports: [],
  hostNetwork: false,
  serviceAccount: '',
  addedLabels: [],
  replicated: true,
  source: { file: '', position: () => ({ line: 1, column: 1 }) },
});
