import { hasOnly } from './understood';
import { Cursor } from '../cursor';
import { PodsPeer, PolicyPeer } from '../policy';
import { readCidr } from '../read-cidr';
import { readDomainName } from '../read-domain-name';
import { readSelector } from '../read-selector';

const OTHERWISE = 'the rule may concern anybody';

/** One peer; `undefined` when it is not understood. Only a policy of no namespace means pods of every namespace, unless it selects some. */
export function readPeer(peer: Cursor, isOfCluster: boolean): PolicyPeer | undefined {
  if (!hasOnly(peer, ['podSelector', 'namespaceSelector', 'ipBlock', 'fqdn'], OTHERWISE)) return undefined;
  if (peer.has('fqdn')) return alone(peer) ? readNames(peer.field('fqdn')) : undefined;
  if (peer.has('ipBlock')) return alone(peer) ? readBlock(peer.field('ipBlock')) : undefined;
  return readPods(peer, isOfCluster);
}

function alone(peer: Cursor): boolean {
  if (peer.keys().length === 1) return true;
  peer.error('POL402', `an fqdn or an ipBlock stands alone in a peer, but this one says more; ${OTHERWISE}`);
  return false;
}

function readNames(fqdn: Cursor): PolicyPeer | undefined {
  const names = readDomainName(fqdn);
  return names.length === 0 ? undefined : { kind: 'names', names };
}

function readBlock(ipBlock: Cursor): PolicyPeer | undefined {
  if (!hasOnly(ipBlock, ['cidr'], OTHERWISE)) return undefined;
  const block = readCidr(ipBlock.field('cidr'), OTHERWISE);
  return block && { kind: 'addresses', block: block.range, except: [] };
}

/** Pods by their labels and those of their namespace; `undefined` when a selector is not understood, or there is none. */
export function readPods(peer: Cursor, isOfCluster: boolean): PodsPeer | undefined {
  const selectors = ['podSelector', 'namespaceSelector'].filter(key => peer.has(key)).map(key => peer.field(key));
  if (selectors.length === 0) peer.error('POL402', `a peer selects somebody, but this one nobody; ${OTHERWISE}`);
  if (selectors.length === 0 || !selectors.every(each => hasOnly(each, ['matchLabels', 'matchExpressions'], OTHERWISE))) return undefined;
  return {
    kind: 'pods',
    namespaces: peer.has('namespaceSelector') ? readSelector(peer.field('namespaceSelector')) : isOfCluster ? [] : undefined,
    pods: readSelector(peer.field('podSelector')),
  };
}
