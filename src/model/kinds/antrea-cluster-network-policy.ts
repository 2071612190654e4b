import { ResourceKind } from './kind';
import { readAntreaPolicy } from '../antrea/policy';

export const antreaClusterNetworkPolicy: ResourceKind = {
  kind: 'ClusterNetworkPolicy',
  group: 'crd.antrea.io',
  read: object => readAntreaPolicy(object, true),
};
