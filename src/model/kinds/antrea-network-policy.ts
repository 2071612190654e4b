import { ResourceKind } from './kind';
import { readAntreaPolicy } from '../antrea/policy';

export const antreaNetworkPolicy: ResourceKind = {
  kind: 'NetworkPolicy',
  group: 'crd.antrea.io',
  read: object => readAntreaPolicy(object, false),
};
