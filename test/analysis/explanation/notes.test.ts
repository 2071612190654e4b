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
});
