import { Cluster, PolicyPeer } from '../../model';
import { IpFamily, IpRange, publicAddresses, subtractRanges } from '../../values';
import { Rule, Violation } from '../rule';

export const egressForgetsIpv6: Rule = {
  id: 'NET312',
  name: 'egress-forgets-ipv6',
  severity: 'low',
  title: 'Egress to the whole internet is allowed in every family of addresses that the cluster has',
  why: 'A block has addresses of one family: 0.0.0.0/0 allows nothing over IPv6, which programs try first where both are there, and wait for in vain.',
  fix: 'Allow ::/0 beside 0.0.0.0/0, with exceptions for what is private there too.',
  accepts: {
    'both families': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: '::/0' } }] }] }`,
    'one family in a cluster that shows no other': `
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }`,
  },
  rejects: {
    'one family in a cluster whose pods have addresses of both': `
      apiVersion: v1
      kind: Pod
      metadata: { name: web, namespace: shop }
      status: { podIP: 10.0.0.7, podIPs: [{ ip: 10.0.0.7 }, { ip: 'fd00::7' }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }] }`,
    'one family in a cluster whose Services have addresses of both': `
      apiVersion: v1
      kind: Service
      metadata: { name: web, namespace: shop }
      spec: { clusterIP: 10.96.0.10, clusterIPs: [10.96.0.10, 'fd00:96::10'], ports: [{ port: 80 }] }
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: { name: web, namespace: shop }
      spec: { podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }] }`,
  },
  check: cluster => hasBothFamilies(cluster) ? cluster.policies.flatMap(policy => {
    const rules = policy.egress ?? [];
    const namesIpv6 = rules.some(({ peers }) => peers === undefined || peers.some(peer => peer.kind === 'addresses' && peer.block.family === 'IPv6'));
    if (namesIpv6) return [];
    return rules.filter(({ peers = [] }) => coversInternet(peers, 'IPv4')).map(({ path }): Violation => ({
      object: policy, path, message: `NetworkPolicy "${policy.name}" lets pods out to the whole internet over IPv4, and to nobody over IPv6`,
    }));
  }) : [],
};

/** Whether some object of the input has addresses of both: most clusters have one family. */
function hasBothFamilies({ workloads, nodes, services }: Cluster): boolean {
  const lists = [
    ...workloads.map(({ addresses = [] }) => addresses), ...nodes.map(({ addresses }) => addresses), ...services.map(({ clusterIps }) => clusterIps),
  ];
  const has = (list: readonly IpRange[], wanted: IpFamily) => list.some(({ family }) => family === wanted);
  return lists.some(list => has(list, 'IPv4') && has(list, 'IPv6'));
}

function coversInternet(peers: readonly PolicyPeer[], family: IpFamily): boolean {
  const covered = peers.flatMap(peer => peer.kind === 'addresses' ? subtractRanges([peer.block], peer.except) : []);
  return subtractRanges(publicAddresses(family), covered).length === 0;
}
