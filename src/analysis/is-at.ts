import { Selector, selects, Workload } from '../model';
import { Labels, PodLocation } from '../values';

/** Whether a workload is the pods that a profile or a declaration means. */
export const isAt = (workload: Workload, { namespace, labels }: PodLocation): boolean =>
  workload.namespace === namespace && selects(requirementsOf(labels), workload.labels);

/** The selector that asks for all of certain labels. */
export const requirementsOf = (labels: Labels): Selector => Object.entries(labels).map(([key, value]) => ({ key, operator: 'In', values: [value] }));
