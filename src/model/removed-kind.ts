import { ResourceKind } from './kinds/kind';

/** A kind that Kubernetes once had in this group. What its objects say has no effect any more. */
export const removed = (kind: string, group: string, version: string, successor: string): ResourceKind => ({
  kind,
  group,
  read: ({ apiVersion, root }) => {
    root.error('PAR011', `${apiVersion} ${kind} was removed in Kubernetes ${version}, and the API server refuses it: write ${successor}; it is passed over`);
    return {};
  },
});
