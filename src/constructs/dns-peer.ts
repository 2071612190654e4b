import { PeerFacts, PeerQuestion } from './peer-facts';
import { dnsEnd } from '../values';

/** Every place of the cluster DNS. */
export const dnsPeer = ({ facts }: Pick<PeerQuestion, 'facts'>): PeerFacts[] =>
  facts.dns.map(place => ({ end: dnsEnd(place), what: 'the cluster DNS', ports: place.ports }));
