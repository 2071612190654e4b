import { Cni } from '../cni';
import { eksPolicies } from '../eks-policies';
import { caveat, yes } from '../support';

/** What EKS Auto Mode runs on its nodes. */
export const eksAutoMode: Cni = {
  title: 'EKS Auto Mode',
  ...eksPolicies,
  supports: {
    ...eksPolicies.supports,
    hosts: yes('ApplicationNetworkPolicy `domainNames`'),
    wildcardHosts: caveat('`*.` in front only; it stands for one or more labels, and not for the name behind it'),
  },
};
