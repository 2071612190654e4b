import { IConstruct, Construct } from 'constructs';
import { claim } from './claims';
import { ClusterProfile } from './cluster-profile';
import { EgressAddressProps } from './egress-address-props';
import { claimEgress } from './egress-claims';
import { checkedAddresses, checkedDestinations, insideBlocks } from './egress-places';
import { kubeObject } from './kube-object';
import { requireOneCluster } from './one-cluster';
import { where } from './where';
import { egressEngines, StaticEgress } from '../egress';
import { UsageError } from '../errors';
import { required } from '../profiles';
import { checkedLabels, ClusterFacts, dnsLabel, isPodLocation, PodLocation } from '../values';

/**
 * Known addresses with which pods leave the cluster, for whoever outside lets in by address.
 *
 * It allows nothing: pods of an IsolatedNamespace still need `allowTo`, such as to a `Peer.cidr`. Nor does it keep others from having the
 * address: connections that begin before the network plugin knows of a new pod may leave with that of its node.
 *
 * @example
 * new EgressAddress(chart, 'Partner', {
 *   name: 'partner', pods: [shop], addresses: ['203.0.113.10'], gatewayNodes: { 'example.com/egress': 'true' },
 * });
 */
export class EgressAddress extends Construct {
  /** Throws a UsageError when the network plugin of the profile gives no such addresses, or cannot give these. */
  constructor(scope: Construct, id: string, props: EgressAddressProps) {
    super(scope, id);
    const facts = ClusterProfile._for(this)._facts;
    required(where(this), facts, 'staticEgressAddress');
    const egress = checkedEgress(this, props, facts);
    const engine = egressEngines[facts.cni.name]!;
    const limit = engine.limit(egress);
    if (limit !== undefined) throw new UsageError(where(this), limit.what, limit.fix);
    claimEgress(this, egress);
    const { apiVersion, kind } = engine;
    for (const { name, spec } of engine.objects(egress)) {
      claim(this, { what: `${kind} "${name}"`, fix: 'give each its own name' });
      kubeObject(this, name, { apiVersion, kind, name, spec });
    }
  }
}

function checkedEgress(construct: IConstruct, props: EgressAddressProps, facts: ClusterFacts): StaticEgress {
  const { name, pods, addresses, destinations, gatewayNodes, pool } = props;
  const at = where(construct);
  const checked = checkedAddresses(at, addresses, facts);
  const inside = insideBlocks(facts);
  return {
    name: checkedName(at, name),
    pods: podsOf(construct, pods, facts),
    addresses: checked,
    excluded: inside,
    ...destinations !== undefined && { destinations: checkedDestinations(at, destinations, checked, inside) },
    ...gatewayNodes !== undefined && { gatewayNodes: checkedNodes(at, gatewayNodes) },
    ...pool !== undefined && { pool: dnsLabel(at, 'pool', pool) },
  };
}

/** Some objects get a suffix, and still have to be names of 63 characters. */
function checkedName(at: string, name: string): string {
  if (name.length <= 58) return dnsLabel(at, 'name', name);
  throw new UsageError(at, `the name "${name}" has ${name.length} characters`, 'use at most 58');
}

function podsOf(construct: IConstruct, peers: EgressAddressProps['pods'], facts: ClusterFacts): PodLocation[] {
  const found = peers.flatMap(peer => peer.toPeer()._resolve({ where: where(construct), facts, direction: 'ingress' }));
  if (found.length === 0) throw new UsageError(where(construct), 'there are no pods', 'name the tiers or the namespaces that leave with the address');
  return found.map(each => {
    requireOneCluster(construct, each);
    if (isPodLocation(each.end)) return { namespace: each.end.namespace, labels: each.end.labels };
    throw new UsageError(where(construct), `${each.what} is no pods of one namespace`, 'name tiers, namespaces, or pods by Peer.pods or Peer.podsLabeled');
  }).sort((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
}

function checkedNodes(at: string, labels: EgressAddressProps['gatewayNodes'] = {}): Readonly<Record<string, string>> {
  if (Object.keys(labels).length > 0) return checkedLabels(at, labels);
  throw new UsageError(at, '`gatewayNodes` is empty, so every node would count', 'name a label that only the nodes with the address carry');
}
