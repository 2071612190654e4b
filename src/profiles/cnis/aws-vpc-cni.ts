import { Cni } from '../cni';
import { eksPolicies } from '../eks-policies';
import { no } from '../support';

/** The VPC CNI of Amazon with its network policies switched on. */
export const awsVpcCni: Cni = {
  title: 'AWS VPC CNI',
  ...eksPolicies,
  supports: {
    ...eksPolicies.supports,
    hosts: no('only EKS Auto Mode enforces ApplicationNetworkPolicies', 'name the addresses of the host', 'send the requests through a proxy of your own'),
    wildcardHosts: no('only EKS Auto Mode enforces ApplicationNetworkPolicies', 'send the requests through a proxy of your own'),
  },
};
