import { PolicyPeer } from '../../model';
import { IpFamily, publicAddresses, subtractRanges } from '../../values';
import { Rule } from '../rule';

export const ruleAllowsEverySource: Rule = {
  id: 'NET201',
  name: 'rule-allows-every-source',
  severity: 'high',
  title: 'No ingress rule allows every source',
  why: 'A rule without sources, or with all pods or all of the internet as a source, undoes the isolation that the policy seems to give.',
  fix: 'Name the sources in `from`: pods by their labels and namespace, or the blocks of addresses that are needed.',
  accepts: {
    'a named client': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }] }] }`,
    'the pods of one namespace': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } } }] }] }`,
    'some pods of every namespace': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { backup: allowed } } }] }] }`,
    'half of the internet': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/1 } }] }] }`,
  },
  rejects: {
    'a rule without from': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 5432 }] }] }`,
    'an empty list, which means everybody': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [] }] }`,
    'all pods of all namespaces': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: {}, podSelector: {} }] }] }`,
    'the internet in two halves': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }] }`,
    'the internet without private addresses': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }] }`,
    'the internet of IPv6': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: db, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '::/0' } }] }] }`,
  },
  check: ({ policies }) => policies.flatMap(policy => (policy.ingress ?? []).flatMap(({ peers, path }) => {
    const whom = everySource(peers);
    return whom === undefined ? [] : [{ object: policy, path, message: `NetworkPolicy "${policy.name}" lets in ${whom}` }];
  })),
};

function everySource(peers: readonly PolicyPeer[] | undefined): string | undefined {
  if (peers === undefined) return 'everybody, inside the cluster and outside';
  if (peers.some(peer => peer.kind === 'pods' && peer.namespaces?.length === 0 && peer.pods.length === 0)) return 'every pod of every namespace';
  return (['IPv4', 'IPv6'] as const).some(family => coversInternet(peers, family)) ? 'the whole internet' : undefined;
}

function coversInternet(peers: readonly PolicyPeer[], family: IpFamily): boolean {
  const covered = peers.flatMap(peer => peer.kind === 'addresses' ? subtractRanges([peer.block], peer.except) : []);
  return subtractRanges(publicAddresses(family), covered).length === 0;
}
