import { PeerFacts, PeerQuestion } from './peer-facts';
import { engines } from '../policies';
import { dnsEnd } from '../values';

/** Every place of the cluster DNS; the node of a pod only where the network plugin tells it from addresses. */
export const dnsPeer = ({ facts }: Pick<PeerQuestion, 'facts'>): PeerFacts[] => facts.dns
  .filter(({ kind }) => kind !== 'own-node' || engines[facts.cni.name]?.knowsNodes === true)
  .map(place => ({ end: dnsEnd(place), what: 'the cluster DNS', ports: place.ports }));
