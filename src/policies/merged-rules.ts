import { PolicyPort } from './network-policy';
import { policyPorts } from './policy-ports';
import { groupBy, Ports } from '../values';

/** A peer, as some policy writes it, and the ports it is allowed. */
export interface PeerPorts<Peer> {
  readonly peer: Peer;
  readonly ports: readonly Ports[];
}

/** Peers that are allowed the same ports. */
export interface MergedRule<Peer> {
  readonly peers: Peer[];
  readonly ports: PolicyPort[];
}

/** Puts peers with equal ports into one rule, sorted, so that neither order nor repetition changes a byte. */
export function mergedRules<Peer>(allowed: readonly PeerPorts<Peer>[]): MergedRule<Peer>[] {
  const byPeer = groupBy(allowed, ({ peer }) => JSON.stringify(peer));
  const byPorts = groupBy(byPeer, ([, same]) => JSON.stringify(policyPorts(same.flatMap(({ ports }) => ports))));
  return [...byPorts]
    .map(([ports, peers]) => ({ ports: JSON.parse(ports), peers: peers.map(([peer]) => peer).sort().map(peer => JSON.parse(peer)) }))
    .sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
}

const compare = (a: string, b: string): number => a < b ? -1 : Number(a > b);
