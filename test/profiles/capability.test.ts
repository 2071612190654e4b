import { capability, clusterFacts, intents, Intent, presets, required, Support } from '../../src/profiles';
import { ClusterFacts, cloudNames, cniNames, meshNames } from '../../src/values';
import { expectUsageError } from '../values/expect-usage-error';

const onCni = (name: ClusterFacts['cni']['name']) => clusterFacts(presets.vanilla, { cni: { name } });

describe('what a cluster can do', () => {
  test.each<[keyof typeof presets, Intent, Support['kind']]>([
    ['vanilla', 'hosts', 'no'],
    ['vanilla', 'defaultDeny', 'yes'],
    ['aks', 'hosts', 'paid'],
    ['aks', 'explicitDeny', 'yes'],
    ['eks', 'hosts', 'no'],
    ['eks', 'adminTier', 'yes'],
    ['eksAutoMode', 'hosts', 'yes'],
    ['gke', 'hosts', 'caveat'],
    ['gke', 'explicitDeny', 'no'],
    ['openshift', 'staticEgressAddress', 'caveat'],
    ['k3s', 'policyLogging', 'no'],
    ['eks', 'internalLoadBalancer', 'yes'],
    ['vanilla', 'mutualTls', 'no'],
  ])('on %s: %s is a %s', (preset, intent, kind) => {
    expect(capability(presets[preset], intent).kind).toBe(kind);
  });
  test('includes what was paid for', () => {
    const facts = clusterFacts(presets.aks, { cni: { name: 'cilium', paidFeatures: true } });
    expect(capability(facts, 'hosts')).toEqual({ kind: 'yes', by: 'CiliumNetworkPolicy `toFQDNs`' });
  });
  test('is known for every engine, mesh, cloud and intent', () => {
    const clusters = [
      ...cniNames.map(name => clusterFacts(presets.vanilla, { cni: { name } })),
      ...meshNames.map(mesh => clusterFacts(presets.vanilla, { mesh })),
      ...cloudNames.map(cloud => clusterFacts(presets.vanilla, { cloud })),
    ];
    for (const facts of clusters) {
      for (const intent of Object.keys(intents)) expect(capability(facts, intent as Intent)).toHaveProperty('kind');
    }
  });
  test('is nothing where no policies are enforced', () => {
    expect(capability(onCni('flannel'), 'defaultDeny')).toMatchObject({ kind: 'no', reason: 'it enforces no policies at all' });
  });
});

describe('what is required', () => {
  test('is returned with what it takes', () => {
    expect(required('shop/Api', onCni('antrea'), 'hosts')).toEqual({ kind: 'yes', by: 'Antrea NetworkPolicy `fqdn`' });
  });
  test('is refused with the limit, the ways out and who else can', () => {
    expectUsageError(() => required('shop/Api', onCni('calico'), 'hosts'), {
      where: 'shop/Api',
      what: 'Calico cannot allow egress by host name: that is part of Calico Enterprise and Calico Cloud',
      fix: 'name the addresses of the host; or send the requests through a proxy of your own; or use one that can: '
        + 'Cilium, Calico Enterprise, Antrea, EKS Auto Mode, GKE Dataplane V2',
    });
  });
  test('is refused until it is paid for, where it has to be', () => {
    expectUsageError(() => required('shop/Api', presets.aks, 'httpRules'), {
      where: 'shop/Api',
      what: expect.stringContaining('Cilium cannot allow requests by HTTP method and path for free: AKS enforces it with Advanced'),
      fix: expect.stringContaining('pay for it, and say so: Cni.cilium({ paidFeatures: true })'),
    });
  });
  test('of a mesh is refused with the meshes that can', () => {
    expectUsageError(() => required('shop', presets.vanilla, 'mutualTls'), {
      where: 'shop',
      what: 'A cluster without a mesh cannot insist on mutual TLS between pods: there is no service mesh',
      fix: 'install one, and name it as the mesh of the ClusterProfile; or use one that can: Istio with sidecars, Istio ambient, Linkerd',
    });
  });
  test('of a cloud is refused without another cloud, as nobody moves for that', () => {
    expectUsageError(() => required('shop', presets.vanilla, 'internalLoadBalancer'), {
      where: 'shop', what: expect.stringContaining('cannot keep a load balancer within'), fix: 'choose its pool of addresses by hand',
    });
  });
});
