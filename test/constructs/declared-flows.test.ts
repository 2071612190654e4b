import { addTier, publicTo, shopFor } from './shop-chart';
import { ClusterProfile, IngressController, IsolatedNamespace, Ports, SecureIngress } from '../../src';
import { intentOf } from '../../src/constructs';

const dns = {
  source: { namespace: 'shop', labels: {} },
  destination: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } },
  ports: [Ports.udp(53), Ports.tcp(53)],
  declaredBy: 'test/Namespace',
};
const podsOf = (name: string) => ({ namespace: 'shop', labels: { 'app.kubernetes.io/name': name } });

describe('the declared flows', () => {
  test('of a namespace are to the DNS', () => {
    expect(intentOf(shopFor().chart.node.findAll())).toEqual({ flows: [dns], isolated: ['shop'] });
  });
  test('of a namespace that may not ask the DNS are none, but it is isolated all the same', () => {
    const { chart } = shopFor();
    const other = new IsolatedNamespace(chart, 'Other', { name: 'other', allowDns: false });
    expect(intentOf(other.node.findAll())).toEqual({ flows: [], isolated: ['other'] });
  });
  test('between tiers are those that were allowed, at whatever time', () => {
    const { chart, store } = shopFor();
    const web = addTier(store, 'web');
    const api = addTier(store, 'api', Ports.tcp(8081));
    web.allowTo(api);
    expect(intentOf(chart.node.findAll()).flows.slice(1)).toEqual([
      { source: podsOf('web'), destination: podsOf('api'), ports: [Ports.tcp(8081)], declaredBy: 'test/Store/web' },
    ]);
  });
  test('from outside are those of the monitoring and of the ingress controller', () => {
    const { chart, store } = shopFor(ClusterProfile.vanilla({ ingress: IngressController.traefik({ namespace: 'edge' }) }));
    const web = addTier(store, 'web', Ports.tcp(8080));
    new SecureIngress(chart, 'Edge', publicTo(web));
    web.allowMonitoring(Ports.tcp(9100));
    expect(intentOf(chart.node.findAll()).flows.slice(1)).toMatchObject([
      { source: { namespace: 'edge', labels: { 'app.kubernetes.io/name': 'traefik' } }, destination: podsOf('web'), ports: [Ports.tcp(8080)] },
      { source: { namespace: 'monitoring' }, destination: podsOf('web'), ports: [Ports.tcp(9100)] },
    ]);
  });
  test('of one part are not those of its siblings', () => {
    const { store } = shopFor();
    addTier(store, 'web').allowTo(addTier(store, 'api', Ports.tcp(8081)));
    expect(intentOf(store.tier('api').node.findAll()).flows).toEqual([]);
  });
});
