import { ResourceKind } from './kind';

/** A kind that Kubernetes once had in this group. What its objects say has no effect any more. */
const removed = (kind: string, group: string, version: string, successor: string): ResourceKind => ({
  kind,
  group,
  read: ({ apiVersion, root }) => {
    root.error('PAR011', `${apiVersion} ${kind} was removed in Kubernetes ${version}, and the API server refuses it: write ${successor}; it is passed over`);
    return {};
  },
});

/** Kinds that would decide about the network, had the API server not ceased to know them. */
export const removedKinds: readonly ResourceKind[] = [
  removed('NetworkPolicy', 'extensions', '1.16', 'networking.k8s.io/v1'),
  removed('Ingress', 'extensions', '1.22', 'networking.k8s.io/v1'),
];
