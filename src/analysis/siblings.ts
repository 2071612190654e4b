import { Peer } from './peer';
import { labelOf, Workload } from '../model';
import { groupBy } from '../values';

/**
 * Tells the pods of one owner apart where policies do, and makes one peer of those where they do not.
 *
 * `groups` are peers by class; the result has the same groups. Of siblings in several classes, the labels in which they differ
 * become part of the id, such as `shop/db[StatefulSet]{role=primary}`.
 */
export function distinctSiblings(groups: readonly (readonly Peer[])[], relevantLabels: readonly string[]): Peer[][] {
  const merged = groups.map(peers => mergeSiblings(peers, relevantLabels));
  const byId = groupBy(merged.flat().filter(({ role }) => role === undefined), ({ id }) => id);
  const differences = new Map([...byId.values()].filter(({ length }) => length > 1).flatMap(siblings => differencesOf(siblings, relevantLabels)));
  return merged.map(peers => peers.map(peer => {
    const difference = differences.get(peer.workload);
    return difference === undefined ? peer : { ...peer, id: `${peer.id}{${difference}}` };
  }));
}

/** Pods of one owner that no policy tells apart are one peer with several pods, unless a label would have to name them all. */
function mergeSiblings(peers: readonly Peer[], relevantLabels: readonly string[]): Peer[] {
  if (peers.length === 1) return [...peers];
  const keyOf = ({ id, role, workload }: Peer) => JSON.stringify([id, role, relevantLabels.map(label => labelOf(workload, label))]);
  return [...groupBy(peers, keyOf).values()].map(siblings => siblings.length === 1 ? siblings[0]
    : { ...siblings[0], workload: { ...siblings[0].workload, replicated: true } });
}

/** For each of several siblings, what it has that others have not. */
function differencesOf(siblings: readonly Peer[], relevantLabels: readonly string[]): [Workload, string][] {
  const [{ workload: first }] = siblings;
  const differing = relevantLabels.filter(key => siblings.some(({ workload }) => workload.labels[key] !== first.labels[key]));
  return siblings.map(({ workload }, index) => {
    const labels = differing.map(key => Object.hasOwn(workload.labels, key) ? `${key}=${workload.labels[key]}` : `!${key}`);
    // Pods that no label tells apart differ in their addresses or ports.
    return [workload, labels.length > 0 ? labels.join() : `${index + 1} of ${siblings.length}`];
  });
}
