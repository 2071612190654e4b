import { Peer } from './peer';
import { groupBy } from '../values';

/**
 * Tells the pods of one owner apart where policies do, and makes one peer of those where they do not.
 *
 * `groups` are peers by class; the result has the same groups. Of siblings in several classes, the labels in which they differ
 * become part of the id, such as `shop/db[StatefulSet]{role=primary}`.
 */
export function distinctSiblings(groups: readonly (readonly Peer[])[], relevantLabels: readonly string[]): Peer[][] {
  const merged = groups.map(mergeSiblings);
  const byId = groupBy(merged.flat().filter(({ role }) => role === undefined), ({ id }) => id);
  return merged.map(peers => peers.map(peer => {
    const siblings = peer.role === undefined ? byId.get(peer.id)! : [peer];
    return siblings.length === 1 ? peer : { ...peer, id: `${peer.id}{${differences(siblings, peer, relevantLabels)}}` };
  }));
}

/** Pods of one owner that no policy tells apart are one peer with several pods. */
function mergeSiblings(peers: readonly Peer[]): Peer[] {
  if (peers.length === 1) return [...peers];
  return [...groupBy(peers, ({ id, role }) => `${id} ${role}`).values()].map(siblings => siblings.length === 1 ? siblings[0]
    : { ...siblings[0], workload: { ...siblings[0].workload, replicated: true }, siblings: siblings.map(({ workload }) => workload) });
}

function differences(siblings: readonly Peer[], { workload }: Peer, relevantLabels: readonly string[]): string {
  const differing = relevantLabels.filter(key => siblings.some(sibling => sibling.workload.labels[key] !== workload.labels[key]));
  const labels = differing.map(key => Object.hasOwn(workload.labels, key) ? `${key}=${workload.labels[key]}` : `!${key}`);
  const place = siblings.findIndex(sibling => sibling.workload === workload);
  // Pods that no label tells apart differ in their addresses or ports.
  return labels.length > 0 ? labels.join() : `${place + 1} of ${siblings.length}`;
}
