import { identityOf, ResourceKind } from './kind';
import { readCiliumPolicy } from '../cilium/policy';

/** @see https://docs.cilium.io/en/stable/network/kubernetes/policy/#ciliumclusterwidenetworkpolicy */
export const ciliumClusterwideNetworkPolicy: ResourceKind = {
  kind: 'CiliumClusterwideNetworkPolicy',
  group: 'cilium.io',
  read: object => ({ tieredPolicies: readCiliumPolicy(object.root, { ...identityOf(object), namespace: '' }) }),
};
