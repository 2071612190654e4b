import { Redundancy, redundantRules, RuleOf } from '../../analysis';
import { Rule } from '../rule';

export const ruleWithoutEffect: Rule = {
  id: 'NET303',
  name: 'rule-without-effect',
  severity: 'low',
  title: 'Every rule of a NetworkPolicy allows something that no other does',
  why: 'A rule that others make superfluous misleads whoever deletes it to close a connection, or reads it to find out what is open.',
  fix: 'If it was meant to be narrower, narrow the rule that allows the same; else delete it. All that is reported can go together, if policyTypes are stated.',
  accepts: {
    'two rules of which each allows what the other does not': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec:
        podSelector: {}
        ingress:
        - { from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }
        - { from: [{ podSelector: {} }], ports: [{ port: 9187 }] }`,
    'a rule that another policy repeats for some of the pods only': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: all, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 9090 }] }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: {} }] }] }`,
    'a port within a range of which some CNIs see the first port alone': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 5432 }] }, { ports: [{ port: 5000, endPort: 6000 }] }] }`,
    'a default-deny beside a policy for some of the pods': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: default-deny, namespace: shop }
      spec: { podSelector: {} }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: {} }] }] }`,
    'a second policy that allows nothing, which says what is meant even if others isolate the same pods': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: default-deny, namespace: shop }
      spec: { podSelector: {} }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: deny-db, namespace: shop }
      spec: { podSelector: { matchLabels: { app: db } } }`,
  },
  rejects: {
    'a rule for some of the pods that another lets in': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec:
        podSelector: {}
        ingress:
        - { from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }] }
        - { from: [{ podSelector: { matchExpressions: [{ key: app, operator: Exists }] } }], ports: [{ port: 5432 }, { port: 9187 }] }`,
    'a rule that two others make up': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec:
        podSelector: {}
        ingress:
        - { from: [{ podSelector: { matchExpressions: [{ key: tier, operator: In, values: [web] }] } }] }
        - { from: [{ podSelector: { matchExpressions: [{ key: tier, operator: NotIn, values: [web] }] } }] }
        - { from: [{ podSelector: { matchLabels: { app: web } } }] }`,
    'an exception that another rule takes back': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec:
        podSelector: {}
        ingress:
        - { from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }] }
        - { from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }`,
    'a policy that says what another says': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: all, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 9090 }] }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 9090 }] }] }`,
  },
  check: cluster => redundantRules(cluster).filter(({ coveredBy }) => coveredBy.length > 0).map(redundancy => ({
    object: redundancy.policy, path: redundancy.rule?.path ?? ['spec'], message: messageOf(redundancy),
  })),
};

function messageOf({ policy, rule, coveredBy }: Redundancy): string {
  const subject = rule === undefined ? `NetworkPolicy "${policy.name}"` : `this rule of NetworkPolicy "${policy.name}"`;
  return `${subject} has no effect: ${coveredBy.length === 1 ? `${textOf(coveredBy[0])} allows` : 'other rules together allow'} the same`;
}

const textOf = ({ policy, rule }: RuleOf): string => `${rule.path.join('.')} of NetworkPolicy "${policy.name}"`;
