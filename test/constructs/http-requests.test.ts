import { addTier, manifest, shopFor } from './shop-chart';
import { ClusterProfile, Cni, HttpRequests, Peer, Ports } from '../../src';
import { proofOf } from '../synth/proof-of';

function shopOn(profile = ClusterProfile.vanilla({ cni: Cni.cilium({ version: '1.18' }) })) {
  const { chart, store } = shopFor(profile);
  return { chart, web: addTier(store, 'web', Ports.tcp(8080)), api: addTier(store, 'api', Ports.tcp(8081)) };
}

describe('a flow of certain requests', () => {
  test('is allowed where they arrive for those alone, and proven as such', () => {
    const { chart, web, api } = shopOn();
    web.allowTo(api, { requests: [{ method: 'GET', path: '/prices/*' }, { path: '/health.json' }] });
    expect(manifest(chart, 'CiliumNetworkPolicy', 'api').spec).toEqual({
      endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
      ingress: [{
        fromEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'shop', 'k8s:app.kubernetes.io/name': 'web' } }],
        toPorts: [{
          ports: [{ port: '8081', protocol: 'TCP' }],
          rules: { http: [{ method: 'GET', path: '/prices/.*' }, { path: '/health\\.json' }] },
        }],
      }],
    });
    expect(manifest(chart, 'NetworkPolicy', 'web').spec).toMatchObject({ egress: [{ ports: [{ port: 8081 }] }] });
    expect(proofOf(chart).problems).toEqual([]);
  });
  test('is refused where nothing looks at requests', () => {
    const { web, api } = shopOn(ClusterProfile.vanilla());
    expect(() => web.allowTo(api, { requests: [{ method: 'GET' }] })).toThrow('cannot allow requests by HTTP method and path');
  });
  test('is refused to whom no policy of ours governs', () => {
    const { web } = shopOn();
    expect(() => web.allowTo(Peer.namespace('other'), { ports: [Ports.tcp(80)], requests: [{ method: 'GET' }] }))
      .toThrow('requests to namespace "other" cannot be told apart');
  });
  test('is refused on ports that carry no HTTP', () => {
    const { web, api } = shopOn();
    expect(() => web.allowTo(api, { ports: [Ports.udp(53)], requests: [{ method: 'GET' }] })).toThrow('Cilium reads HTTP on TCP ports only');
  });
  test.each<[HttpRequests[]]>([[[]], [[{ method: 'get' }]], [[{ path: 'prices' }]], [[{ path: '/a*b' }]]])('%j is refused', requests => {
    const { web, api } = shopOn();
    expect(() => web.allowTo(api, { requests })).toThrow('is no HTTP request');
  });
});
