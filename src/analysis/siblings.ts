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
  const ids = new Map([...byId.values()].filter(({ length }) => length > 1).flatMap(siblings => distinctIds(siblings, relevantLabels)));
  return merged.map(peers => peers.map(peer => ids.has(peer) ? { ...peer, id: ids.get(peer)! } : peer));
}

/** Pods of one owner that no policy tells apart are one peer with several pods. */
function mergeSiblings(peers: readonly Peer[]): Peer[] {
  if (peers.length === 1) return [...peers];
  return [...groupBy(peers, ({ id, role }) => `${id} ${role}`).values()].map(siblings => siblings.length === 1 ? siblings[0]
    : { ...siblings[0], workload: { ...siblings[0].workload, replicated: true }, siblings: siblings.map(({ workload }) => workload) });
}

/** Pods that no label tells apart differ in their addresses or ports; they are counted. */
function distinctIds(siblings: readonly Peer[], relevantLabels: readonly string[]): [Peer, string][] {
  const differing = relevantLabels.filter(key => new Set(siblings.map(({ workload: { labels } }) => labels[key])).size > 1);
  const labelsOf = ({ workload: { labels } }: Peer) => differing.map(key => Object.hasOwn(labels, key) ? `${key}=${labels[key]}` : `!${key}`);
  return [...groupBy(siblings, peer => labelsOf(peer).join())].flatMap(([labels, twins]) => twins.map((peer, index): [Peer, string] => {
    const place = twins.length > 1 ? [`${index + 1} of ${twins.length}`] : [];
    return [peer, `${peer.id}{${[...labels === '' ? [] : [labels], ...place].join()}}`];
  }));
}
