import { Placement } from '../../src';
import { expectUsageError } from '../values/expect-usage-error';

describe('a placement', () => {
  test('on dedicated nodes binds a pod to them, and lets it bear their taint', () => {
    expect(Placement.dedicated('payments')._podFields).toEqual({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'node-restriction.kubernetes.io/dedicated', operator: 'In', values: ['payments'] }] }],
          },
        },
      },
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'payments', effect: 'NoSchedule' }],
    });
  });
  test('on labelled nodes asks for all of the labels and bears no taint', () => {
    const placement = Placement.nodesLabeled({ zone: 'b', disk: 'ssd' });
    expect(placement._podFields).not.toHaveProperty('tolerations');
    expect(placement._namespaceAnnotations).toEqual({ 'scheduler.alpha.kubernetes.io/node-selector': 'disk=ssd,zone=b' });
  });
  test('refuses to be anywhere', () => {
    expectUsageError(() => Placement.nodesLabeled({}), {
      where: 'Placement.nodesLabeled',
      what: 'there is no label, so every node would do',
      fix: 'name a label that only the right nodes carry',
    });
  });
  test('refuses nodes without a name', () => {
    expectUsageError(() => Placement.dedicated(''), {
      where: 'Placement.dedicated', what: 'the name is empty', fix: 'name the nodes, such as "payments"',
    });
  });
});
