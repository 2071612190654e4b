import { defaultDeny } from '../../src/policies';

test('default-deny selects every pod and allows nothing, both ways', () => {
  expect(defaultDeny()).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
});
