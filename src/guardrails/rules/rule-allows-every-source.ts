import { PolicyPeer } from '../../model';
import { intersectRanges, IpFamily, IpRange, isOpenOnPurpose, mergeRanges, PRIVATE_ADDRESSES, publicAddresses, subtractRanges } from '../../values';
import { Rule } from '../rule';

export const ruleAllowsEverySource: Rule = {
  id: 'NET201',
  name: 'rule-allows-every-source',
  severity: 'high',
  title: 'No ingress rule allows every source',
  why: 'A rule without sources, or with all pods or all of the internet as a source, undoes the isolation that the policy seems to give.',
  fix: 'Name the sources in `from`: pods by their labels and namespace, or the blocks of addresses that are needed. Where all of the internet '
    + 'is meant, say why, in the annotation `cdk8s-palisade/purpose`: `from the internet: public shop window`; Peer.internet() and a `reason` write it.',
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
    'the internet, with a reason': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop, annotations: { cdk8s-palisade/purpose: 'from the internet: public shop window; to tier "db": orders' } }
      spec:
        podSelector: {}
        ingress:
          - from:
              - ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8, 100.64.0.0/10, 172.16.0.0/12, 192.168.0.0/16] }
              - ipBlock: { cidr: '::/0', except: ['fc00::/7'] }
            ports: [{ port: 8443 }]`,
  },
  rejects: {
    'the internet, with a reason for something else': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop, annotations: { cdk8s-palisade/purpose: 'from the internet: ; to tier "db": orders' } }
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 8443 }] }] }`,
    'private addresses too, with a reason for the internet': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop, annotations: { cdk8s-palisade/purpose: 'from the internet: public shop window' } }
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '::/0', except: ['fc00::/7'] } }, { ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: 8443 }] }] }`,
    'everybody, with a reason for the internet, which is less': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop, annotations: { cdk8s-palisade/purpose: 'from the internet: public shop window' } }
      spec: { podSelector: {}, ingress: [{ ports: [{ port: 8443 }] }] }`,
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
    const whom = everySource(peers, policy.purpose);
    return whom === undefined ? [] : [{ object: policy, path, message: `NetworkPolicy "${policy.name}" lets in ${whom}` }];
  })),
};

function everySource(peers: readonly PolicyPeer[] | undefined, purpose = ''): string | undefined {
  if (peers === undefined) return 'everybody, inside the cluster and outside';
  if (peers.some(peer => peer.kind === 'pods' && peer.namespaces?.length === 0 && peer.pods.length === 0)) return 'every pod of every namespace';
  const addresses = mergeRanges(peers.flatMap(peer => peer.kind === 'addresses' ? subtractRanges([peer.block], peer.except) : []));
  if (!(['IPv4', 'IPv6'] as const).some(family => coversInternet(addresses, family))) return undefined;
  if (!isOpenOnPurpose(purpose)) return 'the whole internet';
  // Pods and nodes have such addresses, and whoever means the internet does not mean them.
  return intersectRanges(addresses, PRIVATE_ADDRESSES).length > 0 ? 'the whole internet, and private addresses with it' : undefined;
}

const coversInternet = (addresses: readonly IpRange[], family: IpFamily): boolean =>
  subtractRanges(publicAddresses(family), addresses).length === 0;
