import { Ports } from '../../src/values';
import { connect, mapOf } from '../dsl';

test.each(['169.254.169.254/32', '169.254.0.0/16', 'fe80::/64'])('no pod has an address of %s, so that denying it takes nothing from pods', block => {
  const map = mapOf(`
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: db, namespace: shop }
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: addresses }
spec:
  tier: Admin
  priority: 1
  subject: { namespaces: {} }
  egress: [{ name: deny, action: Deny, to: [{ networks: ["${block}"] }] }]
`);
  expect(connect(map, 'shop/web', 'shop/db', Ports.tcp(80))).toBe('allowed');
});
