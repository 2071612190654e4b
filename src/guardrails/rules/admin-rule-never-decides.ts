import { shadowedRules } from '../../analysis';
import { Rule } from '../rule';

export const adminRuleNeverDecides: Rule = {
  id: 'NET311',
  name: 'admin-rule-never-decides',
  severity: 'medium',
  title: 'Every rule of the Admin and the Baseline tier decides something',
  why: 'The first rule that matches decides. One that comes after rules for the same connections is never asked, so that a Deny there denies nothing.',
  fix: 'Put the rule before those that match all that it does, by its place or by the priority of its policy, or delete it.',
  accepts: {
    'an exception before the rule': `
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: { name: databases }
      spec:
        tier: Admin
        priority: 10
        subject: { namespaces: {} }
        ingress:
        - { action: Accept, from: [{ namespaces: { matchLabels: { team: backup } } }] }
        - { action: Deny, from: [{ namespaces: {} }] }`,
    'a rule after one for other pods': `
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: { name: first }
      spec:
        tier: Admin
        priority: 10
        subject: { namespaces: { matchLabels: { team: bank } } }
        ingress: [{ action: Accept, from: [{ namespaces: {} }] }]
      ---
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: { name: second }
      spec:
        tier: Admin
        priority: 20
        subject: { namespaces: {} }
        ingress: [{ action: Deny, from: [{ namespaces: {} }] }]`,
  },
  rejects: {
    'an exception after the rule': `
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: { name: databases }
      spec:
        tier: Admin
        priority: 10
        subject: { namespaces: {} }
        ingress:
        - { action: Deny, from: [{ namespaces: {} }] }
        - { action: Accept, from: [{ namespaces: { matchLabels: { team: backup } } }] }`,
    'a policy whose priority puts it behind another': `
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: { name: first }
      spec:
        tier: Admin
        priority: 10
        subject: { namespaces: {} }
        egress: [{ action: Pass, to: [{ networks: [10.0.0.0/8] }] }]
      ---
      apiVersion: policy.networking.k8s.io/v1alpha2
      kind: ClusterNetworkPolicy
      metadata: { name: second }
      spec:
        tier: Admin
        priority: 20
        subject: { namespaces: { matchLabels: { team: bank } } }
        egress: [{ action: Deny, to: [{ networks: [10.0.0.0/8] }], protocols: [{ tcp: { destinationPort: { number: 22 } } }] }]`,
  },
  check: cluster => shadowedRules(cluster).map(({ policy, rule, shadowedBy: [first, ...others] }) => ({
    object: policy,
    path: rule.path,
    message: `this rule of ${policy.kind} "${policy.name}" never decides: ${
      others.length === 0 ? `${first.rule.path.join('.')} of ${first.policy.kind} "${first.policy.name}", which is asked before, matches` : 'rules that are asked before match'
    } all that it does`,
  })),
};
