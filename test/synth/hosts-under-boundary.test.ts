import { ApiObject } from 'cdk8s';
import { proofOf } from './proof-of';
import { Cidr, ClusterProfile, Cni, Peer, PlatformBoundary, Ports } from '../../src';
import { addTier, shopFor } from '../constructs/shop-chart';

/** A shop on Cilium whose tiers pay somebody by name, under a boundary that denies some addresses. */
function payingShop(...denied: string[]) {
  const { chart, store } = shopFor(ClusterProfile.vanilla({ cni: Cni.cilium({ version: '1.18' }) }));
  new PlatformBoundary(chart, 'Boundary', { deniedCidrs: denied.map(Cidr.of) });
  const [web, jobs] = ['web', 'jobs'].map(name => addTier(store, name, Ports.tcp(8080)));
  for (const tier of [web, jobs]) tier.allowTo(Peer.host('api.example.com'), { ports: [Ports.tcp(443)] });
  return { chart, web };
}

describe('a host that was declared, under a boundary', () => {
  test('is proven, as it is the addresses of others that are denied', () => {
    expect(proofOf(payingShop('10.224.0.0/16').chart)).toMatchObject({ proven: 4, problems: [] });
  });
  test('is not proven where every address is denied', () => {
    expect(proofOf(payingShop('0.0.0.0/0', '::/0').chart).problems)
      .toContainEqual(expect.stringContaining('shop/web[Deployment] may not connect to api.example.com on tcp 443'));
  });
  test('is not proven by a block that may have its address', () => {
    const { chart, web } = payingShop();
    const policy = chart.node.findAll().filter(ApiObject.isApiObject).find(({ kind, name }) => kind === 'CiliumNetworkPolicy' && name === 'web')!;
    policy.node.scope!.node.tryRemoveChild(policy.node.id);
    new ApiObject(web, 'Other', {
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumNetworkPolicy',
      metadata: { name: 'other', namespace: 'shop' },
      spec: {
        endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
        egress: [{ toCIDR: ['203.0.113.0/24'] }],
      },
    });
    expect(proofOf(chart).problems).toContainEqual(expect.stringContaining('shop/web[Deployment] may not connect to api.example.com on tcp 443'));
  });
});
