import { Cidr, ClusterProfile, ClusterProfileProps, Cni, IPeer, Peer } from 'cdk8s-palisade';

/** What is different about a cluster. The folder `profiles` says the same about each to `palisade`. */
export interface Cluster {
  readonly profile: ClusterProfile;
  /** Addresses of the nodes and of the control plane, which are nobody's business. */
  readonly ownCidrs: Cidr[];
  /** The provider that takes the payments. */
  readonly payments: IPeer;
}

const PAYMENTS = { host: 'api.payments.example.com', cidr: '203.0.113.0/28' };

type Addresses = Required<Pick<ClusterProfileProps, 'podCidrs' | 'serviceCidrs' | 'nodeCidrs' | 'apiServerCidrs'>>;

/** The provider is named where policies know names; elsewhere its addresses have to do, and somebody has to keep them up to date. */
const cluster = (profile: ClusterProfile, { nodeCidrs, apiServerCidrs }: Addresses, knowsHosts = false): Cluster => ({
  profile,
  ownCidrs: [...nodeCidrs, ...apiServerCidrs],
  payments: knowsHosts ? Peer.host(PAYMENTS.host) : Peer.cidr(PAYMENTS.cidr),
});

const addresses = (pods: string, services: string, nodes: string, apiServer: string): Addresses => ({
  podCidrs: [Cidr.of(pods)], serviceCidrs: [Cidr.of(services)], nodeCidrs: [Cidr.of(nodes)], apiServerCidrs: [Cidr.of(apiServer)],
});

const azure = addresses('10.244.0.0/16', '10.0.0.0/16', '10.224.0.0/16', '20.50.0.10/32');
// Pods have subnets of their own here: where they share those of the nodes, to close these would close the pods, too.
const aws = addresses('100.64.0.0/16', '172.20.0.0/16', '10.10.0.0/18', '10.10.64.0/28');
const openshift = addresses('10.128.0.0/14', '172.30.0.0/16', '10.20.0.0/16', '10.21.0.0/28');
const metal = addresses('10.244.0.0/16', '10.96.0.0/12', '192.168.10.0/24', '192.168.20.0/28');

/** The fleet, by name. */
export const CLUSTERS: Readonly<Record<string, Cluster>> = {
  azure: cluster(ClusterProfile.aks({ ...azure, cni: Cni.cilium({ version: '1.18', paidFeatures: true }) }), azure, true),
  aws: cluster(ClusterProfile.eks(aws), aws),
  openshift: cluster(ClusterProfile.openshift(openshift), openshift),
  metal: cluster(ClusterProfile.vanilla({ ...metal, cni: Cni.calico() }), metal),
};
