import { PeerFacts, PeerQuestion } from './peer-facts';
import { UsageError } from '../errors';
import { engines } from '../policies';
import { FlowEnd, Ports } from '../values';

/** The API server, by itself where the network plugin knows it, and else by its addresses. */
export function apiServerPeer({ where, facts, direction }: PeerQuestion): PeerFacts[] {
  const { cidrs, port } = facts.apiServer;
  const byItself: FlowEnd = { kind: 'api-server' };
  const ports = [Ports.tcp(port)];
  const isKnown = engines[facts.cni.name]?.refuses({ direction, peer: byItself, ports }, facts) === undefined && facts.cni.name in engines;
  if (!isKnown && cidrs.length === 0) {
    throw new UsageError(where, 'nobody knows the addresses of the API server, nor does the network plugin know it by itself',
      'state them in the ClusterProfile; "kubectl get endpointslices -n default" lists those that pods see');
  }
  const blocks = cidrs.map(block => ({ block, except: [] }));
  return [{ end: isKnown ? byItself : { kind: 'addresses', blocks }, what: 'the API server', ports }];
}
