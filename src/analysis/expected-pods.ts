import { isAt } from './is-at';
import { standIn } from './stand-in';
import { Cluster, Namespace, NAMESPACE_NAME_LABEL, Workload } from '../model';
import { FlowEnd, isPodLocation, LabelledPods, Labels, PodLocation } from '../values';

/** Pods that somebody expects besides those of the input, such as those that a declared flow speaks of. */
export type ExpectedPods = PodLocation | LabelledPods;

/** A stand-in for pods that are expected. */
export interface ExpectedPeer {
  readonly id: string;
  readonly workload: Workload;
  readonly namespace: Namespace;
}

/** Whether an end of a flow is pods. */
export const arePods = (end: FlowEnd): end is ExpectedPods => isPodLocation(end) || end.kind === 'labelled';

/** Stand-ins for the pods that the input does not contain. Those of namespaces that are known by labels alone always have one. */
export function expectedPeers(cluster: Cluster, expected: readonly ExpectedPods[]): ExpectedPeer[] {
  const absent = expected.filter(pods => !isPodLocation(pods) || !cluster.workloads.some(workload => isAt(workload, pods)));
  return [...new Map(absent.map(pods => [expectedId(pods), pods]))].map(([id, pods]) => {
    const namespace = isPodLocation(pods) ? { name: pods.namespace, labels: {} } : { name: `{${text(pods.namespaceLabels)}}`, labels: pods.namespaceLabels };
    return {
      id,
      workload: standIn({ namespace: namespace.name, labels: pods.labels }),
      namespace: { name: namespace.name, labels: { ...namespace.labels, [NAMESPACE_NAME_LABEL]: namespace.name } },
    };
  });
}

/** What the stand-in for pods is called, such as `shop/{app=web}`. */
export const expectedId = (pods: ExpectedPods): string =>
  `${isPodLocation(pods) ? pods.namespace : `{${text(pods.namespaceLabels)}}`}/{${text(pods.labels)}}`;

const text = (labels: Labels): string => Object.entries(labels).map(([key, value]) => `${key}=${value}`).sort().join(',');
