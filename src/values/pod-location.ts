import { Labels } from './labels';

/** Pods that run somewhere known, such as those of the cluster DNS: every pod of `namespace` that carries `labels`. */
export interface PodLocation {
  readonly namespace: string;
  readonly labels: Labels;
  /** The ServiceAccount they run under, where it is known: what a mesh knows them by. No NetworkPolicy looks at it. */
  readonly account?: string;
}
