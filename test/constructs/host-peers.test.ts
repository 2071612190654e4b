import { Chart } from 'cdk8s';
import { addTier, manifest, manifestsOf, namesOf, shopFor } from './shop-chart';
import { Cloud, ClusterProfile, Cni, IsolatedNamespace, Peer, Ports, SubdomainDepth, TieredApp } from '../../src';
import { proofOf } from '../synth/proof-of';

const https = { ports: [Ports.tcp(443)] };

/** A plain cluster whose policies are enforced by a certain CNI. */
function clusterWith(name: string, version?: string): ClusterProfile {
  const cnis: Readonly<Record<string, Cni>> = {
    'any': Cni.any(),
    'antrea': Cni.antrea(),
    'azure-npm': Cni.azureNpm(),
    'calico': Cni.calico(),
    'calico-enterprise': Cni.calicoEnterprise(),
    'cilium': Cni.cilium({ version }),
    'eks-auto-mode': Cni.eksAutoMode(),
    'gke-dataplane-v2': Cni.gkeDataplaneV2(),
    'ovn-kubernetes': Cni.ovnKubernetes(),
  };
  return ClusterProfile.vanilla({ cni: cnis[name] });
}

function webTo(profile: ClusterProfile, ...peers: Peer[]) {
  const { chart, store } = shopFor(profile);
  const web = addTier(store, 'web', Ports.tcp(8080));
  for (const peer of peers) web.allowTo(peer, https);
  return chart;
}

const policiesOf = (chart: Chart) => namesOf(chart).filter(name => name.endsWith('/web') && name.includes('Policy'));
const expectProven = (chart: Chart) => expect(proofOf(chart).problems).toEqual([]);

describe('a host', () => {
  const two = [Peer.host('api.example.com'), Peer.host('Hooks.Example.com.')];

  test('is a name that Cilium learns the addresses of, from lookups that it sees', () => {
    const chart = webTo(clusterWith('cilium'), ...two);
    expect(policiesOf(chart)).toEqual(['CiliumNetworkPolicy/web']);
    expect(manifest(chart, 'CiliumNetworkPolicy', 'web').spec).toEqual({
      endpointSelector: { matchLabels: { 'app.kubernetes.io/name': 'web' } },
      egress: [
        { toFQDNs: [{ matchName: 'api.example.com' }, { matchName: 'hooks.example.com' }], toPorts: [{ ports: [{ port: '443', protocol: 'TCP' }] }] },
        {
          toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s:k8s-app': 'kube-dns' } }],
          toPorts: [{ ports: [{ port: '53', protocol: 'TCP' }, { port: '53', protocol: 'UDP' }], rules: { dns: [{ matchPattern: '*' }] } }],
        },
      ],
    });
    expectProven(chart);
  });
  test.each([
    ['gke-dataplane-v2', 'FQDNNetworkPolicy', [{ matches: [{ name: 'api.example.com' }, { name: 'hooks.example.com' }], ports: [{ protocol: 'TCP', port: 443 }] }]],
    ['eks-auto-mode', 'ApplicationNetworkPolicy', [{ to: [{ domainNames: ['api.example.com', 'hooks.example.com'] }], ports: [{ protocol: 'TCP', port: 443 }] }]],
    ['antrea', 'NetworkPolicy', [{
      action: 'Allow', to: [{ fqdn: 'api.example.com' }, { fqdn: 'hooks.example.com' }], ports: [{ protocol: 'TCP', port: 443 }],
    }]],
    ['calico-enterprise', 'NetworkPolicy', [{ action: 'Allow', protocol: 'TCP', destination: { domains: ['api.example.com', 'hooks.example.com'], ports: [443] } }]],
  ])('is written for %s in its own %s', (cni, kind, egress) => {
    const chart = webTo(clusterWith(cni), ...two);
    expect(manifest(chart, kind, 'web').spec).toMatchObject({ egress });
    expectProven(chart);
  });
  test.each(['any', 'calico', 'azure-npm', 'ovn-kubernetes'])('is refused on %s, with the ways out', cni => {
    expect(() => webTo(clusterWith(cni), Peer.host('api.example.com')))
      .toThrow(/cannot allow egress by host name: .*\n {2}fix: name the addresses of the host; or send the requests through a proxy/);
  });
  test('is refused where nobody paid for what enforces it', () => {
    const profile = (paidFeatures: boolean) => ClusterProfile.vanilla({ cloud: Cloud.AZURE, cni: Cni.cilium({ paidFeatures }) });
    expect(() => webTo(profile(false), Peer.host('api.example.com'))).toThrow('cannot allow egress by host name for free');
    expectProven(webTo(profile(true), Peer.host('api.example.com')));
  });
  test('is no source that a policy could tell', () => {
    const { store } = shopFor(clusterWith('cilium'));
    expect(() => addTier(store, 'web', Ports.tcp(8080)).allowFrom(Peer.host('api.example.com')))
      .toThrow('policies cannot tell that a connection comes from api.example.com');
  });
  test.each([
    ['localhost'], ['10.0.0.1'], ['https://api.example.com'], ['api.example.com:443'], ['api_1.example.com'], [''],
  ])('has to be a domain name, which "%s" is not', name => {
    expect(() => Peer.host(name)).toThrow('is not a valid host');
  });
  test.each([
    ['*.example.com', "Peer.subdomainsOf('example.com', SubdomainDepth.ONE)"],
    ['api.shop.svc', 'Peer.pods(service)'],
    ['api.shop.svc.cluster.local', 'Peer.pods(service)'],
    ['metadata.google.internal', "Peer.cidr('169.254.169.254/32')"],
  ])('%s is refused, with what to say instead', (name, fix) => {
    expect(() => Peer.host(name)).toThrow(fix);
  });
  test('in a namespace whose pods may look up nothing brings the lookup of that name alone, where the CNI can', () => {
    const chart = closedNamespace('cilium');
    expect(manifest(chart, 'CiliumNetworkPolicy', 'web').spec).toMatchObject({
      egress: [{}, {
        toPorts: [{
          rules: {
            dns: [
              { matchName: 'api.example.com' }, { matchName: 'api.example.com.closed.svc.cluster.local' },
              { matchName: 'api.example.com.cluster.local' }, { matchName: 'api.example.com.svc.cluster.local' },
            ],
          },
        }],
      }],
    });
    expectProven(chart);
  });
  test('in a namespace whose pods may look up nothing brings the cluster DNS, where the CNI cannot tell names apart', () => {
    const chart = closedNamespace('eks-auto-mode');
    expect(manifest(chart, 'NetworkPolicy', 'web').spec).toMatchObject({ egress: [{ ports: [{ port: 53 }, { port: 53 }] }] });
    expectProven(chart);
  });
  test('said twice, or in another order, changes nothing', () => {
    expect(manifestsOf(webTo(clusterWith('cilium'), ...two, ...two))).toEqual(manifestsOf(webTo(clusterWith('cilium'), ...[...two].reverse())));
  });
});

function closedNamespace(cni: string): Chart {
  const { chart } = shopFor(clusterWith(cni));
  const namespace = new IsolatedNamespace(chart, 'Closed', { name: 'closed', allowDns: false });
  addTier(new TieredApp(chart, 'App', { namespace }), 'web').allowTo(Peer.host('api.example.com'), https);
  return chart;
}

describe('the hosts below a domain', () => {
  const [one, any] = [Peer.subdomainsOf('example.com', SubdomainDepth.ONE), Peer.subdomainsOf('example.com', SubdomainDepth.ANY)];

  test.each([
    ['cilium', '1.18', one, 'CiliumNetworkPolicy', [{ toFQDNs: [{ matchPattern: '*.example.com' }] }, {}]],
    ['cilium', '1.20', any, 'CiliumNetworkPolicy', [{ toFQDNs: [{ matchPattern: '**.example.com' }] }, {}]],
    ['gke-dataplane-v2', undefined, one, 'FQDNNetworkPolicy', [{ matches: [{ pattern: '*.example.com' }] }]],
    ['eks-auto-mode', undefined, any, 'ApplicationNetworkPolicy', [{ to: [{ domainNames: ['*.example.com'] }] }]],
    ['calico-enterprise', undefined, any, 'NetworkPolicy', [{ destination: { domains: ['*.example.com'] } }]],
  ])('are what %s %s means by its asterisk', (cni, version, peer, kind, egress) => {
    const chart = webTo(clusterWith(cni, version), peer);
    expect(manifest(chart, kind, 'web').spec).toMatchObject({ egress });
    expectProven(chart);
  });
  test.each([
    ['cilium', '1.18', any], ['cilium', undefined, any], ['gke-dataplane-v2', undefined, any],
  ])('are refused where the asterisk of %s %s means others', (cni, version, peer) => {
    expect(() => webTo(clusterWith(cni, version), peer)).toThrow(/has no words for .*\n {2}fix: .*Peer\.subdomainsOf\('example\.com'/);
  });
});

describe('the API server', () => {
  const kubeApi = { apiServer: { cidrs: [], port: 6443 } };

  test('is known to Cilium by itself', () => {
    const { chart, store } = shopFor(clusterWith('cilium'));
    addTier(store, 'operator', Ports.tcp(9443)).allowTo(Peer.kubeApi());
    expect(manifest(chart, 'CiliumNetworkPolicy', 'operator').spec).toMatchObject({
      egress: [{ toEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: `${kubeApi.apiServer.port}`, protocol: 'TCP' }] }] }],
    });
    expectProven(chart);
  });
  test('may call webhooks', () => {
    const { chart, store } = shopFor(clusterWith('cilium'));
    addTier(store, 'operator', Ports.tcp(9443)).allowFrom(Peer.apiServerWebhooks());
    expect(manifest(chart, 'CiliumNetworkPolicy', 'operator').spec).toMatchObject({
      ingress: [{ fromEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: '9443', protocol: 'TCP' }] }] }],
    });
    expectProven(chart);
  });
  test('has to be stated by its addresses elsewhere', () => {
    const { store } = shopFor();
    expect(() => addTier(store, 'operator').allowTo(Peer.kubeApi())).toThrow('nobody knows the addresses of the API server');
  });
});

test('Antrea means names of any depth by its asterisk, and is asked for those alone', () => {
  const below = (depth: SubdomainDepth) => webTo(clusterWith('antrea'), Peer.subdomainsOf('example.com', depth));
  const chart = below(SubdomainDepth.ANY);
  expect(manifest(chart, 'NetworkPolicy', 'web').spec).toMatchObject({ egress: [{ to: [{ fqdn: '*.example.com' }] }] });
  expectProven(chart);
  expect(() => below(SubdomainDepth.ONE)).toThrow('Antrea takes "*.example.com" for names of any depth');
});
