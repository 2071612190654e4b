import { ResourceKind } from './kind';
import { removed } from '../removed-kind';

/** Kinds that would decide about the network, had the API server not ceased to know them. */
export const removedKinds: readonly ResourceKind[] = [
  removed('NetworkPolicy', 'extensions', '1.16', 'networking.k8s.io/v1'),
  removed('Ingress', 'extensions', '1.22', 'networking.k8s.io/v1'),
];
