import { readFrom } from '../dsl';

const policy = (name: string, { kind = 'ClusterNetworkPolicy', version = 'policy.networking.k8s.io/v1alpha2', tier = 'Admin', priority = 1 } = {}) => `
      - apiVersion: ${version}
        kind: ${kind}
        metadata: { name: ${name} }
        spec: { ${kind === 'ClusterNetworkPolicy' ? `tier: ${tier}, ` : ''}priority: ${priority}, subject: { namespaces: {} } }`;

const told = (...policies: readonly string[]) => readFrom(policies.join('')).diagnostics.filter(({ code }) => code === 'POL111').map(({ line, column, message }) => `${line}:${column} ${message.split(';')[0]}`);

describe('policies of one tier and one priority', () => {
  test('are told of, each after the first, at its priority', () => {
    expect(told(policy('a'), policy('b'), policy('c'))).toEqual([
      '8:24 ClusterNetworkPolicy "b" has priority 1 in the tier Admin, as ClusterNetworkPolicy "a" has',
      '12:24 ClusterNetworkPolicy "c" has priority 1 in the tier Admin, as ClusterNetworkPolicy "a" has',
    ]);
  });

  test('may be of two kinds', () => {
    const other = policy('a', { kind: 'AdminNetworkPolicy', version: 'policy.networking.k8s.io/v1alpha1' });
    expect(told(policy('a'), other)).toEqual([expect.stringContaining('AdminNetworkPolicy "a" has priority 1 in the tier Admin, as ClusterNetworkPolicy "a" has')]);
  });

  test('are no two, where a tier or a priority differs, or one is a later text of the other', () => {
    expect(told(policy('a'), policy('b', { priority: 2 }), policy('c', { tier: 'Baseline' }), policy('a'))).toEqual([]);
  });

  test('are in an order all the same, where names decide', () => {
    const calico = (name: string) => `
      - { apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: ${name} }, spec: { order: 1, types: [Ingress] } }`;
    expect(told(calico('a'), calico('b'))).toEqual([]);
    const cilium = (name: string) => `
      - { apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: { name: ${name} }, spec: { endpointSelector: {}, ingress: [{}] } }`;
    expect(told(cilium('a'), cilium('b'))).toEqual([]);
  });
});
