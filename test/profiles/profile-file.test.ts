import { presets, profileOf } from '../../src/profiles';
import { Cidr, Ports } from '../../src/values';
import { expectUsageError } from '../values/expect-usage-error';

const read = (document: unknown) => profileOf('cluster.yaml', document);

describe('a profile file', () => {
  test('that says nothing is the vanilla cluster', () => {
    expect(read({})).toEqual(presets.vanilla);
  });
  test.each(Object.keys(presets) as (keyof typeof presets)[])('that names the preset %s is that', preset => {
    expect(read({ preset })).toEqual(presets[preset]);
  });
  test('overrides every fact of its preset', () => {
    expect(read({
      preset: 'aks',
      kubernetesVersion: '1.33',
      cni: { name: 'cilium', version: 'v1.18', paidFeatures: true },
      cloud: 'none',
      mesh: 'linkerd',
      loadBalancers: 'metallb',
      meshNamespace: 'mesh',
      meshPlugin: true,
      ingressControllers: ['traefik', { target: 'ingress-nginx', className: 'inner', namespace: 'edge', podLabels: { app: 'nginx' } }],
      dns: [{ namespace: 'dns', port: 1053 }, { cidr: '10.0.0.10/32' }],
      monitoring: { namespace: 'metrics' },
      podCidrs: ['10.1.0.0/16'],
      serviceCidrs: ['10.0.0.0/16'],
      nodeCidrs: ['10.2.0.0/16'],
      metadataCidrs: ['192.0.2.1/32'],
      apiServer: { cidrs: ['192.0.2.2/32'], port: 6443 },
      assumptions: { sctp: 'supported' },
    })).toMatchObject({
      kubernetesMinor: 33,
      cni: { name: 'cilium', version: '1.18', paidFeatures: true },
      cloud: 'none',
      mesh: 'linkerd',
      loadBalancers: 'metallb',
      meshNamespace: 'mesh',
      meshPlugin: true,
      ingressControllers: [
        { target: 'traefik', className: 'traefik', pods: { namespace: 'traefik' } },
        { target: 'ingress-nginx', className: 'inner', pods: { namespace: 'edge', labels: { app: 'nginx' } } },
      ],
      dns: [
        { kind: 'pods', pods: { namespace: 'dns', labels: { 'k8s-app': 'kube-dns' } }, ports: [Ports.udp(1053), Ports.tcp(1053)] },
        { kind: 'addresses', cidr: Cidr.of('10.0.0.10/32'), ports: [Ports.udp(53), Ports.tcp(53)] },
      ],
      monitoring: { namespace: 'metrics', labels: { 'app.kubernetes.io/name': 'prometheus' } },
      podCidrs: [Cidr.of('10.1.0.0/16')],
      metadataCidrs: [Cidr.of('192.0.2.1/32')],
      apiServer: { cidrs: [Cidr.of('192.0.2.2/32')], port: 6443 },
      assumptions: { 'end-port': 'supported', 'sctp': 'supported' },
    });
  });
  test('may call usual things by their names', () => {
    expect(read({ cni: 'calico', dns: 'nodeLocal', monitoring: 'none' })).toMatchObject({
      cni: { name: 'calico' }, dns: presets.gke.dns, monitoring: undefined, assumptions: { 'pods-match-ip-block': 'yes' },
    });
  });
  test('takes a field without a value for one that is not there', () => {
    expect(read({ cni: null, podCidrs: undefined })).toEqual(presets.vanilla);
  });
});

describe('a fault in a profile file names the field, its value and a way out', () => {
  test.each<[string, unknown, string, string]>([
    ['a list', [], 'the profile is not an object; it is []', 'write preset, '],
    ['a text', 'aks', 'the profile is not an object; it is "aks"', 'write preset, '],
    ['an unknown field', { clod: 'aws' }, 'clod is not known', 'did you mean cloud? use one of preset, '],
    ['an unknown preset', { preset: 'asks' }, 'preset is not known: there is no "asks"', 'did you mean aks? use one of vanilla, aks'],
    ['a version that YAML took for a number', { kubernetesVersion: 1.3 }, 'kubernetesVersion is not a text; it is 1.3', 'put it in quotes'],
    ['an old version', { kubernetesVersion: '1.3' }, 'kubernetesVersion: Kubernetes version "1.3" is not supported', 'give a version from'],
    ['an unknown CNI', { cni: 'cillium' }, 'cni is not known: there is no "cillium"', 'did you mean cilium?'],
    ['a CNI without a name', { cni: { version: '1.18' } }, 'cni has no name', 'state one of any, cilium'],
    ['a CNI whose version is none', { cni: { name: 'cilium', version: 'new' } }, 'cni.version: "new" is not a version', 'write it as'],
    ['a word for a switch', { cni: { name: 'cilium', paidFeatures: 'yes' } }, 'cni.paidFeatures is neither true nor false; it is "yes"', 'write true'],
    ['an unknown field further down', { ingressControllers: [{ target: 'traefik', clasName: 'x' }] },
      'ingressControllers[0].clasName is not known', 'did you mean className?'],
    ['an unknown controller', { ingressControllers: ['trafik'] }, 'ingressControllers[0] is not known: there is no "trafik"', 'did you mean traefik?'],
    ['a controller of no kind', { ingressControllers: [{}] }, 'ingressControllers[0] has no target', 'state one of'],
    ['no controllers', { ingressControllers: [] }, 'ingressControllers is empty', 'name at least one'],
    ['one controller for a list', { ingressControllers: 'traefik' }, 'ingressControllers is not a list; it is "traefik"', 'write a list'],
    ['a bad namespace', { monitoring: { namespace: 'My_NS' } }, 'monitoring.namespace: "My_NS" is not a valid namespace', 'at most 63'],
    ['bad labels', { dns: [{ podLabels: { app: 1 } }] }, 'dns[0].podLabels.app is not a text; it is 1', 'put it in quotes, such as "1"'],
    ['addresses and pods at once', { dns: [{ cidr: '10.0.0.1/32', namespace: 'x' }] }, 'dns[0] is both addresses and pods', 'make two items'],
    ['an unknown arrangement of DNS', { dns: 'nodelocal' }, 'dns is not known: there is no "nodelocal"', 'did you mean nodeLocal?'],
    ['a bad block', { podCidrs: ['10.0.0.1/8'] }, 'podCidrs[0]: "10.0.0.1/8" has bits set after its prefix', 'write "10.0.0.0/8"'],
    ['a bad port', { apiServer: { port: 0 } }, 'apiServer.port: a port is a whole number from 1 to 65535; got 0', 'give a number'],
    ['a port in quotes', { apiServer: { port: '443' } }, 'apiServer.port is not a number; it is "443"', 'write a number'],
    ['an unknown assumption', { assumptions: { 'pods-fly': 'yes' } }, 'assumptions: there is no assumption "pods-fly"', 'use one of'],
    ['a long value', { preset: ['x'.repeat(99)] }, `preset is not a text; it is ["${'x'.repeat(55)}…`, 'write a text'],
  ])('%s', (_, document, what, fix) => {
    expectUsageError(() => read(document), { where: 'cluster.yaml', what: expect.stringContaining(what), fix: expect.stringContaining(fix) });
  });
});
