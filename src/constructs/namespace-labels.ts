import { SIDES } from '../boundaries';
import { UsageError } from '../errors';
import { Labels } from '../values';

/** Label keys of ours. A prefix without a domain, as we own none. */
export const OWNER_LABEL = 'cdk8s-palisade/owner';
export const ENVIRONMENT_LABEL = SIDES.environment;
export const TENANT_LABEL = SIDES.tenant;

/** Refuses labels that something else sets, so that they would say one thing and the rest of the manifests another. */
export function requireForeignLabels(where: string, labels: Labels): void {
  if ('kubernetes.io/metadata.name' in labels) {
    throw new UsageError(where, 'the label "kubernetes.io/metadata.name" is set by the API server', 'leave it out');
  }
  requireNone(where, labels, 'pod-security.kubernetes.io/',
    'state the level as `podSecurity`, and the version as `kubernetesVersion` of the ClusterProfile');
  requireNone(where, labels, 'cdk8s-palisade/', 'state it as `owner`, `environment` or `tenant`');
}

function requireNone(where: string, labels: Labels, prefix: string, fix: string): void {
  const ours = Object.keys(labels).find(key => key.startsWith(prefix));
  if (ours !== undefined) throw new UsageError(where, `the label "${ours}" is not yours to set`, fix);
}
