import { ResourceKind } from './kind';

export const namespace: ResourceKind = {
  kind: 'Namespace',
  group: '',
  read: ({ name, root, source }) => ({
    namespaces: [{ name, labels: root.field('metadata').field('labels').labels(), source }],
  }),
};
