import { ResourceKind } from './kind';
import { readNetworkPolicy } from '../read-network-policy';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export const networkPolicy: ResourceKind = {
  kind: 'NetworkPolicy',
  group: 'networking.k8s.io',
  read: object => ({ policies: [readNetworkPolicy(object.root, object)] }),
};
