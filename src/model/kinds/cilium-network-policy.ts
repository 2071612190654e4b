import { identityOf, ResourceKind } from './kind';
import { readCiliumPolicy } from '../cilium/policy';

/** @see https://docs.cilium.io/en/stable/network/kubernetes/policy/#ciliumnetworkpolicy */
export const ciliumNetworkPolicy: ResourceKind = {
  kind: 'CiliumNetworkPolicy',
  group: 'cilium.io',
  read: object => ({ tieredPolicies: readCiliumPolicy(object.root, identityOf(object)) }),
};
