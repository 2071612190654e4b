import { PodsPeer, Policy, Requirement, requirementText } from '../../model';
import { OwnedPods } from '../owned-pods';
import { Rule, Violation } from '../rule';

export const peerMatchesNothing: Rule = {
  id: 'NET302',
  name: 'peer-matches-nothing',
  severity: 'medium',
  title: 'Every peer of a NetworkPolicy is some pod',
  why: 'A peer whose selectors match no pod allows nothing, so that whoever was meant cannot connect; mostly a label was misspelt or renamed.',
  fix: 'Correct the selectors of the peer so that they match labels of the pods (not of their Deployment) and of their namespace, or delete it.',
  accepts: {
    'a peer that is there': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }`,
    'a peer in a namespace that is kept elsewhere': `
      apiVersion: v1
      kind: Pod
      metadata: { name: db, namespace: shop }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: monitoring } } }] }] }`,
    'a peer in namespaces that go by another label than their name, of which there may be more': `
      apiVersion: v1
      kind: Pod
      metadata: { name: db, namespace: shop }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } } }] }] }`,
    'all pods of a namespace that waits for them': `
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: within, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }`,
  },
  rejects: {
    'a misspelt label': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: wbe } } }] }] }`,
    'a pod of another namespace, which a podSelector alone never means': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      ---
      apiVersion: v1
      kind: Pod
      metadata: { name: db, namespace: bank, labels: { app: db } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }] }] }`,
    'pods that a namespace of the input does not have': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop, labels: { app: web } }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: bank }
      spec:
        podSelector: {}
        ingress:
        - from:
          - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }
            podSelector: { matchLabels: { app: api } }`,
  },
  check: cluster => {
    const owned = new OwnedPods(cluster);
    return cluster.policies.flatMap(policy => [...policy.ingress ?? [], ...policy.egress ?? []].flatMap(({ peers = [], path }): Violation[] =>
      peers.filter((peer): peer is PodsPeer => peer.kind === 'pods' && meansNobody(owned, policy, peer)).map(peer => ({
        object: policy, path, message: `NetworkPolicy "${policy.name}" names a peer that no pod is: ${textOf(policy, peer)}`,
      }))));
  },
};

/** Whoever means all pods waits for those to come. A selector that cannot be read is reported as such. */
const meansNobody = (owned: OwnedPods, { namespace }: Policy, peer: PodsPeer): boolean =>
  peer.pods.length > 0 && [...peer.pods, ...peer.namespaces ?? []].every(isReadable) && owned.meantBy(peer, namespace)?.length === 0;

const isReadable = ({ operator, values }: Requirement): boolean => operator !== 'In' || values.length > 0;

function textOf({ namespace }: Policy, { namespaces, pods }: PodsPeer): string {
  const where = namespaces === undefined ? `namespace "${namespace}"` : `namespaces with ${namespaces.map(requirementText).join(' and ')}`;
  return `pods with ${pods.map(requirementText).join(' and ')}, in ${where}`;
}
