import { addTier, manifestsOf, Shop, shopFor } from './shop-chart';
import {
  Cidr, ClusterProfile, ClusterProfileProps, Cni, EgressAddress, EgressAddressProps, IsolatedNamespace, Peer, Ports,
} from '../../src';
import { egressEngines } from '../../src/egress';
import { capability, clusterFacts, presets } from '../../src/profiles';
import { cniNames } from '../../src/values';
import { proofOf } from '../synth/proof-of';
import { refusalOf } from '../values/expect-usage-error';

const on = (cni: Cni, more: Partial<ClusterProfileProps> = {}) => ClusterProfile.vanilla({
  cni, podCidrs: [Cidr.of('10.244.0.0/16')], serviceCidrs: [Cidr.of('10.96.0.0/12')], nodeCidrs: [Cidr.of('10.1.0.0/16')], ...more,
});
const CILIUM = on(Cni.cilium());
const OVN = on(Cni.ovnKubernetes());
const ANTREA = on(Cni.antrea());
const gatewayNodes = { 'example.com/egress': 'true' };

function shopOn(profile: ClusterProfile) {
  const shop = shopFor(profile);
  return { ...shop, api: addTier(shop.store, 'api', Ports.tcp(8080)), web: addTier(shop.store, 'web', Ports.tcp(8080)) };
}

type ShopOfTwo = ReturnType<typeof shopOn>;

/** The pods `api` of a shop, leaving with one address, but for what is said otherwise. */
const leaving = ({ chart, api }: ShopOfTwo, props: Partial<EgressAddressProps> = {}, id = 'Partner') =>
  new EgressAddress(chart, id, { name: 'partner', pods: [api], addresses: ['203.0.113.10'], ...props });

const egressOf = ({ chart }: Pick<Shop, 'chart'>) => manifestsOf(chart)
  .filter(({ kind }) => ['CiliumEgressGatewayPolicy', 'EgressIP', 'Egress'].includes(kind))
  .map(({ apiVersion, kind, metadata, spec }) => ({ type: `${apiVersion} ${kind} ${metadata.name}`, spec }));

test.each(cniNames)('on %s, it can be written exactly where the capability says so', name => {
  const support = capability(clusterFacts(presets.vanilla, { cni: { name } }), 'staticEgressAddress');
  expect(['yes', 'caveat'].includes(support.kind)).toBe(name in egressEngines);
});

describe('pods leave with a known address', () => {
  test('through a node, with Cilium, for the destinations of its family and none that are of the cluster', () => {
    const shop = shopOn(CILIUM);
    leaving(shop, { gatewayNodes, destinations: [Cidr.of('198.51.100.0/24'), Cidr.of('10.0.0.0/8')] });
    expect(egressOf(shop)).toEqual([{
      type: 'cilium.io/v2 CiliumEgressGatewayPolicy partner-ipv4',
      spec: {
        selectors: [{ podSelector: { matchLabels: { 'io.kubernetes.pod.namespace': 'shop', 'app.kubernetes.io/name': 'api' } } }],
        destinationCIDRs: ['10.0.0.0/8', '198.51.100.0/24'],
        excludedCIDRs: ['10.1.0.0/16', '10.96.0.0/12', '10.244.0.0/16'],
        egressGateway: { nodeSelector: { matchLabels: gatewayNodes }, egressIP: '203.0.113.10' },
      },
    }]);
  });
  test('of each family, to everything that is outside, and never to the metadata of another node', () => {
    const shop = shopOn(CILIUM);
    leaving(shop, { gatewayNodes, addresses: ['2001:DB8::10', '203.0.113.10'] });
    expect(egressOf(shop)).toMatchObject([
      { type: expect.stringContaining('partner-ipv6'), spec: { destinationCIDRs: ['::/0'], egressGateway: { egressIP: '2001:db8::10' } } },
      { type: expect.stringContaining('partner-ipv4'), spec: { destinationCIDRs: ['0.0.0.0/0'], excludedCIDRs: expect.arrayContaining(['169.254.0.0/16', '100.100.100.200/32']) } },
    ]);
    expect(JSON.stringify(egressOf(shop)[0])).toContain('"fd00:ec2::254/128"');
  });
  test('of OVN-Kubernetes, for several tiers by one selector', () => {
    const shop = shopOn(OVN);
    leaving(shop, { pods: [shop.web, shop.api], addresses: ['203.0.113.10', '203.0.113.11'] });
    expect(egressOf(shop)).toEqual([{
      type: 'k8s.ovn.org/v1 EgressIP partner',
      spec: {
        egressIPs: ['203.0.113.10', '203.0.113.11'],
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
        podSelector: { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['api', 'web'] }] },
      },
    }]);
  });
  test('of a pool of Antrea, for whole namespaces', () => {
    const shop = shopOn(ANTREA);
    leaving(shop, { pods: [shop.namespace, new IsolatedNamespace(shop.chart, 'Bank', { name: 'bank' })], pool: 'outside' });
    expect(egressOf(shop)).toEqual([{
      type: 'crd.antrea.io/v1beta1 Egress partner',
      spec: {
        appliedTo: { namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['bank', 'shop'] }] } },
        egressIP: '203.0.113.10',
        externalIPPool: 'outside',
      },
    }]);
  });
  test('whatever the order in which they are named', () => {
    const [one, other] = [shopOn(CILIUM), shopOn(CILIUM)];
    leaving(one, { gatewayNodes, pods: [one.api, one.web], destinations: [Cidr.of('198.51.100.0/24'), Cidr.of('192.0.2.0/24')] });
    leaving(other, { gatewayNodes, pods: [other.web, other.api], destinations: [Cidr.of('192.0.2.0/24'), Cidr.of('198.51.100.0/24')] });
    expect(egressOf(one)).toEqual(egressOf(other));
  });
  test('without being allowed anything by that', () => {
    const shop = shopOn(CILIUM);
    const before = manifestsOf(shop.chart).filter(({ kind }) => kind === 'NetworkPolicy');
    leaving(shop, { gatewayNodes });
    expect(manifestsOf(shop.chart).filter(({ kind }) => kind === 'NetworkPolicy')).toEqual(before);
    expect(proofOf(shop.chart).problems).toEqual([]);
  });
  test('of several egresses, if they go to different places', () => {
    const shop = shopOn(CILIUM);
    leaving(shop, { gatewayNodes, destinations: [Cidr.of('198.51.100.0/24')] });
    leaving(shop, { gatewayNodes, name: 'bank', destinations: [Cidr.of('192.0.2.0/24')] }, 'Bank');
    leaving(shop, { gatewayNodes, name: 'web', pods: [shop.web] }, 'Web');
    expect(egressOf(shop)).toHaveLength(3);
  });
});

describe('an address outside is refused, with a way out,', () => {
  test.each<[string, ClusterProfile, (shop: ShopOfTwo) => unknown, string, string]>([
    ['where the network plugin has none', ClusterProfile.gke(), shop => leaving(shop),
      'GKE Dataplane V2 cannot give pods one known address outside', 'use Cloud NAT; or use one that can: Cilium, Antrea, OVN-Kubernetes'],
    ['without an address', OVN, shop => leaving(shop, { addresses: [] }), 'there is no address', 'name one'],
    ['that is none', OVN, shop => leaving(shop, { addresses: ['203.0.113.0/24'] }), '"203.0.113.0/24" is no address', 'write one alone'],
    ['that is said twice', OVN, shop => leaving(shop, { addresses: ['2001:db8::1', '2001:DB8::1'] }), 'listed twice', 'once'],
    ['that pods have', OVN, shop => leaving(shop, { addresses: ['10.244.1.1'] }), '"10.244.1.1" is in 10.244.0.0/16', 'routed to a node'],
    ['that is of one link', OVN, shop => leaving(shop, { addresses: ['fe80::1'] }), '"fe80::1" is in fe80::/10', 'routed to a node'],
    ['without pods', OVN, shop => leaving(shop, { pods: [] }), 'there are no pods', 'name the tiers'],
    ['for what is no pod', OVN, shop => leaving(shop, { pods: [Peer.cidr('192.0.2.0/24')] }), '192.0.2.0/24 is no pods of one namespace', 'name tiers'],
    ['for pods of no certain namespace', OVN, shop => leaving(shop, { pods: [Peer.namespacesLabeled({ team: 'shop' })] }), 'is no pods of one namespace', 'name tiers'],
    ['for pods that no one selector tells apart', OVN, shop => leaving(shop, { pods: [shop.api, Peer.namespace('bank')] }),
      'no single selector tells its pods from others', 'tiers of one namespace, or whole namespaces'],
    ['for pods of one label and of another', ANTREA, shop => leaving(shop, { pods: [shop.api, Peer.podsLabeled('shop', { 'app.kubernetes.io/name': 'web', 'app': 'b' })] }),
      'no single selector', 'whole namespaces'],
    ['for destinations, where those are not told apart', OVN, shop => leaving(shop, { destinations: [Cidr.of('192.0.2.0/24')] }), 'everything that leaves', 'leave `destinations` out'],
    ['for destinations of Antrea', ANTREA, shop => leaving(shop, { destinations: [Cidr.of('192.0.2.0/24')] }), 'everything that leaves', 'leave `destinations` out'],
    ['for nodes, where they are chosen otherwise', OVN, shop => leaving(shop, { gatewayNodes }), 'k8s.ovn.org/egress-assignable', 'leave `gatewayNodes` out'],
    ['for nodes of Antrea', ANTREA, shop => leaving(shop, { gatewayNodes }), 'ExternalIPPool', 'leave `gatewayNodes` out'],
    ['of a pool, where there are none', CILIUM, shop => leaving(shop, { gatewayNodes, pool: 'outside' }), 'knows no pools', 'leave `pool` out'],
    ['of a pool of OVN-Kubernetes', OVN, shop => leaving(shop, { pool: 'outside' }), 'knows no pools', 'leave `pool` out'],
    ['besides another, with Antrea', ANTREA, shop => leaving(shop, { addresses: ['203.0.113.10', '2001:db8::1'] }), 'has one address', 'name one'],
    ['besides another of its family, with Cilium', CILIUM, shop => leaving(shop, { gatewayNodes, addresses: ['203.0.113.10', '203.0.113.11'] }), 'one address of each family', 'at most one IPv6'],
    ['of no certain node, with Cilium', CILIUM, shop => leaving(shop), 'through which node', 'gatewayNodes'],
    ['of any node', CILIUM, shop => leaving(shop, { gatewayNodes: {} }), 'every node would count', 'name a label'],
    ['for no destinations', CILIUM, shop => leaving(shop, { gatewayNodes, destinations: [] }), 'is empty', 'leave `destinations` out'],
    ['for Services', CILIUM, shop => leaving(shop, { gatewayNodes, destinations: [Cidr.of('10.96.0.0/16')] }), '"10.96.0.0/16" is of the cluster', 'outside of the cluster'],
    ['for metadata', CILIUM, shop => leaving(shop, { gatewayNodes, destinations: [Cidr.of('169.254.169.254/32')] }), 'metadata service', 'outside of the cluster'],
    ['of another family than a destination', CILIUM, shop => leaving(shop, { gatewayNodes, destinations: [Cidr.of('192.0.2.0/24'), Cidr.of('2001:db8::/32')] }),
      'no address is of the family of "2001:db8::/32"', 'add one'],
    ['of another family than all destinations', CILIUM, shop => leaving(shop, { gatewayNodes, addresses: ['203.0.113.10', '2001:db8::1'], destinations: [Cidr.of('192.0.2.0/24')] }),
      'no destination is of the family of "2001:db8::1"', 'leave the address out'],
    ['under a name that is too long', OVN, shop => leaving(shop, { name: 'a'.repeat(59) }), '59 characters', 'at most 58'],
    ['under a name that is taken', CILIUM, shop => {
      leaving(shop, { gatewayNodes });
      leaving(shop, { gatewayNodes, pods: [shop.web] }, 'Other');
    }, 'CiliumEgressGatewayPolicy "partner-ipv4" exists already', 'give each its own name'],
    ['for pods that have one', OVN, shop => {
      leaving(shop);
      leaving(shop, { name: 'other', pods: [shop.namespace] }, 'Other');
    }, 'have an address outside already, by test/Partner', 'name each tier once'],
  ])('%s', (_, profile, action, what, fix) => {
    const error = refusalOf(() => action(shopOn(profile)));
    expect(error?.what).toContain(what);
    expect(error?.fix).toContain(fix);
  });

  test('for pods of another cluster', () => {
    const [here, there] = [shopOn(OVN), shopOn(on(Cni.ovnKubernetes()))];
    expect(() => leaving(here, { pods: [there.api] })).toThrow('tier "api" is written for another ClusterProfile');
  });
});
