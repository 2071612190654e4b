import { ResourceKind } from './kind';
import { readNetworkPolicy } from '../read-network-policy';

/**
 * A NetworkPolicy that knows domain names, and counts among the others.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export const applicationNetworkPolicy: ResourceKind = {
  kind: 'ApplicationNetworkPolicy',
  group: 'networking.k8s.aws',
  read: object => ({ policies: [readNetworkPolicy(object.root, object, 'domainNames')] }),
};
