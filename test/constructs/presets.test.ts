import { addTier, Manifest, manifestsOf, publicTo, shopFor } from './shop-chart';
import { Cidr, ClusterDns, ClusterProfile, Cni, Ports, SecureIngress } from '../../src';
import { presets } from '../../src/profiles';
import { evaluate } from '../../src/synth/evaluation';

type Preset = keyof typeof presets;

/** A shop with one published tier, on some cluster. */
function shopOn(profile: ClusterProfile) {
  const { chart, store } = shopFor(profile);
  new SecureIngress(chart, 'Edge', publicTo(addTier(store, 'web', Ports.tcp(8080))));
  return chart;
}

interface PolicySpec {
  readonly egress?: { readonly to?: unknown[]; readonly ports?: { readonly port: number }[] }[];
  readonly ingress?: { readonly from?: unknown[] }[];
}

const specsOf = (manifests: readonly Manifest[], name: string, kind = 'NetworkPolicy') =>
  manifests.filter(each => each.kind === kind && each.metadata.name === name).map(({ spec }) => spec as PolicySpec);

/** Whom every pod may ask for names on a cluster. */
function dnsOf(profile: ClusterProfile) {
  const [{ egress = [] }] = specsOf(manifestsOf(shopOn(profile)), 'allow-dns');
  return egress.flatMap(({ to = [], ports = [] }) => to.map(peer => ({ peer, ports: [...new Set(ports.map(({ port }) => port))] })));
}

const pods = (namespace: string, labels: Record<string, string>) =>
  ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } }, podSelector: { matchLabels: labels } });
const KUBE_DNS = pods('kube-system', { 'k8s-app': 'kube-dns' });
const NODE_LOCAL_DNS = pods('kube-system', { 'k8s-app': 'node-local-dns' });
const at = (cidr: string) => ({ ipBlock: { cidr } });
const on53 = (...peers: object[]) => peers.map(peer => ({ peer, ports: [53] }));

describe('pods may look up names', () => {
  test.each<[Preset, unknown]>([
    ['vanilla', on53(KUBE_DNS)],
    ['aks', on53(KUBE_DNS, at('169.254.10.0/24'))],
    ['eks', on53(KUBE_DNS)],
    ['eksAutoMode', on53(at('10.100.0.10/32'), at('172.20.0.10/32'))],
    ['gke', on53(KUBE_DNS, NODE_LOCAL_DNS, at('169.254.20.10/32'))],
    ['openshift', [{ peer: pods('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }), ports: [53, 5353] }]],
    ['k3s', on53(KUBE_DNS)],
  ])('where %s answers them, and nowhere else', (preset, places) => {
    expect(dnsOf(ClusterProfile[preset]())).toEqual(places);
  });
  test('at the metadata address where that is Cloud DNS', () => {
    expect(dnsOf(ClusterProfile.gke({ dns: ClusterDns.cloudDns() }))).toEqual(on53(at('169.254.169.254/32')));
  });
  test('in several places that were added up', () => {
    const dns = ClusterDns.pods().plus(ClusterDns.addresses([Cidr.of('10.96.0.10/32')], 5353));
    expect(dnsOf(ClusterProfile.vanilla({ dns }))).toEqual([...on53(KUBE_DNS), { peer: at('10.96.0.10/32'), ports: [5353] }]);
  });
  test('on their own node where Cilium takes LocalDNS for it, over both protocols', () => {
    expect(specsOf(manifestsOf(shopOn(ClusterProfile.aks())), 'allow-dns', 'CiliumNetworkPolicy')).toEqual([{
      endpointSelector: {},
      egress: [{ toEntities: ['host'], toPorts: [{ ports: [{ protocol: 'TCP', port: '53' }, { protocol: 'UDP', port: '53' }] }] }],
    }]);
  });
  test('by no object of Cilium where another engine enforces', () => {
    const manifests = manifestsOf(shopOn(ClusterProfile.aks({ cni: Cni.calico() })));
    expect(manifests.filter(({ kind }) => kind === 'CiliumNetworkPolicy')).toEqual([]);
  });
});

describe('requests get in', () => {
  test.each<[Preset, string]>([
    ['vanilla', 'traefik'], ['aks', 'traefik'], ['eks', 'traefik'], ['eksAutoMode', 'traefik'], ['gke', 'traefik'], ['openshift', 'traefik'],
    ['k3s', 'kube-system'],
  ])('on %s through Traefik in the namespace %s', (preset, namespace) => {
    const [{ ingress }] = specsOf(manifestsOf(shopOn(ClusterProfile[preset]())), 'web');
    expect(ingress).toMatchObject([{ from: [pods(namespace, { 'app.kubernetes.io/name': 'traefik' })] }]);
  });
});

test.each(Object.keys(presets) as Preset[])('on %s, the analyzer proves DNS and ingress, and that nothing else is possible', preset => {
  const { failures, summary } = evaluate(shopOn(ClusterProfile[preset]()), { rules: [], failOn: 'low', proveFlows: true });
  expect(failures).toEqual([]);
  expect(summary).toMatch(/[2-9] declared flows are possible/);
});

describe('addresses of the DNS', () => {
  test('are at least one', () => {
    expect(() => ClusterDns.addresses([])).toThrow('ClusterDns.addresses: there are no addresses');
  });
});

describe('a preset', () => {
  test.each<[Preset, Record<string, string>]>([
    ['vanilla', {}],
    ['aks', { 'pods-match-ip-block': 'no', 'nodes-match-ip-block': 'no' }],
    ['eks', { 'policy-enforced': 'late-at-pod-start', 'pods-match-ip-block': 'unknown' }],
    ['openshift', { 'namespace-selector-host-network': 'only-with-pod-selector' }],
  ])('such as %s answers open questions the way its CNI does', (preset, answers) => {
    expect(ClusterProfile[preset]()._facts.assumptions).toMatchObject(answers);
  });
  test('with another CNI takes its answers from that', () => {
    expect(ClusterProfile.aks({ cni: Cni.calico() })._facts.assumptions).toMatchObject({ 'pods-match-ip-block': 'yes' });
  });
  test('leaves the last word to what is stated', () => {
    expect(ClusterProfile.aks({ assumptions: { 'pods-match-ip-block': 'yes' } })._facts.assumptions).toMatchObject({ 'pods-match-ip-block': 'yes' });
  });
  test.each([['1.16', 'ignored'], ['1.17.2', 'supported'], ['v2.0', 'supported'], [undefined, 'unknown']])(
    'with Cilium %s has end-port=%s', (version, answer) => {
      expect(ClusterProfile.aks({ cni: Cni.cilium({ version }) })._facts.assumptions).toMatchObject({ 'end-port': answer });
    });
  test.each<[Preset, string[]]>([
    ['aks', ['169.254.169.254/32']],
    ['eks', ['169.254.169.254/32', 'fd00:ec2::254/128']],
    ['gke', ['169.254.169.254/32', 'fd20:ce::254/128']],
    ['vanilla', ['169.254.169.254/32', '100.100.100.200/32', 'fd00:ec2::254/128', 'fd20:ce::254/128']],
  ])('%s knows the metadata addresses of its cloud, of both families', (preset, cidrs) => {
    expect(ClusterProfile[preset]()._facts.metadataCidrs.map(String)).toEqual(cidrs);
  });
});
