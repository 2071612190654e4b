import { isNothing } from './allowed';
import { GroupedConnection } from './connection';
import { EndsByOutcome } from './ends-by-outcome';
import { Network } from './network';
import { Outcomes } from './outcome';
import { PodClass } from './pod-classes';

/** What may flow between the pods of one workload. */
export function replicaRows(network: Network, outcomes: Outcomes, classes: readonly PodClass[]): GroupedConnection[] {
  const rows = new EndsByOutcome();
  for (const { index, members } of classes) {
    const replicated = members.filter(({ workload }) => workload.replicated);
    if (replicated.length === 0) continue;
    const allowed = network.between(index, index);
    if (isNothing(allowed) || network.universe.answers.to('replica-traffic') !== 'policy-applies') continue;
    const ids = replicated.filter(({ role }) => role === undefined).map(({ id }) => id);
    for (const outcome of outcomes.of(allowed)) rows.add(outcome, '', ids);
  }
  return rows.map((outcome, _, ids) => ({ ...outcome, sources: ids, destinations: ids, replicas: true }));
}
