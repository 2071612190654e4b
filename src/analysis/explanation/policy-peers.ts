import { End } from './end';
import { NAMESPACE_NAME_LABEL, Workload } from '../../model';
import { cidrsOf, everyAddress, IpRange, Labels, subtractRanges } from '../../values';

/** Labels that controllers put on pods, different ones on each or after each change. */
const PASSING = new Set([
  'pod-template-hash', 'controller-revision-hash', 'pod-template-generation', 'controller-uid', 'job-name',
  'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-name', 'batch.kubernetes.io/job-completion-index',
  'apps.kubernetes.io/pod-index', 'statefulset.kubernetes.io/pod-name',
]);

/** Labels that all pods of a workload have, as long as it exists. `siblings` are all workloads of the input. */
export function lastingLabels({ namespace, name, kind, labels }: Workload, siblings: readonly Workload[]): Labels {
  const same = siblings.filter(each => each.namespace === namespace && each.name === name && each.kind === kind);
  const lasting = Object.entries(labels).filter(([key, value]) => !PASSING.has(key) && same.every(each => each.labels[key] === value));
  return Object.fromEntries(lasting.sort(([a], [b]) => a < b ? -1 : 1));
}

/** How a NetworkPolicy in a namespace writes an end as peers; `undefined` when it cannot. */
export function peersFor(end: End, namespace: string, siblings: readonly Workload[]): object[] | undefined {
  if (end.kind === 'name') return undefined;
  if (end.kind === 'addresses') return (['IPv4', 'IPv6'] as const).flatMap(family => blocksOf(end.ranges.filter(range => range.family === family)));
  const { workload } = end.peer;
  const isElsewhere = workload.namespace !== namespace;
  return [{
    ...isElsewhere && { namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: workload.namespace } } },
    podSelector: podSelector(lastingLabels(workload, siblings)),
  }];
}

export const podSelector = (labels: Labels): object => Object.keys(labels).length === 0 ? {} : { matchLabels: labels };

/** Ranges of one family as blocks; or, where that is shorter, as all addresses but the others. */
function blocksOf(ranges: readonly IpRange[]): object[] {
  const blocks = ranges.flatMap(cidrsOf);
  if (blocks.length < 2) return blocks.map(cidr => ({ ipBlock: { cidr } }));
  const all = everyAddress(ranges[0].family);
  const except = subtractRanges([all], ranges).flatMap(cidrsOf);
  return except.length < blocks.length ? [{ ipBlock: { cidr: cidrsOf(all)[0], except } }] : blocks.map(cidr => ({ ipBlock: { cidr } }));
}
