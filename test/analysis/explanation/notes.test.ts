import { all, PODS, policy, workload } from './shop';
import { Told } from '../../dsl';

describe('notes', () => {
  const notesOn = (source: string, destination: string, documents: readonly string[], told: Told = {}) =>
    all(documents, { source, destination, port: '80' }, told).flatMap(({ notes }) => notes.map(({ code }) => code));

  test('say that a pod reaches itself', () => {
    expect(notesOn('web', 'web', [workload('web')])).toEqual(['self-traffic']);
    expect(all([workload('web'), policy('deny', '{ podSelector: {} }')], { source: 'web', destination: 'web' })[0].verdict).toBe('allowed');
  });

  test('say what is not in the input, is on the host network, or is the address of a pod', () => {
    expect(notesOn('web', '{cluster-dns}', PODS)).toEqual(['stand-in']);
    expect(notesOn('agent', 'db', [...PODS, workload('agent', { spec: '{ hostNetwork: true, containers: [] }' })])).toEqual(['host-network']);
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: lone }\nstatus: { podIP: 10.1.2.3 }';
    expect(notesOn('web', '10.1.2.3', [...PODS, pod])).toEqual(['address-of-pod']);
  });

  test('say that policies are not enforced', () => {
    expect(notesOn('web', 'db', PODS, { assumptions: { 'policy-enforced': 'no' } })).toEqual(['not-enforced']);
  });

  const messages = (source: string, destination: string, documents: readonly string[], told: Told = {}) =>
    all(documents, { source, destination, port: '80' }, told)[0].notes.map(({ message }) => message);
  const REPLICATED = workload('web').replace('replicas: 1', 'replicas: 2');
  const pod = (name: string, address: string, spec = '{}') => `
    apiVersion: v1
    kind: Pod
    metadata: { name: ${name}, namespace: shop }
    spec: ${spec}
    status: { podIP: ${address} }`;

  test('say why policies are not enforced, or not from the start', () => {
    expect(messages('web', 'db', PODS, { assumptions: { 'policy-enforced': 'no' } })).toEqual(['policy-enforced is no: the CNI enforces no policies']);
    expect(messages('web', 'db', PODS, { assumptions: { 'policy-enforced': 'eventually' } }).join()).toContain('a pod that has just started may talk before');
    expect(messages('web', 'db', PODS)).toEqual([]);
  });

  test('tell one pod from several of one workload', () => {
    expect(messages('web', 'web', [workload('web')]).join()).toMatch(/^this is one pod; to its own address, self-traffic is allowed, and through its Service, .* service-hairpin says: /);
    expect(notesOn('web', 'web', [REPLICATED])).toEqual(['replica-traffic']);
    expect(messages('web', 'web', [REPLICATED]).join()).toMatch(/^this is about connections between pods of one workload; through its Service/);
    expect(messages('web', 'web', [REPLICATED], { assumptions: { 'replica-traffic': 'left-out' } }).join()).toContain(', which the map leaves out; through');
  });

  test('a pod is held up on the way to itself where self-traffic is not said to be allowed', () => {
    const verdict = (answer: string) => all([workload('web'), policy('deny', '{ podSelector: {} }')], { source: 'web', destination: 'web' }, { assumptions: { 'self-traffic': answer } })[0].verdict;
    expect([verdict('allowed'), verdict('policy-applies')]).toEqual(['allowed', 'denied']);
  });

  test('say nothing of one pod where one of the ends is no pod', () => {
    expect(notesOn('web', '8.8.8.8', PODS)).toEqual([]);
    expect(notesOn('8.8.8.8', 'web', PODS)).toEqual([]);
  });

  test('say nothing of the host network where nodes are not trusted, or are certainly two', () => {
    const onNode = (name: string, node: string) => workload(name, { spec: `{ hostNetwork: true, nodeName: ${node}, containers: [] }` });
    const elsewhere = workload('far', { spec: '{ nodeName: two, containers: [] }' });
    expect(notesOn('agent', 'far', [onNode('agent', 'one'), elsewhere])).toEqual([]);
    expect(notesOn('agent', 'far', [onNode('agent', 'two'), elsewhere])).toEqual(['host-network']);
    expect(notesOn('agent', '8.8.8.8', [onNode('agent', 'two')])).toEqual(['host-network']);
    expect(notesOn('agent', 'far', [onNode('agent', 'two'), elsewhere], { assumptions: { 'node-to-pod': 'policy-applies' } })).toEqual([]);
    expect(notesOn('far', 'agent', [onNode('agent', 'two'), elsewhere])).toEqual([]);
  });

  test('name the pod that has an address, if it was asked about alone', () => {
    const pods = [...PODS, pod('lone', '10.1.2.3'), pod('other', '10.1.2.4'), pod('agent', '10.9.9.9', '{ hostNetwork: true }')];
    expect(messages('web', '10.1.2.3', pods)).toEqual(['10.1.2.3 is explained as an address outside, but it is one of shop/lone[Pod]']);
    expect(messages('web', '10.9.9.9', pods)).toEqual(['10.9.9.9 is explained as an address outside, but it is one of shop/agent[Pod], on the host network']);
    expect(messages('web', '10.0.0.0/8', pods)).toEqual([]);
  });

  test('say that addresses are those of Services', () => {
    const service = '{ apiVersion: v1, kind: Service, metadata: { name: db, namespace: shop }, spec: { clusterIP: 10.96.0.7, ports: [{ port: 80 }] } }';
    expect(messages('web', '10.96.0.7', [...PODS, service])).toEqual(['these addresses are those of Services, behind which policies see the pods']);
    expect(notesOn('web', '10.96.0.0/16', [...PODS, service])).toEqual(['service-address']);
    expect(notesOn('web', '10.96.0.8', [...PODS, service])).toEqual([]);
  });

  test('say what is not in the input', () => {
    expect(messages('web', '{cluster-dns}', PODS)).toEqual([
      'nothing in the input is {cluster-dns}: its namespace and labels come from the profile, and the map shows it in its role only',
    ]);
  });

  test('say what an address is that everybody knows, if it was asked about alone', () => {
    expect(messages('web', '169.254.169.254', PODS)).toEqual(['169.254.169.254 is mostly the metadata service of the cloud']);
    expect(notesOn('web', '169.254.169.254/31', PODS)).toEqual([]);
    expect(notesOn('web', '169.254.0.0/16', PODS)).toEqual([]);
    expect(notesOn('web', 'internet', PODS)).toEqual([]);
  });

  test('say that an address is that of the API server', () => {
    const endpoints = (name: string, namespace: string) => `
      apiVersion: v1
      kind: Endpoints
      metadata: { name: ${name}, namespace: ${namespace} }
      subsets: [{ addresses: [{ ip: 192.0.2.6 }, { ip: 192.0.2.7 }], ports: [{ port: 6443 }] }]`;
    const told = (documents: string, address = '192.0.2.7') => messages('web', address, [...PODS, documents]);
    expect(told(endpoints('kubernetes', 'default'))).toEqual(['192.0.2.7 is the API server']);
    expect([told(endpoints('kubernetes', 'shop')), told(endpoints('web', 'default')), told(endpoints('kubernetes', 'default'), '192.0.2.8')]).toEqual([[], [], []]);
  });

  test('say that a domain name is more than the rules about it', () => {
    const names = `
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: { name: names }
      spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, egress: [{ action: Accept, to: [{ domainNames: [api.example.com] }] }] }`;
    expect(messages('web', 'api.example.com', [...PODS, names])).toEqual([
      'this is what rules say about the name api.example.com; what they say about its addresses may allow more: ask about those, too',
    ]);
  });

  test('tell that a pod of one replica reaches itself through its Service as the profile says', () => {
    expect(messages('web', 'web', [workload('web')], { assumptions: { 'service-hairpin': 'policy-applies' } }).join()).toContain('as service-hairpin says: policy-applies');
  });
});
