import { ResourceKind } from './kind';
import { readAddress } from '../pod-template';

export const node: ResourceKind = {
  kind: 'Node',
  group: '',
  read: ({ name, root, source }) => ({
    nodes: [{
      name,
      labels: root.field('metadata').field('labels').labels(),
      addresses: root.field('status').field('addresses').items().flatMap(address => readAddress(address.field('address')) ?? []),
      source,
    }],
  }),
};
