import { AddressesPeer, Cluster } from '../../model';
import { containsRange, IpRange, subtractRanges } from '../../values';
import { Rule, Violation } from '../rule';

export const blockMatchesNothing: Rule = {
  id: 'NET307',
  name: 'block-matches-nothing',
  severity: 'high',
  title: 'Every ipBlock has an address that a policy can see',
  why: 'A block of which everything is excepted matches nothing, and neither does the address of a Service, which is rewritten to that of a pod before policies look.',
  fix: 'Correct the block or its exceptions; in place of the address of a Service, select the pods behind it.',
  accepts: {
    'a block with an exception': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.0/25] } }] }] }`,
    'a block that has more than addresses of Services': `
      apiVersion: v1
      kind: Service
      metadata: { name: db, namespace: shop }
      spec: { clusterIP: 10.96.0.10, ports: [{ port: 5432 }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.96.0.0/12 } }] }] }`,
  },
  rejects: {
    'a block that is excepted in two halves': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.0/25, 203.0.113.128/25] } }] }] }`,
    'the address of a Service': `
      apiVersion: v1
      kind: Service
      metadata: { name: db, namespace: shop }
      spec: { clusterIP: 10.96.0.10, selector: { app: db }, ports: [{ port: 5432 }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.96.0.10/32 } }] }] }`,
  },
  check: cluster => cluster.policies.flatMap(policy => [...policy.ingress ?? [], ...policy.egress ?? []].flatMap(({ peers = [], path }) =>
    peers.flatMap((peer): Violation[] => {
      const fault = peer.kind === 'addresses' ? faultOf(cluster, peer) : undefined;
      return fault === undefined ? [] : [{ object: policy, path, message: `NetworkPolicy "${policy.name}" has an ipBlock ${fault}` }];
    }))),
};

function faultOf({ services }: Cluster, { block, except }: AddressesPeer): string | undefined {
  if (subtractRanges([block], except).length === 0) return 'of which every address is excepted';
  const service = isSingle(block) ? services.find(({ clusterIps }) => clusterIps.some(address => containsRange(address, block))) : undefined;
  return service && `that is the address of Service "${service.namespace}/${service.name}", which policies do not see`;
}

const isSingle = ({ first, last }: IpRange): boolean => first === last;
