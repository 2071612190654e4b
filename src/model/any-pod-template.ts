import { Cursor } from './cursor';
import { identityOf, KubeObject, ResourceKind } from './kinds/kind';
import { readPods } from './pod-template';

/** Reads objects that make pods and that no kind of ours knows, such as a Rollout of Argo or a DeploymentConfig of OpenShift. */
export const anyPodTemplate: Pick<ResourceKind, 'read'> = {
  read: (object: KubeObject) => {
    const spec = object.root.field('spec');
    // Without a number of replicas something else decides it, which may decide for many.
    const replicated = (spec.field('replicas').number() ?? Infinity) > 1;
    return { workloads: [{ ...identityOf(object), ...readPods(spec.field('template')), addedLabels: ['pod-template-hash'], replicated }] };
  },
};

/** Whether an object of whatever kind has a pod template where the kinds of Kubernetes have theirs. */
export function hasPodTemplate(root: Cursor): boolean {
  const containers = (['spec', 'template', 'spec', 'containers'] as const).reduce((cursor, key) => cursor.field(key), root).value;
  return Array.isArray(containers) && containers.length > 0;
}
